package org.gardefou.restore.drill;

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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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

@Path("/restores/v1/drills")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Drills",
        description = "Whether sites can be restored: tried in a place apart, booted, looked at and measured.")
class DrillResource {

    private static final String PATH = "/restores/v1/drills/";

    private final Drills drills;
    private final DrillDesk desk;
    private final ProgressFeed feed;
    private final Caller caller;
    private final Clock clock;

    DrillResource(Drills drills, DrillDesk desk, ProgressFeed feed, Caller caller, Clock clock) {
        this.drills = drills;
        this.desk = desk;
        this.feed = feed;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "DrillRequest")
    record Request(
            @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
            UUID site) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "404", description = "There is no such site, or not for this token.")
    @APIResponse(responseCode = "409", description = "The hoster lets nobody ask for drills.")
    @APIResponse(responseCode = "429", description = "The site's drill of 30 days was asked for.")
    @Operation(
            summary = "Try whether a site can be restored",
            description =
                    "Restores the site's last good point into a throw-away place, as a restore would, boots it there, looks at it, and measures how long each step takes and how old the point is. The live site is not touched. One at a time for a site: asking again answers with the one that is under way. It waits for restores, which go first. A customer, and the panel for them, may ask where the contract promises self-service restores, once in 30 days.")
    @APIResponse(responseCode = "202", description = "Accepted; `Location` names the drill.")
    @APIResponseSchema(value = DrillView.class, responseCode = "202")
    public Response drill(@NotNull @Valid Request request) {
        return accepted(desk.onDemand(request.site()));
    }

    @GET
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List drills",
            description = "Newest first. A customer sees those of their sites, a panel those of its connection.")
    public Page<DrillView> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("state") Drill.@Nullable State state,
            @BeanParam PageParams page) {
        return drills.page(site, state, caller.visibility(), page.request()).map(this::view);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read a drill",
            description = "How far it is, or how it ended, what it saw, how long it took, and what that means.")
    @APIResponseSchema(DrillView.class)
    public Response read(@PathParam("id") UUID id) {
        Drill drill = visible(id);
        return Response.ok(view(drill)).tag(ETags.of(drill.version())).build();
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Follow a drill",
            description =
                    "Its step, percent, bytes, files and remaining time as Server-Sent Events, until it has ended.")
    public Multi<OutboundSseEvent> events(@PathParam("id") UUID id, @Context Sse sse) {
        QuarkusTransaction.requiringNew().run(() -> visible(id));
        return feed.events(id, sse, () -> QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(drills.findById(id)).map(this::progress)));
    }

    @POST
    @Path("/{id}/cancel")
    @Transactional
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "409", description = "It has ended.")
    @Operation(
            summary = "Call a drill off",
            description =
                    "Nothing of it stays, and it says nothing of the restore point. `If-Match: *` calls it off whatever step it is at.")
    @APIResponse(responseCode = "202", description = "It ends at its next step, within seconds in most cases.")
    @APIResponseSchema(value = DrillView.class, responseCode = "202")
    public Response cancel(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        Drill drill = visible(id);
        desk.cancel(drill, ifMatch);
        return accepted(drill);
    }

    private Response accepted(Drill drill) {
        return Response.accepted(view(drill))
                .location(URI.create(PATH + drill.id()))
                .tag(ETags.of(drill.version()))
                .build();
    }

    private Progress progress(Drill drill) {
        return drill.state().ended()
                ? Progress.finished(drill.state().name(), Objects.requireNonNull(drill.endedAt()))
                : Progress.at(
                        drill.step() == null
                                ? drill.state().name()
                                : drill.step().name(),
                        clock.instant());
    }

    private DrillView view(Drill drill) {
        Progress now = drill.state().ended() ? null : feed.latest(drill.id()).orElseGet(() -> progress(drill));
        return DrillView.of(drill, now, caller.staff());
    }

    private Drill visible(UUID id) {
        return drills.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("drill", id));
    }
}
