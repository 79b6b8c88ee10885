package org.gardefou.backup.repository;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/key-rotations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Keys", description = "The keys of repositories, and the keys that wrap them.")
class KeyRotationResource {

    private final KeyRotations rotations;
    private final WrappedKeys wrapped;
    private final KeyWrapping keys;
    private final RewrappingJob job;
    private final Jobs jobs;
    private final ProgressFeed feed;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    KeyRotationResource(
            KeyRotations rotations,
            WrappedKeys wrapped,
            KeyWrapping keys,
            RewrappingJob job,
            Jobs jobs,
            ProgressFeed feed,
            AuditTrail audit,
            Caller caller,
            Clock clock) {
        this.rotations = rotations;
        this.wrapped = wrapped;
        this.keys = keys;
        this.job = job;
        this.jobs = jobs;
        this.feed = feed;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "KeyRotation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,

            @Schema(description = "The key-encryption key that wraps all keys afterwards.", examples = "kek-2027")
            String kek,

            @Schema(examples = "RUNNING") KeyRotation.State state,

            @Schema(description = "Keys to wrap.", examples = "1200")
            long total,

            @Schema(description = "Keys wrapped so far.", examples = "850")
            long done,

            @Nullable @Schema(description = "Why the last try went wrong; the next one follows by itself.")
            String problem,

            String requestedBy,
            Instant requestedAt,
            @Nullable Instant endedAt) {

        static View of(KeyRotation rotation) {
            return new View(
                    rotation.id(),
                    rotation.kek(),
                    rotation.state(),
                    rotation.total(),
                    rotation.done(),
                    rotation.problem().orElse(null),
                    rotation.requestedBy(),
                    rotation.requestedAt(),
                    rotation.endedAt().orElse(null));
        }
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Wrap all keys anew",
            description =
                    "By the key-encryption key that `gardefou.keys.current` names. Repositories and their keys stay as they are; when it is done, no other key-encryption key is needed. While one is running, that is the answer.")
    @APIResponse(responseCode = "202", description = "Begun; `Location` names the rotation.")
    @APIResponseSchema(value = View.class, responseCode = "202")
    public Response rotate() {
        KeyRotation rotation = rotations.running().orElseGet(this::begin);
        return Response.accepted(View.of(rotation))
                .location(URI.create("/backups/v1/key-rotations/" + rotation.id()))
                .tag(ETags.of(rotation.version()))
                .build();
    }

    private KeyRotation begin() {
        KeyRotation rotation = new KeyRotation(
                Ids.next(), keys.current(), caller.subject(), wrapped.wrappedByOthers(keys.current()), clock.instant());
        rotations.persist(rotation);
        rotations.flush();
        jobs.submit(RewrappingJob.class, rotation.id().toString());
        audit.record("keys.rotated", "key-rotation", rotation.id(), null, View.of(rotation));
        return rotation;
    }

    @GET
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "List rotations of the key-encryption key", description = "Newest first.")
    public Page<View> list(@BeanParam PageParams page) {
        return rotations.page(page.request()).map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "Read a rotation", description = "How far it is, and what holds it up if something does.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        KeyRotation rotation = find(id);
        return Response.ok(View.of(rotation)).tag(ETags.of(rotation.version())).build();
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "Listen to a rotation", description = "Server-Sent Events. Ends when the rotation has ended.")
    public Multi<OutboundSseEvent> events(@PathParam("id") UUID id, @Context Sse sse) {
        find(id);
        return feed.events(id, sse, () -> QuarkusTransaction.requiringNew()
                .call(() -> rotations.findByIdOptional(id).map(job::progress)));
    }

    private KeyRotation find(UUID id) {
        return rotations.findByIdOptional(id).orElseThrow(() -> Problems.notFound("key rotation", id));
    }
}
