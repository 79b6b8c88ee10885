package org.gardefou.backup.verification;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.restorepoint.EvidenceView;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.verification.EvidenceLog.Piece;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;

@Path("/backups/v1/restore-points/{id}/evidence")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Verifications", description = "By which evidence restore points are good.")
class EvidenceResource {

    private final EvidenceLog log;
    private final RestorePoints points;
    private final Caller caller;

    EvidenceResource(EvidenceLog log, RestorePoints points, Caller caller) {
        this.log = log;
        this.points = points;
        this.caller = caller;
    }

    @Schema(name = "EvidencePieces")
    record EvidencePieces(
            UUID restorePoint,
            EvidenceView conclusion,
            @Schema(description = "The last of each step.") List<Piece> evidence) {}

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read the evidence about a restore point",
            description =
                    "Step by step, when it was seen, how it ended and with which tool; and what that comes to: the state, the score and its reasons.")
    @APIResponseSchema(EvidencePieces.class)
    public Response evidence(@PathParam("id") UUID id) {
        RestorePoint point = visible(id);
        return Response.ok(new EvidencePieces(id, EvidenceView.of(point), log.evidence(point)))
                .tag(ETags.of(point.version()))
                .build();
    }

    private RestorePoint visible(UUID id) {
        return points.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("restore point", id));
    }
}
