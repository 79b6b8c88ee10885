package org.gardefou.diagnostics.signature;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.language.Text;

@Path("/diagnostics/v1/signatures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signatures", description = "The catalogue of known failures.")
class SignatureResource {

    private final Signatures signatures;

    SignatureResource(Signatures signatures) {
        this.signatures = signatures;
    }

    @Schema(name = "Signature")
    record View(
            @Schema(examples = "PHP_PARSE_ERROR") String id,
            List<String> sources,
            Signature.Severity severity,
            Signature.Prior prior,
            Signature.Area area,
            String guide,
            Text text) {

        static View of(Signature signature) {
            return new View(
                    signature.id(),
                    signature.sources(),
                    signature.severity(),
                    signature.prior(),
                    signature.area(),
                    signature.guide(),
                    signature.text());
        }
    }

    @GET
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List failure signatures",
            description = "What is recognised in logs and pages, how bad it is, and the guide for it.")
    public List<View> list() {
        return signatures.all().stream().map(View::of).toList();
    }
}
