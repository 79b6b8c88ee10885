package org.gardefou.terms.document;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;

/** The withdrawal of a scheduled version over HTTP. */
@Path("/terms/v1/versions/{id}/withdrawal")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Documents")
class WithdrawalResource {

    private static final String EXAMPLE = """
            {"reason": "Le fournisseur garde l'ancien centre de données : le changement n'a plus d'objet."}""";

    private final Editions editions;
    private final Publishing publishing;
    private final AuditTrail trail;

    WithdrawalResource(Editions editions, Publishing publishing, AuditTrail trail) {
        this.editions = editions;
        this.publishing = publishing;
        this.trail = trail;
    }

    /** Why a version is taken back. */
    @Schema(name = "WithdrawalOfVersion")
    record Wanted(@NotBlank @Size(max = 1000) String reason) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Withdraw a scheduled version",
            description =
                    "A version that is published and not in force yet never comes into force; whatever was said or accepted of it has no effect. It"
                            + " stays to be read, with the reason. What was in force for anybody cannot be withdrawn. Raises terms.withdrawn.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "withdrawn", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "Withdrawn",
            content = @Content(schema = @Schema(implementation = EditionView.class)))
    public Response withdraw(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Wanted wanted) {
        Edition edition = editions.findByIdOptional(id).orElseThrow(() -> Problems.notFound("version", id));
        ifMatch.check(edition.version());
        EditionView before = EditionView.of(edition, editions.renditions(id));
        publishing.withdraw(edition, wanted.reason);
        EditionView after = EditionView.of(edition, editions.renditions(id));
        trail.record("version.withdraw", "version", id, before, after);
        return Response.ok(after).tag(ETags.of(edition.version())).build();
    }
}
