package org.gardefou.terms.mandate;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import java.time.Instant;
import java.util.Set;
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
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

/** Mandates over HTTP. */
@Path("/terms/v1/mandates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Mandates", description = "Who may act for a customer: a reseller for its own customers.")
class MandateResource {

    private static final String EXAMPLE = """
            {"agent": "0198c5a2-7c00-7000-8000-000000000010", "principal": "0198c5a2-7c00-7000-8000-000000000003",
             "scopes": ["ACCEPT_TERMS"], "validFrom": "2026-11-01T00:00:00Z", "validTo": "2027-11-01T00:00:00Z",
             "evidenceSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}""";

    private final Mandates mandates;
    private final Giving giving;
    private final AuditTrail trail;
    private final Caller caller;

    MandateResource(Mandates mandates, Giving giving, AuditTrail trail, Caller caller) {
        this.mandates = mandates;
        this.giving = giving;
        this.trail = trail;
        this.caller = caller;
    }

    /**
     * A mandate to be.
     *
     * @param principal for whom the agent may act; left out by a customer, who gives it for themself
     * @param document under which terms only; left out: under all
     * @param validFrom left out: now
     * @param validTo left out: until it is revoked
     * @param evidenceSha256 of the document that gives it, as it was signed
     */
    @Schema(name = "NewMandate")
    record NewMandate(
            @NotNull UUID agent,
            @Nullable UUID principal,
            @NotNull @Size(min = 1) Set<Mandate.@NotNull Scope> scopes,
            @Nullable UUID document,
            @Nullable Instant validFrom,
            @Nullable Instant validTo,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "must be a SHA-256 in lower-case hex") String evidenceSha256) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer"})
    @Operation(
            summary = "Give a mandate",
            description =
                    "A customer lets another one act for it; staff and systems record one that was given elsewhere. The hash is of the document that gives it."
                            + " Who recorded it stands in the ledger. Raises mandate.given.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "for a year", value = EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "Given",
            content = @Content(schema = @Schema(implementation = MandateView.class)))
    public Response give(@NotNull @Valid NewMandate wanted) {
        Mandate mandate = giving.give(principal(wanted), wanted, caller.role());
        trail.record("mandate.give", "mandate", mandate.id(), null, mandate.view());
        return Response.created(URI.create("/terms/v1/mandates/" + mandate.id()))
                .tag(ETags.of(mandate.version()))
                .entity(mandate.view())
                .build();
    }

    private UUID principal(NewMandate wanted) {
        if (caller.role() == Role.CUSTOMER) {
            UUID self = caller.customer().orElseThrow(() -> Problems.forbidden("the claim customer"));
            if (wanted.principal != null && !wanted.principal.equals(self))
                throw Problems.notFound("customer", wanted.principal);
            return self;
        }
        if (wanted.principal == null) throw Problems.validation("/principal", "must say for whom the agent may act");
        return wanted.principal;
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer"})
    @Operation(
            summary = "List mandates",
            description =
                    "The newest first; of one agent or principal where asked. A customer sees those of both sides.")
    public Page<MandateView> list(
            @BeanParam PageParams page,
            @QueryParam("agent") @Nullable UUID agent,
            @QueryParam("principal") @Nullable UUID principal) {
        return mandates.page(page.request(), caller.visibility(), agent, principal)
                .map(Mandate::view);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer"})
    @Operation(summary = "Read a mandate", description = "Who may act for whom, how far, and from when to when.")
    @APIResponse(
            responseCode = "200",
            description = "The mandate",
            content = @Content(schema = @Schema(implementation = MandateView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(mandate(id));
    }

    @POST
    @Path("/{id}/revocation")
    @Transactional
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer"})
    @Operation(
            summary = "Revoke a mandate",
            description =
                    "By either side, at any time (Code civil, art. 2004 and 2007): from now on nothing may be done by it, and what was done stands. Asked"
                            + " again, it changes nothing. Raises mandate.revoked.")
    @APIResponse(
            responseCode = "200",
            description = "Revoked",
            content = @Content(schema = @Schema(implementation = MandateView.class)))
    public Response revoke(@PathParam("id") UUID id) {
        Mandate mandate = mandates.hold(mandate(id));
        MandateView before = mandate.view();
        giving.revoke(mandate);
        trail.record("mandate.revoke", "mandate", id, before, mandate.view());
        return answer(mandate);
    }

    private static Response answer(Mandate mandate) {
        return Response.ok(mandate.view()).tag(ETags.of(mandate.version())).build();
    }

    private Mandate mandate(UUID id) {
        return mandates.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("mandate", id));
    }
}
