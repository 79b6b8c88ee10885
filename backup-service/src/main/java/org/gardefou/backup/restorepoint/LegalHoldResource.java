package org.gardefou.backup.restorepoint;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/legal-holds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Legal holds",
        description =
                "Restore points that a court or an authority wants kept: nothing takes them away. Known to the hoster's operators alone, and audited.")
class LegalHoldResource {

    private final LegalHolds holds;
    private final LegalHoldDesk desk;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    LegalHoldResource(LegalHolds holds, LegalHoldDesk desk, Caller caller, AuditTrail audit, Clock clock) {
        this.holds = holds;
        this.desk = desk;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Schema(name = "LegalHoldRequest")
    record Request(
            @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
            UUID site,

            @Nullable @Schema(
                    description = "Left out: all of the site, and those still to come.",
                    examples = "0198c5a2-7c00-7000-8000-000000000011")
            UUID restorePoint,

            @NotBlank @Size(max = 500) @Schema(examples = "Réquisition n° 2026/114 du parquet de Lyon")
            String reason) {}

    @Schema(name = "LegalHoldEnd")
    record End(
            @NotBlank @Size(max = 500) @Schema(examples = "Mainlevée du 3 mars 2027")
            String reason) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @APIResponse(responseCode = "404", description = "The site has no such restore point.")
    @APIResponse(
            responseCode = "409",
            description =
                    "The data of the restore point is gone, or an erasure is destroying the keys of the site's backups: it says what to do.")
    @APIResponse(responseCode = "201", description = "Set; `Location` names it.")
    @APIResponseSchema(value = LegalHoldView.class, responseCode = "201")
    @Operation(
            summary = "Set a legal hold",
            description =
                    "From now on neither retention nor the end of the contract nor an erasure takes away what is held. An erasure that was ordered and has not begun with the keys stops before them; what is being forgotten or cleared away stops, and is decided anew. A site need not be known: what is kept of one that has gone can be held too.")
    public Response set(@NotNull @Valid Request request) {
        LegalHold hold = new LegalHold(
                Ids.next(),
                request.site(),
                request.restorePoint(),
                request.reason(),
                caller.subject(),
                clock.instant());
        desk.set(hold);
        audit.record("legal-hold.set", "legal-hold", hold.id(), null, LegalHoldView.of(hold));
        return Response.created(URI.create("/backups/v1/legal-holds/" + hold.id()))
                .entity(LegalHoldView.of(hold))
                .tag(ETags.of(hold.version()))
                .build();
    }

    @GET
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List legal holds",
            description = "Newest first; those that have ended only with `ended=true`.")
    public Page<LegalHoldView> list(
            @QueryParam("site") @Nullable UUID site,
            @Parameter(description = "Whether those that have ended are listed too.")
                    @QueryParam("ended")
                    @DefaultValue("false")
                    boolean ended,
            @BeanParam PageParams page) {
        return holds.page(site, ended, page.request()).map(LegalHoldView::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @APIResponseSchema(LegalHoldView.class)
    @Operation(summary = "Read a legal hold", description = "What is held, why, and by whom it was set and ended.")
    public Response read(@PathParam("id") UUID id) {
        return answer(find(id));
    }

    @POST
    @Path("/{id}/end")
    @Transactional
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @APIResponse(responseCode = "409", description = "It has ended already.")
    @APIResponse(responseCode = "200", description = "Ended: what has had its time goes from now on.")
    @APIResponseSchema(LegalHoldView.class)
    @Operation(
            summary = "End a legal hold",
            description = "It stays in the list with its reason. What has had its time meanwhile goes within hours.")
    public Response end(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid End end) {
        LegalHold hold = find(id);
        ifMatch.check(hold, LegalHold::version);
        if (hold.endedAt().isPresent()) {
            throw Problems.conflict("The legal hold %s ended at %s already. For a further one, set another."
                    .formatted(id, hold.endedAt().get()));
        }
        LegalHoldView before = LegalHoldView.of(hold);
        hold.end(caller.subject(), end.reason(), clock.instant());
        holds.flush();
        audit.record("legal-hold.ended", "legal-hold", id, before, LegalHoldView.of(hold));
        return answer(hold);
    }

    private LegalHold find(UUID id) {
        return holds.findByIdOptional(id).orElseThrow(() -> Problems.notFound("legal hold", id));
    }

    private static Response answer(LegalHold hold) {
        return Response.ok(LegalHoldView.of(hold)).tag(ETags.of(hold.version())).build();
    }
}
