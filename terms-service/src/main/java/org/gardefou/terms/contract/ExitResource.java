package org.gardefou.terms.contract;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.gardefou.kit.version.ETags;
import org.gardefou.terms.mandate.Mandate;
import org.gardefou.terms.mandate.Mandates;
import org.jspecify.annotations.Nullable;

/** Leaving because the terms change, and taking it back, over HTTP. */
@Path("/terms/v1/contracts/{id}/exit")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
class ExitResource {

    private static final String EXAMPLE = """
            {"name": "Camille Martin", "ip": "192.0.2.17", "userAgent": "Mozilla/5.0"}""";

    private final Contracts contracts;
    private final Leaving leaving;
    private final Mandates mandates;
    private final AuditTrail trail;
    private final Caller caller;
    private final Clock clock;

    ExitResource(
            Contracts contracts, Leaving leaving, Mandates mandates, AuditTrail trail, Caller caller, Clock clock) {
        this.contracts = contracts;
        this.leaving = leaving;
        this.mandates = mandates;
        this.trail = trail;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * A customer's word that they leave.
     *
     * @param version because of which they leave; left out: the first that lets them
     * @param name of whoever says so
     * @param ip from where, and with what; needed of a system that relays it
     * @param endsAt when the contract is to end; left out: when the version would apply to it, at once where it does already
     */
    @Schema(name = "ExitDeclaration")
    record Exit(
            @Nullable UUID version,
            @NotBlank @Size(max = 200) String name,

            @Nullable @Pattern(regexp = "[0-9A-Fa-f.:]{2,45}", message = "must be an IPv4 or IPv6 address") String ip,

            @Nullable @Size(max = 1000) String userAgent,
            @Nullable Instant endsAt) {

        Said said() {
            return new Said(name, ip, userAgent);
        }
    }

    /**
     * Who says something for a customer.
     *
     * @param name of whoever says so
     * @param ip from where, and with what; needed of a system that relays it
     */
    @Schema(name = "ExitWithdrawal")
    record Said(
            @NotBlank @Size(max = 200) String name,

            @Nullable @Pattern(regexp = "[0-9A-Fa-f.:]{2,45}", message = "must be an IPv4 or IPv6 address") String ip,

            @Nullable @Size(max = 1000) String userAgent) {

        /** What is personal in it, and can be erased. */
        Map<String, String> values() {
            Map<String, String> values = new LinkedHashMap<>();
            values.put("name", name);
            if (ip != null) values.put("ip", ip);
            if (userAgent != null) values.put("userAgent", userAgent);
            return values;
        }
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:system", "as:customer"})
    @Operation(
            summary = "Leave because the terms change",
            description =
                    "By the customer, a system that relays the customer's word with its evidence, or a reseller by mandate; never by staff. Where a change"
                            + " gives the right to it (`exitDays` of the change notice), the contract ends at no cost: at `endsAt`, or when the new version"
                            + " would apply (at once, where it does already). Until then the old version goes on. Who said so, from where and when stands in the ledger as commitments. Raises"
                            + " terms.exit-declared, and contract.ended when it ends.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "leaving", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "The customer leaves",
            content = @Content(schema = @Schema(implementation = ContractView.class)))
    public Response leave(@PathParam("id") UUID id, @NotNull @Valid Exit exit) {
        Contract contract = find(id);
        @Nullable UUID mandate = heard(exit.said(), contract);
        contracts.hold(contract);
        ContractView before = contract.view();
        leaving.leave(contract, exit, caller.role(), mandate);
        trail.record("contract.leave", "contract", id, before, contract.view());
        return answer(contract);
    }

    @POST
    @Path("/withdrawal")
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:system", "as:customer"})
    @Operation(
            summary = "Take back that the customer leaves",
            description =
                    "By the same who may say that they leave, until the contract ends (409 afterwards). The contract goes on, and the change stands as if nobody had left:"
                            + " what would have applied meanwhile applies from now on, and the days to leave for it run as before. Said again, it changes nothing. Raises terms.exit-withdrawn.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "staying", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "The contract goes on",
            content = @Content(schema = @Schema(implementation = ContractView.class)))
    public Response stay(@PathParam("id") UUID id, @NotNull @Valid Said said) {
        Contract contract = find(id);
        @Nullable UUID mandate = heard(said, contract);
        contracts.hold(contract);
        ContractView before = contract.view();
        if (leaving.stay(contract, said, caller.role(), mandate))
            trail.record("contract.stay", "contract", id, before, contract.view());
        return answer(contract);
    }

    private Contract find(UUID id) {
        return contracts.findByIdOptional(id).orElseThrow(() -> Problems.notFound("contract", id));
    }

    private static Response answer(Contract contract) {
        return Response.ok(contract.view()).tag(ETags.of(contract.version())).build();
    }

    /** The mandate by which somebody else says so; null: the customer does, or a system relays it. */
    private @Nullable UUID heard(Said said, Contract contract) {
        return caller.role() == Role.SYSTEM ? relayed(said) : mandate(contract);
    }

    private static @Nullable UUID relayed(Said exit) {
        List<Violation> missing = new ArrayList<>();
        if (exit.ip == null) missing.add(new Violation("/ip", "must say from where the customer said so"));
        if (exit.userAgent == null || exit.userAgent.isBlank())
            missing.add(new Violation("/userAgent", "must say with what the customer said so"));
        if (!missing.isEmpty()) throw Problems.validation(missing);
        return null;
    }

    /** Of whoever is not the customer: without one the contract is nothing to them, and not there. */
    private @Nullable UUID mandate(Contract contract) {
        UUID self = caller.customer().orElseThrow(() -> Problems.forbidden("the claim customer"));
        if (self.equals(contract.customer())) return null;
        return mandates.find(
                        self, contract.customer(), Mandate.Scope.DECLARE_EXIT, contract.document(), clock.instant())
                .map(Mandate::id)
                .orElseThrow(() -> Problems.notFound("contract", contract.id()));
    }
}
