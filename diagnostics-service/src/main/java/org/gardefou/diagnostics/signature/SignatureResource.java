package org.gardefou.diagnostics.signature;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
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
@Blocking
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
            Text text,
            @Schema(description = "Where to look.") Text where,
            @Schema(description = "What to do.") Text todo,

            @Schema(description = "Whether an operator wrote it.")
            boolean own) {

        static View of(Signature signature, boolean own) {
            return new View(
                    signature.id(),
                    signature.sources(),
                    signature.severity(),
                    signature.prior(),
                    signature.area(),
                    signature.guide(),
                    signature.text(),
                    signature.where(),
                    signature.todo(),
                    own);
        }
    }

    @GET
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List failure signatures",
            description =
                    "What is recognised in logs and pages: the shipped ones and your own that are in effect, how bad each is, what it means, where to look, what to do, and the guide for it.")
    public List<View> list() {
        return signatures.catalogue().all().stream()
                .map(signature -> View.of(signature, signatures.isOwn(signature)))
                .toList();
    }
}
