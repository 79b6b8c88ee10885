package org.gardefou.terms.contract;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Which terms apply to a contract, over HTTP. */
@Path("/terms/v1/contracts/{id}/terms")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contracts")
class ContractTermsResource {

    private final Contracts contracts;
    private final ChangeNotices notices;
    private final Caller caller;
    private final Clock clock;

    ContractTermsResource(Contracts contracts, ChangeNotices notices, Caller caller, Clock clock) {
        this.contracts = contracts;
        this.notices = notices;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Tell which version applies to a contract",
            description =
                    "At a moment, past or to come, as things are now: the version with the reason why it applies, and of what was published since why it does"
                            + " not. A customer who was not told in time, or who must accept and has not, stays on the version that they agreed to.")
    @APIResponse(
            responseCode = "200",
            description = "What applies, and what waits",
            content = @Content(schema = @Schema(implementation = Outlook.class)))
    public Outlook terms(
            @PathParam("id") UUID id,
            @QueryParam("at") @Nullable @Schema(description = "Left out: now", examples = "2026-12-01T00:00:00Z")
                    Instant at) {
        Contract contract =
                contracts.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("contract", id));
        Instant moment = at == null ? clock.instant() : at;
        return contract.overAt(moment)
                ? Outlook.over(id, moment)
                : Outlook.of(
                        id,
                        contracts.terms(id).stream().map(Outlook.Applies::of).toList(),
                        notices.open(id),
                        moment);
    }
}
