package org.gardefou.backup.verification;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;

@Path("/backups/v1/verifications/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Verifications", description = "By which evidence restore points are good.")
class VerificationResource {

    private final Verifications verifications;
    private final VerificationViews views;
    private final Caller caller;

    VerificationResource(Verifications verifications, VerificationViews views, Caller caller) {
        this.verifications = verifications;
        this.views = views;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(summary = "Read a verification", description = "Where it stands, what it saw, and what that means.")
    @APIResponseSchema(VerificationView.class)
    public Response read(@PathParam("id") UUID id) {
        Verification one =
                verifications.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("verification", id));
        return Response.ok(views.of(one, caller.staff()))
                .tag(ETags.of(one.version()))
                .build();
    }
}
