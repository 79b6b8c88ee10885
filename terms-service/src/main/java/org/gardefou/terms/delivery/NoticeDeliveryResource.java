package org.gardefou.terms.delivery;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.contract.Tellings;

/** Deliveries of the notices of changes over HTTP. */
@Path("/terms/v1/change-notices/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
class NoticeDeliveryResource {

    private final Tellings tellings;
    private final Sent sent;
    private final Caller caller;

    NoticeDeliveryResource(Tellings tellings, Sent sent, Caller caller) {
        this.tellings = tellings;
        this.sent = sent;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List what was sent of a notice of a change",
            description =
                    "The new version and what changes in it, as PDF files in a mail to the last address that the customer gave with an acceptance. Once it is SENT,"
                            + " the notice counts as delivered. UNDELIVERABLE, UNWRITTEN: `next` says what to do. None: no address is known, and the hoster tells the"
                            + " customer otherwise (`…/delivery`).")
    @APIResponse(
            responseCode = "200",
            description = "The first one first",
            content = @Content(schema = @Schema(implementation = Sent.All.class)))
    public Sent.All list(@PathParam("id") UUID id) {
        return sent.ofNotice(
                tellings.visible(id, caller.visibility())
                        .orElseThrow(() -> Problems.notFound("change notice", id))
                        .notice(),
                caller);
    }
}
