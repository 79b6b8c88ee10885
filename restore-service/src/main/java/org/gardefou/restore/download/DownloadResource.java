package org.gardefou.restore.download;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import java.util.List;
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

@Path("/restores/v1/downloads")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Downloads", description = "Files, folders or a database of a restore point, packed and fetched by a link.")
class DownloadResource {

    static final String PATH = "/restores/v1/downloads/";

    private final Downloads downloads;
    private final DownloadDesk desk;
    private final LinkKey key;
    private final ProgressFeed feed;
    private final Caller caller;
    private final Clock clock;

    DownloadResource(
            Downloads downloads, DownloadDesk desk, LinkKey key, ProgressFeed feed, Caller caller, Clock clock) {
        this.downloads = downloads;
        this.desk = desk;
        this.key = key;
        this.feed = feed;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "DownloadRequest")
    record Request(
            @NotNull @Schema(
                    description = "One of those that /restores/v1/advice names.",
                    examples = "0198c5a2-7c00-7000-8000-000000000011")
            UUID restorePoint,

            @Size(max = 100) @Schema(
                    description =
                            "Files and folders, absolute in the restore point; absent: everything, with the databases, unless `database` is given.",
                    examples = "[\"/htdocs/wp-content/themes\"]")
            @Nullable List<@NotNull @Size(max = 4096) String> paths,

            @Size(max = 64) @Schema(
                    description = "The dump of one database, as SQL, alone or beside the paths.",
                    examples = "wp_boutique")
            @Nullable String database,

            @NotNull @Schema(examples = "ZIP") Format format) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "404", description = "There is no such restore point, or not for this token.")
    @APIResponse(
            responseCode = "409",
            description = "Another download of the site is being prepared, or the restore point cannot be used.")
    @APIResponse(responseCode = "429", description = "The site's downloads of 24 hours are used up.")
    @Operation(
            summary = "Download what a restore point holds",
            description =
                    "Packs it into a file; once it is READY it has a `link`, which is all that is needed to fetch the file, in one go or in ranges, until it expires. One at a time for a site. A customer, and the panel for them, may ask where the contract promises self-service restores.")
    @APIResponse(responseCode = "202", description = "Accepted; `Location` names the download.")
    @APIResponseSchema(value = DownloadView.class, responseCode = "202")
    public Response download(@NotNull @Valid Request request) {
        Download download = desk.request(
                request.restorePoint(),
                request.paths() == null ? List.of() : request.paths(),
                request.database(),
                request.format());
        return Response.accepted(view(download))
                .location(URI.create(PATH + download.id()))
                .tag(ETags.of(download.version()))
                .build();
    }

    @GET
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List downloads",
            description =
                    "Newest first. A customer sees those of their sites, a panel those of its connection. Links are told of one download alone, not of a list.")
    public Page<DownloadView> list(@QueryParam("site") @Nullable UUID site, @BeanParam PageParams page) {
        return downloads
                .page(site, caller.visibility(), page.request())
                .map(download -> DownloadView.of(download, null, null));
    }

    @GET
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(summary = "Read a download", description = "How far it is, and its link once it is READY.")
    @APIResponseSchema(DownloadView.class)
    public Response read(@PathParam("id") UUID id) {
        Download download = visible(id);
        return Response.ok(view(download)).tag(ETags.of(download.version())).build();
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Follow a download",
            description = "Percent and bytes as Server-Sent Events, until it is READY or has failed.")
    public Multi<OutboundSseEvent> events(@PathParam("id") UUID id, @Context Sse sse) {
        QuarkusTransaction.requiringNew().run(() -> visible(id));
        return feed.events(id, sse, () -> QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(downloads.findById(id)).map(this::progress)));
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "409", description = "It has ended before.")
    @APIResponse(responseCode = "204", description = "Its link is good no more; the file is deleted within a minute.")
    @Operation(
            summary = "Withdraw a download",
            description = "Ends its link, or its making. For a link that came into the wrong hands.")
    public void withdraw(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        desk.withdraw(visible(id), ifMatch);
    }

    private Progress progress(Download download) {
        String step = download.state().name();
        return download.state() == Download.State.PREPARING
                ? Progress.at(step, clock.instant())
                : Progress.finished(step, clock.instant());
    }

    private DownloadView view(Download download) {
        String link = download.open(clock.instant())
                ? DownloadFileResource.PATH + key.token(download.id(), Objects.requireNonNull(download.expiresAt()))
                : null;
        return DownloadView.of(download, link, feed.latest(download.id()).orElse(null));
    }

    private Download visible(UUID id) {
        return downloads.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("download", id));
    }
}
