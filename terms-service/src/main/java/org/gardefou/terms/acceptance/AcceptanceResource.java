package org.gardefou.terms.acceptance;

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
import java.util.ArrayList;
import java.util.List;
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
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.gardefou.kit.version.ETags;
import org.gardefou.terms.ledger.Erasure;
import org.gardefou.terms.ledger.ErasureRequest;
import org.gardefou.terms.ledger.PersonalValues;
import org.jspecify.annotations.Nullable;

/** Acceptances over HTTP. */
@Path("/terms/v1/acceptances")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Acceptances", description = "The proven agreement to a version.")
class AcceptanceResource {

    private static final String EXAMPLE = """
            {"version": "0198c5a2-7c00-7000-8000-000000000008", "customer": "0198c5a2-7c00-7000-8000-000000000003",
             "locale": "fr", "renditionSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             "by": {"name": "Camille Martin", "capacity": "titulaire du compte"},
             "buttonText": "Commande avec obligation de paiement", "order": true, "boxes": ["J'ai lu les conditions"],
             "ip": "192.0.2.17", "userAgent": "Mozilla/5.0", "session": "a81f",
             "email": "camille.martin@example.org"}""";

    private static final String WHAT = "acceptance";

    private final Acceptances acceptances;
    private final Recording recording;
    private final Erasure erasure;
    private final PersonalValues personal;
    private final AuditTrail trail;
    private final Caller caller;

    AcceptanceResource(
            Acceptances acceptances,
            Recording recording,
            Erasure erasure,
            PersonalValues personal,
            AuditTrail trail,
            Caller caller) {
        this.acceptances = acceptances;
        this.recording = recording;
        this.erasure = erasure;
        this.personal = personal;
        this.trail = trail;
        this.caller = caller;
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:system", "as:customer"})
    @Operation(
            summary = "Record an acceptance",
            description =
                    "By the customer, or by a system that relays the customer's click with its evidence (ip, userAgent, session)."
                            + " Staff cannot accept for a customer. The hash must be that of the page that was shown. It lets a new order go on; contracts that"
                            + " the customer has already go on under the accepted version only if `contracts` names them (at most 100; each"
                            + " must be active, the customer's, under these terms, and not one that they said they leave). Name, IP address,"
                            + " user agent and e-mail address can be erased later; the ledger holds salted commitments to them only. With an"
                            + " `email`, the accepted page and the receipt are sent there as PDF files (`…/deliveries`). With `order` the click was an"
                            + " order of what costs: a consumer's is refused where the button does not say that it obliges to pay. Raises"
                            + " acceptance.recorded.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "a relayed click", value = EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "Recorded",
            content = @Content(schema = @Schema(implementation = AcceptanceView.class)))
    public Response record(@NotNull @Valid NewAcceptance click) {
        if (caller.role() == Role.OPERATOR)
            throw Problems.of(
                    ProblemType.FORBIDDEN,
                    "Staff cannot accept for a customer. Ask the customer to accept, or let the system in which they clicked relay it.");
        // Who clicks here clicks now; only a system that relays a click knows another time for it.
        if (caller.role() == Role.CUSTOMER && click.at() != null)
            throw Problems.validation("/at", "must be left out: it is taken when the customer clicks here");
        Acceptance acceptance = recording.record(party(click), agent(click), click, caller.role());
        return Response.created(URI.create("/terms/v1/acceptances/" + acceptance.id()))
                .tag(ETags.of(0))
                .entity(view(acceptance))
                .build();
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer"})
    @Operation(summary = "List acceptances", description = "The newest first; of one customer or version where asked.")
    public Page<AcceptanceView> list(
            @BeanParam PageParams page,
            @QueryParam("customer") @Nullable UUID customer,
            @QueryParam("version") @Nullable UUID version) {
        return acceptances
                .page(page.request(), caller.visibility(), customer, version)
                .map(this::view);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer"})
    @Operation(
            summary = "Read an acceptance",
            description = "It never changes; only what is personal in it can be erased.")
    @APIResponse(
            responseCode = "200",
            description = "The acceptance",
            content = @Content(schema = @Schema(implementation = AcceptanceView.class)))
    public Response get(@PathParam("id") UUID id) {
        Acceptance acceptance =
                acceptances.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound(WHAT, id));
        return Response.ok(view(acceptance)).build();
    }

    private AcceptanceView view(Acceptance acceptance) {
        return AcceptanceView.of(acceptance, personal.of(acceptance.id()));
    }

    @POST
    @Path("/{id}/erasure")
    @Transactional
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Erase what is personal in an acceptance",
            description =
                    "Name, IP and e-mail address, user agent and session of who clicked, or reference, note and hash of what was taken over from another system, with the"
                            + " salts of their commitments. The acceptance itself stays, and the"
                            + " ledger's chain holds as before. What is needed for legal claims may be kept instead (GDPR, art. 17(3)(e)). Asked again, it"
                            + " changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The acceptance, without them",
            content = @Content(schema = @Schema(implementation = AcceptanceView.class)))
    public Response erase(@PathParam("id") UUID id, @NotNull @Valid ErasureRequest wanted) {
        Acceptance acceptance =
                acceptances.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound(WHAT, id));
        List<String> fields = erasure.erase(new Erasure.Owner(WHAT, id, null, acceptance.customer()));
        trail.record("acceptance.erase", WHAT, id, null, wanted.audited(fields));
        return Response.ok(view(acceptance)).build();
    }

    /** Who is bound: the customer themself, or the one that is named. */
    private UUID party(NewAcceptance click) {
        if (caller.role() != Role.CUSTOMER) return relayed(click);
        return click.customer() == null ? self() : click.customer();
    }

    /** Who acts for them; null: nobody, they do themselves. */
    private @Nullable UUID agent(NewAcceptance click) {
        if (caller.role() != Role.CUSTOMER) return click.agent();
        if (click.agent() != null && !click.agent().equals(self()))
            throw Problems.validation("/agent", "must be left out: who calls is who acts");
        return click.customer() == null || click.customer().equals(self()) ? null : self();
    }

    private UUID self() {
        return caller.customer().orElseThrow(() -> Problems.forbidden("the claim customer"));
    }

    private static UUID relayed(NewAcceptance click) {
        List<Violation> missing = new ArrayList<>();
        if (click.customer() == null) missing.add(new Violation("/customer", "must say who clicked"));
        if (click.ip() == null) missing.add(new Violation("/ip", "must say from where the customer clicked"));
        if (click.userAgent() == null || click.userAgent().isBlank())
            missing.add(new Violation("/userAgent", "must say with what the customer clicked"));
        if (!missing.isEmpty() || click.customer() == null) throw Problems.validation(missing);
        return click.customer();
    }
}
