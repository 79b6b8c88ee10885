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
import org.gardefou.terms.acceptance.Email;
import org.gardefou.terms.contract.Telling;
import org.gardefou.terms.contract.Tellings;
import org.jspecify.annotations.Nullable;

/** Deliveries of the notices of changes over HTTP. */
@Path("/terms/v1/change-notices/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
class NoticeDeliveryResource {

    private static final String AS_GIVEN = "{}";
    private static final String ELSEWHERE = "{\"email\": \"camille.martin@example.org\"}";

    private final Tellings tellings;
    private final Posting posting;
    private final Sent sent;
    private final AuditTrail trail;
    private final Caller caller;

    NoticeDeliveryResource(Tellings tellings, Posting posting, Sent sent, AuditTrail trail, Caller caller) {
        this.tellings = tellings;
        this.posting = posting;
        this.sent = sent;
        this.trail = trail;
        this.caller = caller;
    }

    /**
     * What is to be sent again.
     *
     * @param email null: to the last address that the customer gave with an acceptance
     */
    @Schema(name = "NewNoticeDelivery")
    record Again(
            @Schema(
                    description = "Another address than the last that the customer gave with an acceptance",
                    examples = "camille.martin@example.org")
            @Nullable @Email String email) {}

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List what was sent of a notice of a change",
            description =
                    "The new version and what changes in it, as PDF files in a mail to the last address that the customer gave with an acceptance. Once it is SENT,"
                            + " the notice counts as delivered; if it comes back (BOUNCED), it does not any more. UNDELIVERABLE, UNWRITTEN: `next` says what to do. None: no address is known, and the hoster tells the"
                            + " customer otherwise (`…/delivery`).")
    @APIResponse(
            responseCode = "200",
            description = "The first one first",
            content = @Content(schema = @Schema(implementation = Sent.All.class)))
    public Sent.All list(@PathParam("id") UUID id) {
        return sent.ofNotice(visible(id).notice(), caller);
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer"})
    @Operation(
            summary = "Send a notice of a change again",
            description =
                    "To the last address that the customer gave with an acceptance, or to another one, which is personal and erased with what is personal about the"
                            + " notice. As a new mail; three in 24 hours about one notice, unless the settings say otherwise. Where the notice did not reach the customer"
                            + " yet, its days run from when this mail is sent; where it did, they run on as before.")
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
                    "No relay is configured, no address is known, one is on its way already, or the version was withdrawn.")
    public Response again(@PathParam("id") UUID id, @Valid @Nullable Again wanted) {
        Delivery delivery = posting.again(visible(id), wanted == null ? null : wanted.email(), caller.role());
        DeliveryView view = sent.view(delivery, caller);
        trail.record("change-notice.send", "change-notice", id, null, view);
        return Response.created(URI.create("/terms/v1/change-notices/" + id + "/deliveries"))
                .entity(view)
                .build();
    }

    private Telling visible(UUID id) {
        return tellings.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("change notice", id));
    }
}
