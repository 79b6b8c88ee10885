package org.gardefou.terms.acceptance;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.permission.Caller;

/** The import of old acceptances over HTTP. */
@Path("/terms/v1/acceptance-imports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Acceptances")
class ImportResource {

    private static final String EXAMPLE = """
            {"source": "whmcs", "items": [
              {"reference": "order-4711", "customer": "0198c5a2-7c00-7000-8000-000000000003",
               "version": "0198c5a2-7c00-7000-8000-000000000008", "locale": "fr", "at": "2023-04-05T09:12:00Z",
               "evidence": {"kind": "DATABASE_RECORD", "note": "tblorders, case cochée à la commande"}}]}""";

    private final Importing importing;
    private final AuditTrail trail;
    private final Caller caller;

    ImportResource(Importing importing, AuditTrail trail, Caller caller) {
        this.importing = importing;
        this.trail = trail;
        this.caller = caller;
    }

    @POST
    @Transactional
    @PermissionsAllowed("terms:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Take acceptances over from another system",
            description =
                    "By staff only, at most 200 at once, all or none; sent again it changes nothing. Each is marked as imported, with what evidence there is:"
                            + " it proves less than a click, lets no new order through the gate, and never takes the place of a click. It moves no contract; one that is made on it says so. The"
                            + " ledger says who took it over and when, and what it claims; of reference and note it has commitments, and they can be erased"
                            + " with POST /terms/v1/acceptances/{id}/erasure. Raises acceptance.imported.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "one order", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "What became of each",
            content = @Content(schema = @Schema(implementation = AcceptanceImport.Results.class)))
    @APIResponse(responseCode = "409", description = "A reference was taken over before, as another acceptance.")
    public AcceptanceImport.Results take(@NotNull @Valid AcceptanceImport wanted) {
        AcceptanceImport.Results results = importing.take(wanted, caller.role());
        UUID first = results.items().getFirst().acceptance();
        trail.record("acceptance.import", "acceptance", first, null, results.audited());
        return results;
    }
}
