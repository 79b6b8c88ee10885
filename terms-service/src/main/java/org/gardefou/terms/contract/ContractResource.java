package org.gardefou.terms.contract;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
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
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.language.Language;
import org.jspecify.annotations.Nullable;

/** Contracts over HTTP. */
@Path("/terms/v1/contracts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Contracts", description = "Customer, site and plan under an accepted version.")
class ContractResource {

    private static final String EXAMPLE = """
            {"customer": "0198c5a2-7c00-7000-8000-000000000003", "site": "0198c5a2-7c00-7000-8000-000000000001",
             "plan": "0198c5a2-7c00-7000-8000-000000000006", "acceptance": "0198c5a2-7c00-7000-8000-000000000009",
             "audience": "CONSUMER", "locale": "fr"}""";

    private final Contracts contracts;
    private final Contracting contracting;
    private final AuditTrail trail;
    private final Caller caller;

    ContractResource(Contracts contracts, Contracting contracting, AuditTrail trail, Caller caller) {
        this.contracts = contracts;
        this.contracting = contracting;
        this.trail = trail;
        this.caller = caller;
    }

    /** A contract to be. */
    record NewContract(
            @NotNull UUID customer,
            @NotNull UUID site,
            @NotNull UUID plan,
            @NotNull UUID acceptance,
            @NotNull Audience audience,
            @NotNull Language locale) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Make a contract",
            description =
                    "The site must be known from the bus (409 with Retry-After until it is) and belong to the customer; the"
                            + " acceptance must be of the version in force. A site has one active contract at most. Raises"
                            + " contract.activated.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "contract", value = EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "Active",
            content = @Content(schema = @Schema(implementation = ContractView.class)))
    public Response make(@NotNull @Valid NewContract wanted) {
        Contract contract = contracting.activate(wanted);
        trail.record("contract.activate", "contract", contract.id(), null, contract.view());
        return Response.created(URI.create("/terms/v1/contracts/" + contract.id()))
                .tag(ETags.of(contract.version()))
                .entity(contract.view())
                .build();
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(summary = "List contracts", description = "The newest first; of one site or customer where asked.")
    public Page<ContractView> list(
            @BeanParam PageParams page,
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("customer") @Nullable UUID customer) {
        return contracts
                .page(page.request(), caller.visibility(), site, customer)
                .map(Contract::view);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(summary = "Read a contract", description = "With the promises of the accepted version.")
    @APIResponse(
            responseCode = "200",
            description = "The contract",
            content = @Content(schema = @Schema(implementation = ContractView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(contract(id));
    }

    @POST
    @Path("/{id}/end")
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "End a contract", description = "From now on the site has none. Raises contract.ended.")
    @APIResponse(
            responseCode = "200",
            description = "Ended",
            content = @Content(schema = @Schema(implementation = ContractView.class)))
    public Response end(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        Contract contract = contracts.hold(contract(id));
        ifMatch.check(contract, Contract::version);
        ContractView before = contract.view();
        contracting.end(contract);
        trail.record("contract.end", "contract", id, before, contract.view());
        return answer(contract);
    }

    private static Response answer(Contract contract) {
        return Response.ok(contract.view()).tag(ETags.of(contract.version())).build();
    }

    private Contract contract(UUID id) {
        return contracts.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("contract", id));
    }
}
