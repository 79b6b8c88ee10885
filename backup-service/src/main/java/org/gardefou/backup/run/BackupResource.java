package org.gardefou.backup.run;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/backups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Backups", description = "Runs: on demand, by schedule, and for safety.")
class BackupResource {

    private final Backups backups;
    private final BackupDesk desk;
    private final CancelDesk cancelling;
    private final Sites sites;
    private final ProgressFeed feed;
    private final Caller caller;
    private final AuditTrail audit;

    BackupResource(
            Backups backups,
            BackupDesk desk,
            CancelDesk cancelling,
            Sites sites,
            ProgressFeed feed,
            Caller caller,
            AuditTrail audit) {
        this.backups = backups;
        this.desk = desk;
        this.cancelling = cancelling;
        this.sites = sites;
        this.feed = feed;
        this.caller = caller;
        this.audit = audit;
    }

    @Schema(name = "Backup")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            UUID site,
            UUID customer,
            Reason reason,
            @Nullable String label,
            @Schema(examples = "COMPLETED") Backup.State state,
            @Nullable Progress progress,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable UUID restorePoint,
            @Nullable FailureView failure) {

        static View of(Backup backup, @Nullable Progress progress, boolean staff) {
            return new View(
                    backup.id(),
                    backup.site(),
                    backup.customer(),
                    backup.reason(),
                    backup.label().orElse(null),
                    backup.state(),
                    progress,
                    backup.requestedAt(),
                    backup.startedAt().orElse(null),
                    backup.endedAt().orElse(null),
                    backup.restorePoint().orElse(null),
                    backup.failure()
                            .map(failure ->
                                    new FailureView(failure.code(), failure.text(), staff ? failure.detail() : null))
                            .orElse(null));
        }
    }

    @Schema(name = "BackupFailure")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FailureView(
            @Schema(examples = "DATABASE_ACCESS_DENIED") Failure.Code code,

            @Schema(description = "What happened and what to do.")
            Text text,

            @Schema(description = "The words of the tool that failed; for the hoster's staff only.") @Nullable String detail) {}

    @Schema(name = "BackupRequest")
    record Request(
            @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
            UUID site,

            @Nullable @Size(max = 200) @Schema(examples = "Avant la refonte de la boutique")
            String label) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(responseCode = "404", description = "There is no such site, or not for this token.")
    @Operation(
            summary = "Back a site up now",
            description =
                    "Queued at once; poll the backup, or listen to its events. Customers and panels may back up the sites they see, whatever the policy is. While one that was asked for waits to begin, it is the answer: what is asked for now will be in it. One backup of a site is made at a time; a customer and a panel may ask for 12 of a site in 24 hours, or as many as the hoster has set.")
    @APIResponse(responseCode = "202", description = "Queued; `Location` names the backup.")
    @APIResponse(
            responseCode = "409",
            description = "One with another label waits to begin, or the storage for backups is used up.")
    @APIResponse(
            responseCode = "429",
            description =
                    "As many as there may be were asked for in the last 24 hours; `Retry-After` says when the next can be.")
    @APIResponseSchema(value = View.class, responseCode = "202")
    public Response request(@NotNull @Valid Request request) {
        Site site = sites.visible(request.site(), caller.visibility())
                .orElseThrow(() -> Problems.notFound("site", request.site()));
        Backup backup = desk.onDemand(site, request.label(), !caller.staff());
        audit.record("backup.requested", "backup", backup.id(), null, request);
        return Response.accepted(View.of(backup, null, caller.staff()))
                .location(URI.create("/backups/v1/backups/" + backup.id()))
                .tag(ETags.of(backup.version()))
                .build();
    }

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List backups",
            description = "Newest first; of one site with `site`, in one state with `state`.")
    public Page<View> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("state") Backup.@Nullable State state,
            @BeanParam PageParams page) {
        return backups.page(site, state, caller.visibility(), page.request())
                .map(backup -> View.of(backup, feed.latest(backup.id()).orElse(null), caller.staff()));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(summary = "Read a backup", description = "Where it stands, how far it is, and why it failed if it did.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        Backup backup = visible(id);
        return Response.ok(View.of(backup, feed.latest(id).orElse(null), caller.staff()))
                .tag(ETags.of(backup.version()))
                .build();
    }

    @POST
    @Path("/{id}/cancellation")
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Cancel a backup",
            description =
                    "One that waits ends at once, one that is at work within seconds: poll it, or listen to its events. It leaves nothing behind, neither beside the site nor in the repository. Customers and panels may end what was asked for, the hoster's staff what was promised as well; what a restore waits for ends with the restore. Asked again it changes nothing.")
    @APIResponse(responseCode = "202", description = "It has ended, or will in a moment: `state` says which.")
    @APIResponse(responseCode = "409", description = "It has ended already, or is not this caller's to end.")
    @APIResponseSchema(value = View.class, responseCode = "202")
    public Response cancel(@PathParam("id") UUID id) {
        Backup backup = cancelling.cancel(visible(id), caller);
        audit.record("backup.cancelled", "backup", id, null, null);
        return Response.accepted(View.of(backup, feed.latest(id).orElse(null), caller.staff()))
                .tag(ETags.of(backup.version()))
                .build();
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Listen to a backup",
            description =
                    "Server-Sent Events: step, percent, bytes, files, remaining time. Ends when the backup has ended.")
    public Multi<OutboundSseEvent> events(@PathParam("id") UUID id, @Context Sse sse) {
        visible(id);
        return feed.events(id, sse, () -> stored(id));
    }

    private Optional<Progress> stored(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> backups.findByIdOptional(id).map(BackupResource::progress));
    }

    private static Progress progress(Backup backup) {
        Instant at = backup.endedAt().or(backup::startedAt).orElse(backup.requestedAt());
        String step = backup.state().name();
        return backup.state().ended() ? Progress.finished(step, at) : Progress.at(step, at);
    }

    private Backup visible(UUID id) {
        return backups.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("backup", id));
    }
}
