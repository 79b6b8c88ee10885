package org.gardefou.terms.delivery;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.acceptance.Acceptance;
import org.gardefou.terms.acceptance.Acceptances;
import org.gardefou.terms.acceptance.Email;
import org.jspecify.annotations.Nullable;

/** Deliveries of the papers of an acceptance over HTTP. */
@Path("/terms/v1/acceptances/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Acceptances")
class DeliveryResource {

    private static final String AS_GIVEN = "{}";
    private static final String ELSEWHERE = "{\"email\": \"camille.martin@example.org\"}";

    private final Acceptances acceptances;
    private final Posting posting;
    private final Sent sent;
    private final AuditTrail trail;
    private final Caller caller;

    DeliveryResource(Acceptances acceptances, Posting posting, Sent sent, AuditTrail trail, Caller caller) {
        this.acceptances = acceptances;
        this.posting = posting;
        this.sent = sent;
        this.trail = trail;
        this.caller = caller;
    }

    /**
     * What is to be sent again.
     *
     * @param email null: to the address that the acceptance names
     */
    @Schema(name = "NewPaperDelivery")
    record Again(
            @Schema(
                    description = "Another address than the one that the acceptance names",
                    examples = "camille.martin@example.org")
            @Nullable @Email String email) {}

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List what was sent of an acceptance",
            description =
                    "The accepted page and the receipt, as PDF files in one mail. SENT: the relay took the mail and answers for it from then on; its reply and the"
                            + " hashes of what it took are the proof. UNDELIVERABLE: it does not take it (REFUSED), did not for days (GIVEN_UP), or the mail is too"
                            + " large. UNWRITTEN: for days the mail could not be written (NOT_COMPOSED), or the relay was sent it and its answer was lost"
                            + " (ANSWER_LOST). NOT_SENT: nobody tries, as no relay is configured, the address was erased, or the customer had too many mails that"
                            + " day. `next` says what to do. None at all: no address was given. The papers can be downloaded in every case. What the relay said"
                            + " (`answer`) is shown to the hoster alone.")
    @APIResponse(
            responseCode = "200",
            description = "The first one first",
            content = @Content(schema = @Schema(implementation = Sent.All.class)))
    public Sent.All list(@PathParam("id") UUID id) {
        return sent.ofAcceptance(readable(id).id(), caller);
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer"})
    @Operation(
            summary = "Send the papers of an acceptance again",
            description =
                    "To the address that it names, or to another one, which is personal and erased with the acceptance's. As a new mail; three in 24 hours about"
                            + " one acceptance, unless the settings say otherwise.")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "to the same address", value = AS_GIVEN),
                                @ExampleObject(name = "to another one", value = ELSEWHERE)
                            }))
    @APIResponse(
            responseCode = "201",
            description = "It is sent in a moment",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "No relay is configured, no address is known, one is on its way already, or nothing was shown here.")
    public Response again(@PathParam("id") UUID id, @Valid @Nullable Again wanted) {
        Delivery delivery = posting.again(readable(id), wanted == null ? null : wanted.email(), caller.role());
        DeliveryView view = sent.view(delivery, caller);
        trail.record("acceptance.deliver", "acceptance", id, null, view);
        return Response.created(URI.create("/terms/v1/acceptances/" + id + "/deliveries"))
                .entity(view)
                .build();
    }

    private Acceptance readable(UUID id) {
        return acceptances.readable(id, caller.visibility()).orElseThrow(() -> Problems.notFound("acceptance", id));
    }
}
