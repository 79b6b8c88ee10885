package org.gardefou.restore.staging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.gardefou.restore.download.LinkKey;
import org.jspecify.annotations.Nullable;

@Path("/restores/v1/staging-copies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Staging copies",
        description = "A site as it was at a restore point, beside the live one, at an address of its own.")
class StagingResource {

    private final StagingCopies copies;
    private final StagingDesk desk;
    private final LinkKey key;
    private final ProgressFeed feed;
    private final Caller caller;
    private final Clock clock;

    StagingResource(
            StagingCopies copies, StagingDesk desk, LinkKey key, ProgressFeed feed, Caller caller, Clock clock) {
        this.copies = copies;
        this.desk = desk;
        this.key = key;
        this.feed = feed;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "StagingCopyRequest")
    record Request(
            @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
            UUID site,

            @NotNull @Schema(
                    description = "One of those that /restores/v1/advice names.",
                    examples = "0198c5a2-7c00-7000-8000-000000000011")
            UUID restorePoint) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "404", description = "There is no such site or restore point, or not for this token.")
    @APIResponse(
            responseCode = "409",
            description = "The site has a copy already, the hoster serves none, or the restore point cannot be used.")
    @Operation(
            summary = "Copy a site to an address of its own",
            description =
                    "Restores files and database beside the live ones, with a database account that reaches nothing else, sends no mail, runs no cron job, and asks for a password. `staging-copy.ready` tells the hoster's web server what to serve. One at a time for a site; it is removed by itself after some days. A WordPress site with one MariaDB database can be copied. A customer, and the panel for them, may ask where the contract promises self-service restores.")
    @APIResponse(responseCode = "202", description = "Accepted; `Location` names the copy.")
    @APIResponseSchema(value = StagingView.class, responseCode = "202")
    public Response copy(@NotNull @Valid Request request) {
        StagingCopy copy = desk.request(request.site(), request.restorePoint());
        return Response.accepted(StagingView.of(copy, null, null))
                .location(URI.create("/restores/v1/staging-copies/" + copy.id()))
                .tag(ETags.of(copy.version()))
                .build();
    }

    @GET
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List staging copies",
            description =
                    "Newest first. A customer sees those of their sites, a panel those of its connection. Passwords are told of one copy alone, not of a list.")
    public Page<StagingView> list(@QueryParam("site") @Nullable UUID site, @BeanParam PageParams page) {
        return copies.page(site, caller.visibility(), page.request()).map(copy -> StagingView.of(copy, null, null));
    }

    @GET
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read a staging copy",
            description = "How far it is, its address, and how to get in once it is READY.")
    @APIResponseSchema(StagingView.class)
    public Response read(@PathParam("id") UUID id) {
        StagingCopy copy = visible(id);
        StagingView.Access access = copy.state() == StagingState.READY
                ? new StagingView.Access(StagingJob.USER, key.password(copy.id(), copy.requestedAt()))
                : null;
        return Response.ok(StagingView.of(copy, access, feed.latest(id).orElse(null)))
                .tag(ETags.of(copy.version()))
                .build();
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Follow the making of a staging copy",
            description = "Percent, bytes and files as Server-Sent Events, until it is READY or has failed.")
    public Multi<OutboundSseEvent> events(@PathParam("id") UUID id, @Context Sse sse) {
        QuarkusTransaction.requiringNew().run(() -> visible(id));
        return feed.events(id, sse, () -> QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(copies.findById(id)).map(this::progress)));
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "409", description = "It has ended before.")
    @APIResponse(responseCode = "204", description = "It is called off, or removed, within seconds.")
    @Operation(
            summary = "Remove a staging copy",
            description =
                    "Its files, its database and its account go; `staging-copy.ended` tells the web server. One that is being made is called off; of one that is ABANDONED the removal is tried again.")
    public void remove(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        desk.remove(visible(id), ifMatch);
    }

    private Progress progress(StagingCopy copy) {
        String step = copy.state().name();
        return copy.state() == StagingState.PREPARING
                ? Progress.at(step, clock.instant())
                : Progress.finished(step, clock.instant());
    }

    private StagingCopy visible(UUID id) {
        return copies.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("staging copy", id));
    }
}
