package org.gardefou.terms.contract;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.KeptAnswers;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.terms.ledger.Erasure;
import org.gardefou.terms.ledger.ErasureRequest;

/** The erasure of who left because of a change, over HTTP. */
@Path("/terms/v1/change-notices/{id}/erasure")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
class ChangeNoticeErasureResource {

    private final ChangeNotices notices;
    private final Erasure erasure;
    private final KeptAnswers kept;
    private final AuditTrail trail;
    private final Caller caller;

    ChangeNoticeErasureResource(
            ChangeNotices notices, Erasure erasure, KeptAnswers kept, AuditTrail trail, Caller caller) {
        this.notices = notices;
        this.erasure = erasure;
        this.kept = kept;
        this.trail = trail;
        this.caller = caller;
    }

    @POST
    @Transactional
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Erase what is personal in an exit",
            description =
                    "Name, IP address and user agent of who said that the customer leaves because of this change, with the salts of their commitments. The"
                            + " notice and the exit stay, and the ledger's chain holds as before. What is needed for legal claims may be kept instead (GDPR,"
                            + " art. 17(3)(e)). Asked again, it changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The notice",
            content = @Content(schema = @Schema(implementation = ChangeNoticeView.class)))
    public Response erase(@PathParam("id") UUID id, @NotNull @Valid ErasureRequest wanted) {
        ChangeNotice notice =
                notices.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("change notice", id));
        List<String> fields = erasure.erase(new Erasure.Owner("notice", id, notice.site(), notice.customer()));
        kept.forgetAnswers(ExitResource.class, notice.contract());
        trail.record("change-notice.erase", "change-notice", id, null, wanted.audited(fields));
        return Response.ok(notice.view()).tag(ETags.of(notice.version())).build();
    }
}
