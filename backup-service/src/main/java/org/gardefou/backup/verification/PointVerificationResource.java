package org.gardefou.backup.verification;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;

@Path("/backups/v1/restore-points/{id}/verifications")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Verifications", description = "By which evidence restore points are good.")
class PointVerificationResource {

    private final Verifications verifications;
    private final VerificationDesk desk;
    private final RestorePoints points;
    private final VerificationViews views;
    private final Caller caller;
    private final AuditTrail audit;

    PointVerificationResource(
            Verifications verifications,
            VerificationDesk desk,
            RestorePoints points,
            VerificationViews views,
            Caller caller,
            AuditTrail audit) {
        this.verifications = verifications;
        this.desk = desk;
        this.points = points;
        this.views = views;
        this.caller = caller;
        this.audit = audit;
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Verify a restore point",
            description =
                    "Restores it into a throw-away place, loads its databases into a server of their own, serves the site without any network and looks at it; nothing of the live site is touched. Poll what `Location` names. While one of the point waits or is at work, it is the answer. A customer and a panel may ask for 3 of a site in 24 hours, or as many as the hoster has set.")
    @APIResponse(responseCode = "202", description = "Queued; `Location` names the verification.")
    @APIResponse(responseCode = "409", description = "The restore point has expired.")
    @APIResponse(
            responseCode = "429",
            description =
                    "As many as there may be were asked for in the last 24 hours; `Retry-After` says when the next can be.")
    @APIResponseSchema(value = VerificationView.class, responseCode = "202")
    public Response verify(@PathParam("id") UUID id) {
        Verification verification = desk.onDemand(visible(id), !caller.staff());
        audit.record("restore-point.verification-requested", "restore-point", id, null, null);
        return Response.accepted(views.of(verification, caller.staff()))
                .location(URI.create("/backups/v1/verifications/" + verification.id()))
                .tag(ETags.of(verification.version()))
                .build();
    }

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List the verifications of a restore point",
            description = "Newest first: those that were asked for, those of the rotation, and damage that was found.")
    public Page<VerificationView> list(@PathParam("id") UUID id, @BeanParam PageParams page) {
        return verifications.page(visible(id).id(), page.request()).map(one -> views.of(one, caller.staff()));
    }

    private RestorePoint visible(UUID id) {
        return points.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("restore point", id));
    }
}
