package org.gardefou.terms.delivery;

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
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** What the hoster's mail system reports of mails that come back, over HTTP. */
@Path("/terms/v1/mail-bounces")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mail")
class BounceResource {

    private static final String EXAMPLE = """
            {"messageId": "<0198c5a2-7c00-7000-8000-00000000000d@hebergeur.example>", "status": "5.1.1", "diagnostic": "smtp; 550 5.1.1 No such user"}""";

    static final String REPORT = """
            From: MAILER-DAEMON@hebergeur.example
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; smtp.hebergeur.example

            Final-Recipient: rfc822; camille.martin@example.org
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 No such user

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <0198c5a2-7c00-7000-8000-00000000000d@hebergeur.example>

            --b--
            """;

    private static final String MEANING =
            " The delivery becomes UNDELIVERABLE (BOUNCED), told as acceptance.undeliverable or terms.change-undeliverable. A notice of a change that counted"
                    + " as delivered by that mail does not any more: a version that does not apply yet waits until the customer is told, and the days in which they may"
                    + " leave do not end before. Send it again with POST …/deliveries. Reported again, it changes nothing. What was said is personal, and erased with the"
                    + " address.";

    private final Bounces bounces;
    private final Sent sent;
    private final AuditTrail trail;
    private final Caller caller;

    BounceResource(Bounces bounces, Sent sent, AuditTrail trail, Caller caller) {
        this.bounces = bounces;
        this.sent = sent;
        this.trail = trail;
        this.caller = caller;
    }

    /**
     * A mail that came back.
     *
     * @param messageId of our mail, as a delivery shows it
     * @param diagnostic the words of the server that did not take it; null: they are not known
     */
    @Schema(name = "MailBounce")
    record Bounce(
            @NotBlank @Size(max = 320) @Schema(examples = "<0198c5a2-7c00-7000-8000-00000000000d@hebergeur.example>")
            String messageId,

            @NotNull @Pattern(
                    regexp = "[45]\\.[0-9]{1,3}\\.[0-9]{1,3}",
                    message = "must be a status of RFC 3463 that says that it failed: 5.1.1")
            @Schema(examples = "5.1.1")
            String status,

            @Nullable @Size(max = BounceReport.LONGEST) @Schema(examples = "smtp; 550 5.1.1 No such user")
            String diagnostic) {}

    @POST
    @Transactional
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Report that a mail came back",
            description =
                    "By the hoster's mail system, or by who reads the sender's mailbox, with the Message-ID of the mail that was sent."
                            + MEANING)
    @RequestBody(content = @Content(examples = @ExampleObject(name = "no such mailbox", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "What became of the delivery",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(responseCode = "404", description = "No mail of this name was sent here.")
    @APIResponse(responseCode = "409", description = "It is being handed over: report again in a minute.")
    public DeliveryView report(@NotNull @Valid Bounce bounce) {
        UUID id = BounceReport.delivery(bounce.messageId)
                .orElseThrow(() -> Problems.validation(
                        "/messageId", "must be the Message-ID of a mail of ours, as a delivery shows it"));
        return returned(new BounceReport(id, true, bounce.status, bounce.diagnostic));
    }

    @POST
    @Path("/reports")
    @Transactional
    @Consumes("message/rfc822")
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Hand over a report of a mail server",
            description =
                    "The mail as it came to the sender's mailbox, for a mail system that pipes it here: a delivery status notification (RFC 3464) with the mail, or its"
                            + " headers, that it gives back. One that says that a mail is late or arrived changes nothing."
                            + MEANING)
    @RequestBody(
            content =
                    @Content(
                            mediaType = "message/rfc822",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING),
                            examples = @ExampleObject(name = "no such mailbox", value = REPORT)))
    @APIResponse(
            responseCode = "200",
            description = "What became of the delivery",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(responseCode = "400", description = "It is no such report, or not about a mail of ours.")
    @APIResponse(responseCode = "404", description = "No mail of this name was sent here.")
    @APIResponse(responseCode = "409", description = "It is being handed over: report again in a minute.")
    public DeliveryView reportMail(byte[] mail) {
        try {
            return returned(BounceReport.read(mail));
        } catch (BounceReport.Unreadable e) {
            throw Problems.validation("", String.valueOf(e.getMessage()));
        }
    }

    private DeliveryView returned(BounceReport report) {
        Delivery delivery = bounces.held(report.delivery());
        DeliveryView before = sent.view(delivery, caller);
        if (report.failed() && bounces.returned(delivery, report.status(), report.said()))
            trail.record("delivery.bounce", "delivery", delivery.id(), before, sent.view(delivery, caller));
        return sent.view(delivery, caller);
    }
}
