package org.gardefou.terms.contract;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

/** Notices of changes over HTTP. */
@Path("/terms/v1/change-notices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
class ChangeNoticeResource {

    private static final String EXAMPLE = """
            {"channel": "EMAIL", "evidenceSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}""";

    /** How far the clock of who reports may be ahead of ours. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final ChangeNotices notices;
    private final Announcements announcements;
    private final AuditTrail trail;
    private final Caller caller;
    private final Clock clock;

    ChangeNoticeResource(
            ChangeNotices notices, Announcements announcements, AuditTrail trail, Caller caller, Clock clock) {
        this.notices = notices;
        this.announcements = announcements;
        this.trail = trail;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * That a notice reached its customer.
     *
     * @param evidenceSha256 of what was sent with the answer of the server that took it, or of the receipt of a letter
     * @param at left out: now
     */
    @Schema(name = "ChangeNoticeDelivery")
    record Delivery(
            ChangeNotice.@NotNull Channel channel,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "must be a SHA-256 in lower-case hex") String evidenceSha256,

            @Nullable Instant at) {}

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List notices of changes",
            description =
                    "The newest first: what customers are told of versions that come, whether it reached them, from when it binds them, and until when they"
                            + " may leave. With `delivered=false` those that nobody was told yet: they stay on the old version.")
    public Page<ChangeNoticeView> list(
            @BeanParam PageParams page,
            @QueryParam("contract") @Nullable UUID contract,
            @QueryParam("customer") @Nullable UUID customer,
            @QueryParam("version") @Nullable UUID version,
            @QueryParam("delivered") @Nullable Boolean delivered) {
        return notices.page(
                        page.request(),
                        caller.visibility(),
                        new ChangeNotices.Wanted(contract, customer, version, delivered))
                .map(ChangeNotice::view);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read a notice of a change",
            description = "What changes is at GET /terms/v1/versions/{version}/changes, word by word at …/differences.")
    @APIResponse(
            responseCode = "200",
            description = "The notice",
            content = @Content(schema = @Schema(implementation = ChangeNoticeView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(notice(id));
    }

    @POST
    @Path("/{id}/delivery")
    @Transactional
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Report that a notice was delivered",
            description =
                    "From then on its days run: the version binds the customer when it is in force and the notice has run, and where they may leave the days"
                            + " for it begin. The first report stands; sent again it changes nothing. Raises terms.change-delivered.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "an e-mail", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "Delivered",
            content = @Content(schema = @Schema(implementation = ChangeNoticeView.class)))
    @APIResponse(responseCode = "409", description = "The version was withdrawn.")
    public Response delivered(@PathParam("id") UUID id, @NotNull @Valid Delivery delivery) {
        ChangeNotice notice = notices.hold(notice(id));
        if (notice.state() == ChangeNotice.State.WITHDRAWN)
            throw Problems.conflict("The version was withdrawn: there is nothing to be told of it any more.");
        Instant now = clock.instant();
        Instant at = delivery.at == null ? now : delivery.at.truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now.plus(TOLERANCE)))
            throw Problems.validation("/at", "must not be in the future; leave it out for now");
        if (at.isBefore(notice.announcedAt()))
            throw Problems.validation("/at", "must not be before the notice was made, at " + notice.announcedAt());
        ChangeNoticeView before = notice.view();
        announcements.delivered(notice, delivery.channel, delivery.evidenceSha256, at);
        trail.record("change-notice.deliver", "change-notice", id, before, notice.view());
        return answer(notice);
    }

    private static Response answer(ChangeNotice notice) {
        return Response.ok(notice.view()).tag(ETags.of(notice.version())).build();
    }

    private ChangeNotice notice(UUID id) {
        return notices.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("change notice", id));
    }
}
