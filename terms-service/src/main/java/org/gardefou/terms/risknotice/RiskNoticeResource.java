package org.gardefou.terms.risknotice;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
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
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.terms.ledger.Erasure;
import org.gardefou.terms.ledger.ErasureRequest;
import org.jspecify.annotations.Nullable;

/** Risk notices over HTTP. */
@Path("/terms/v1/risk-notices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Risk notices", description = "The warnings that changes raise.")
class RiskNoticeResource {

    private static final String EXAMPLE = "{\"by\": \"webmaster\"}";

    private final RiskNotices notices;
    private final Reading reading;
    private final Erasure erasure;
    private final AuditTrail trail;
    private final Caller caller;

    RiskNoticeResource(RiskNotices notices, Reading reading, Erasure erasure, AuditTrail trail, Caller caller) {
        this.notices = notices;
        this.reading = reading;
        this.erasure = erasure;
        this.trail = trail;
        this.caller = caller;
    }

    /** Who acknowledges; a customer who does it alone can leave it out. */
    record Acknowledgement(
            @Schema(
                    description =
                            "The name of who read it, as you say it: it is kept as said, and proves nothing by itself. Who acts is what the token says.")
            @Nullable @Size(max = 200) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            String by,

            @Schema(
                    description =
                            "The notice's changeCount as it was read: refused when a change has joined it since, which nobody has seen then.")
            @Nullable @Min(1) Integer changes) {}

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List risk notices",
            description =
                    "The newest first, with their titles only; of one site, kind or state, or the one that tells of a change, where asked. Looking"
                            + " at the list does not count as having been told.")
    public Page<NoticeView.Line> list(
            @BeanParam PageParams page,
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("change") @Nullable UUID change,
            @QueryParam("kind") @Nullable NoticeKind kind,
            @QueryParam("state") RiskNotice.@Nullable State state) {
        return notices.page(page.request(), caller.visibility(), site, change, kind, state)
                .map(notice -> notice.view().line());
    }

    @GET
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read a risk notice",
            description =
                    "All of it, in French and English; locale says which the customer reads. Read by the customer or a panel, it"
                            + " counts as delivered from then on, and risk-notice.delivered is raised once. Where a change joins it afterwards, it"
                            + " waits to be delivered again.")
    @APIResponse(
            responseCode = "200",
            description = "The notice",
            content = @Content(schema = @Schema(implementation = NoticeView.class)))
    public Response get(@PathParam("id") UUID id) {
        boolean delivers = caller.role() == Role.CUSTOMER || caller.role() == Role.PANEL;
        RiskNotice notice = (delivers
                        ? notices.visibleLocked(id, caller.visibility())
                        : notices.visible(id, caller.visibility()))
                .orElseThrow(() -> Problems.notFound("risk notice", id));
        if (delivers) reading.shown(notice);
        return answer(notice);
    }

    @POST
    @Path("/{id}/acknowledgement")
    @Transactional
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Acknowledge a risk notice",
            description =
                    "By the customer whom the token names, or relayed by a panel or system, which says the name of who it was. Staff cannot"
                            + " acknowledge for a customer. The evidence has the token's role and subject, and the name apart from them, as said;"
                            + " the bus has no name. Sent again, it changes nothing and answers the same. Raises risk-notice.acknowledged once. With changes it holds"
                            + " only for the notice as it was read: 409 when a change has joined it meanwhile. A notice that has expired can"
                            + " still be acknowledged, which is recorded as late.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "relayed", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "Acknowledged",
            content = @Content(schema = @Schema(implementation = NoticeView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "A change has joined it since it was read; or it is relayed, and the site is another customer's now: then only the one whose it was acknowledges it.")
    public Response acknowledge(@PathParam("id") UUID id, @Valid @Nullable Acknowledgement wanted) {
        if (caller.role() == Role.OPERATOR)
            throw Problems.of(
                    ProblemType.FORBIDDEN,
                    "Staff cannot acknowledge for a customer. Ask the customer to, or let the panel in which they did relay it.");
        RiskNotice notice =
                notices.visibleLocked(id, caller.visibility()).orElseThrow(() -> Problems.notFound("risk notice", id));
        if (notice.handedOver() && caller.role() != Role.CUSTOMER)
            throw Problems.conflict(
                    "The site is another customer's now, and this notice was for the one before. Only they can still acknowledge it, with a token of their own; list the site's notices with GET /terms/v1/risk-notices?site=%s."
                            .formatted(notice.site()));
        if (wanted != null && wanted.changes != null) requireSeen(notice, wanted.changes);
        reading.acknowledged(notice, Acknowledger.of(caller, notice.customer(), saidName(wanted)));
        return answer(notice);
    }

    @POST
    @Path("/{id}/erasure")
    @Transactional
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Erase what is personal in an acknowledgement",
            description =
                    "The token's subject and the name as it was said, with the salts of their commitments. The notice and that it was acknowledged stay,"
                            + " and the ledger's chain holds as before. What is needed for legal claims may be kept instead (GDPR, art. 17(3)(e)). Asked"
                            + " again, it changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The notice",
            content = @Content(schema = @Schema(implementation = NoticeView.class)))
    public Response erase(@PathParam("id") UUID id, @NotNull @Valid ErasureRequest wanted) {
        RiskNotice notice =
                notices.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("risk notice", id));
        List<String> fields = erasure.erase(new Erasure.Owner("notice", id, notice.site(), notice.customer()));
        trail.record("risk-notice.erase", "risk-notice", id, null, wanted.audited(fields));
        return answer(notice);
    }

    private static void requireSeen(RiskNotice notice, int changes) {
        int now = notice.view().changeCount();
        if (now != changes)
            throw Problems.conflict(
                    "The notice tells of %d changes now, and of %d when it was read. Show it to the customer again, then send the acknowledgement with its changeCount."
                            .formatted(now, changes));
    }

    private @Nullable String saidName(@Nullable Acknowledgement wanted) {
        if (wanted != null && wanted.by != null) return wanted.by;
        if (caller.role() == Role.CUSTOMER) return null;
        throw Problems.validation("/by", "must say who acknowledged it, where somebody else relays it");
    }

    private static Response answer(RiskNotice notice) {
        return Response.ok(notice.view()).tag(ETags.of(notice.version())).build();
    }
}
