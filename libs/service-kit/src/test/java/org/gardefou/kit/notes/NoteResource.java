package org.gardefou.kit.notes;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.gardefou.kit.audit.AuditEntries;
import org.gardefou.kit.audit.AuditEntry;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/notes/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class NoteResource {

    private final Notes notes;
    private final Caller caller;
    private final Clock clock;
    private final AuditTrail trail;
    private final AuditEntries entries;
    private final ProgressFeed feed;
    private final Gate gate;

    NoteResource(
            Notes notes,
            Caller caller,
            Clock clock,
            AuditTrail trail,
            AuditEntries entries,
            ProgressFeed feed,
            Gate gate) {
        this.notes = notes;
        this.caller = caller;
        this.clock = clock;
        this.trail = trail;
        this.entries = entries;
        this.feed = feed;
        this.gate = gate;
    }

    @POST
    @Path("/notes")
    @Transactional
    @Idempotent
    @PermissionsAllowed("notes:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(summary = "Write a note")
    @APIResponse(responseCode = "201", description = "Written")
    public Response create(@NotNull @Valid NoteText text, @QueryParam("shelf") @Nullable String shelf) {
        Note note = new Note(
                Ids.next(), caller.customer().orElse(null), caller.connection().orElse(null), clock.instant());
        note.write(text.title(), text.stars(), text.color(), text.due());
        notes.persistAndFlush(note);
        trail.record("note.create", "note", note.id(), null, note.view());
        gate.pass(text.title());
        return Response.created(URI.create("/notes/v1/notes/" + note.id()))
                .tag(ETags.of(note.version()))
                .entity(note.view())
                .build();
    }

    @GET
    @Path("/notes")
    @PermissionsAllowed("notes:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    public Page<NoteView> list(
            @BeanParam PageParams page,
            @QueryParam("color") Optional<Note.Color> color,
            @QueryParam("q") @Size(max = 5) @Nullable String q) {
        return notes.page(page.request(), caller.visibility(), color.orElse(null))
                .map(Note::view);
    }

    @GET
    @Path("/notes/{id}")
    @PermissionsAllowed("notes:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    public Response get(@PathParam("id") UUID id) {
        Note note = visible(id);
        return Response.ok(note.view()).tag(ETags.of(note.version())).build();
    }

    @PUT
    @Path("/notes/{id}")
    @Transactional
    @PermissionsAllowed("notes:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(operationId = "rewriteNote", summary = "Rewrite a note", description = "All of it.")
    @APIResponse(responseCode = "200", description = "Rewritten")
    public Response update(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid NoteText text) {
        Note note = visible(id);
        ifMatch.check(note, Note::version);
        NoteView before = note.view();
        note.write(text.title(), text.stars(), text.color(), text.due());
        notes.flush();
        trail.record("note.update", "note", id, before, note.view());
        return Response.ok(note.view()).tag(ETags.of(note.version())).build();
    }

    @GET
    @Path("/notes/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @PermissionsAllowed("notes:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel"})
    public Multi<OutboundSseEvent> events(@PathParam("id") UUID id, @Context Sse sse) {
        return feed.events(id, sse, () -> Stored.of(id));
    }

    /** The state of a job as a database would have it. */
    public static final class Stored {
        private static final java.util.concurrent.ConcurrentMap<UUID, Progress> STATES =
                new java.util.concurrent.ConcurrentHashMap<>();

        private Stored() {}

        public static void put(UUID id, Progress progress) {
            STATES.put(id, progress);
        }

        static Optional<Progress> of(UUID id) {
            return Optional.ofNullable(STATES.get(id));
        }
    }

    @GET
    @Path("/audit")
    @PermissionsAllowed("notes:admin")
    @PermissionsAllowed("as:operator")
    public Page<AuditEntry> audit(@BeanParam PageParams page, @BeanParam AuditEntries.Filter filter) {
        return entries.page(page.request(), filter);
    }

    private Note visible(UUID id) {
        return notes.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("note", id));
    }
}
