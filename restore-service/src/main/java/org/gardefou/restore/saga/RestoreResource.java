package org.gardefou.restore.saga;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/restores/v1/restores")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Restores",
        description = "Bringing a site back: prepared beside it, switched in one step, undone if it is worse.")
class RestoreResource {

    private final Restores restores;
    private final RestoreDesk desk;
    private final Journal journal;
    private final Caller caller;
    private final ProgressFeed feed;
    private final Clock clock;

    RestoreResource(
            Restores restores, RestoreDesk desk, Journal journal, Caller caller, ProgressFeed feed, Clock clock) {
        this.restores = restores;
        this.desk = desk;
        this.journal = journal;
        this.caller = caller;
        this.feed = feed;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "404", description = "There is no such site or restore point, or not for this token.")
    @APIResponse(
            responseCode = "409",
            description = "Another restore of the site runs, or the restore point cannot be restored.")
    @Operation(
            summary = "Restore a site, or a part of it",
            description =
                    "Takes a safety backup, restores files and databases beside the live ones, switches in one step, has the site checked, and rolls back by itself if it is worse. `scope` says what comes back: EVERYTHING, or FILES with `paths`, DATABASE with `schema`, TABLES with `schema` and `tables`; all else stays as it is. A chosen folder comes back as it was; ask `/restores/v1/restores/dry-run` first what that would change. One at a time for a site. A customer, and the panel in which they press the button, may ask where the contract promises self-service restores.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; `Location` names the restore, whose state and events tell how far it is.")
    @APIResponseSchema(value = RestoreView.class, responseCode = "202")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "The whole site", value = RestoreRequest.EXAMPLE),
                                @ExampleObject(name = "Files and folders", value = RestoreRequest.EXAMPLE_OF_FILES),
                                @ExampleObject(name = "One table", value = RestoreRequest.EXAMPLE_OF_TABLES),
                                @ExampleObject(
                                        name = "Without losing what is newer",
                                        value = RestoreRequest.EXAMPLE_OF_NEWER)
                            }))
    public Response restore(@NotNull @Valid RestoreRequest request) {
        return accepted(desk.request(request));
    }

    @GET
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List restores",
            description = "Newest first. A customer sees those of their sites, a panel those of its connection.")
    @Transactional
    public Page<RestoreView> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("state") @Nullable RestoreState state,
            @BeanParam PageParams page) {
        Page<Restore> found = restores.page(site, state, caller.visibility(), page.request());
        Map<UUID, List<RestoreStep>> steps =
                journal.of(found.items().stream().map(Restore::id).toList());
        return found.map(restore -> RestoreView.of(restore, steps.getOrDefault(restore.id(), List.of())));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read a restore",
            description = "Its state, what it waits for or why it ended, what was put in place, and its journal.")
    @APIResponseSchema(RestoreView.class)
    @Transactional
    public Response read(@PathParam("id") UUID id) {
        Restore restore = visible(id);
        return Response.ok(view(restore)).tag(ETags.of(restore.version())).build();
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Follow a restore",
            description =
                    "Its step, percent, bytes, files and remaining time as Server-Sent Events, until it has ended.")
    public Multi<OutboundSseEvent> events(@PathParam("id") UUID id, @Context Sse sse) {
        QuarkusTransaction.requiringNew().run(() -> visible(id));
        return feed.events(
                id, sse, () -> QuarkusTransaction.requiringNew().call(() -> Optional.ofNullable(restores.findById(id))
                        .map(restore -> RestoreJob.progress(
                                restore, restore.state().ended() ? restore.stateSince() : clock.instant()))));
    }

    @POST
    @Path("/{id}/cancel")
    @Transactional
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "409", description = "It can no longer be called off.")
    @Operation(
            summary = "Call a restore off",
            description =
                    "Possible until the switch begins. What was prepared is removed; the site is unchanged. A restore at work changes its version with each step: `If-Match: *` calls it off whatever step it is at.")
    @APIResponse(responseCode = "202", description = "It stops within seconds.")
    @APIResponseSchema(value = RestoreView.class, responseCode = "202")
    public Response cancel(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        Restore restore = visible(id);
        desk.cancel(restore, ifMatch);
        return accepted(restore);
    }

    @POST
    @Path("/{id}/rollback")
    @Transactional
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "409", description = "There is nothing that could be undone.")
    @Operation(
            summary = "Undo a restore",
            description =
                    "Brings the state before the restore back, files and tables, as long as it is kept (`rollbackUntil`): for some days, and of the latest two restores of a site only, or as many as the hoster has set. What was done on the site since the restore is lost.")
    @APIResponse(responseCode = "202", description = "It takes a second or two; the restore becomes ROLLED_BACK.")
    @APIResponseSchema(value = RestoreView.class, responseCode = "202")
    public Response rollBack(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        Restore restore = visible(id);
        desk.rollBack(restore, ifMatch);
        return accepted(restore);
    }

    private Response accepted(Restore restore) {
        restores.flush();
        return Response.accepted(view(restore))
                .location(URI.create("/restores/v1/restores/" + restore.id()))
                .tag(ETags.of(restore.version()))
                .build();
    }

    private RestoreView view(Restore restore) {
        return RestoreView.of(restore, journal.of(restore.id()));
    }

    private Restore visible(UUID id) {
        return restores.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("restore", id));
    }
}
