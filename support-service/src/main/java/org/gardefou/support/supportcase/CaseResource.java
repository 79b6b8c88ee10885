package org.gardefou.support.supportcase;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.json.MultiLine;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.gardefou.support.contract.HostedSite;
import org.gardefou.support.contract.HostedSites;
import org.gardefou.support.quote.QuoteDesk;
import org.gardefou.support.quote.QuoteRequest;
import org.gardefou.support.supportcase.CaseOption.Kind;
import org.gardefou.support.supportcase.CaseTalk.Side;
import org.gardefou.support.supportcase.SupportCase.Resolution;
import org.jspecify.annotations.Nullable;

@Path("/support/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Cases", description = "Support requests: whose part it is, the ways out, and whose turn it is.")
class CaseResource {

    /** More at the same time are one trouble told many times; each is decided again at every change of the site. */
    private static final int MOST_OPEN = 10;

    /** An assessment older than this says little about trouble that is reported now. */
    private static final Duration RECENT = Duration.ofHours(24);

    private final Cases cases;
    private final CaseDesk desk;
    private final CaseTalk talk;
    private final Timeline timeline;
    private final HostedSites sites;
    private final AssessmentReading assessments;
    private final QuoteDesk quotes;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    CaseResource(
            Cases cases,
            CaseDesk desk,
            CaseTalk talk,
            Timeline timeline,
            HostedSites sites,
            AssessmentReading assessments,
            QuoteDesk quotes,
            AuditTrail audit,
            Caller caller,
            Clock clock) {
        this.cases = cases;
        this.desk = desk;
        this.talk = talk;
        this.timeline = timeline;
        this.sites = sites;
        this.assessments = assessments;
        this.quotes = quotes;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "CaseRequest")
    record Request(
            @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
            UUID site,

            @NotBlank @Size(max = 200) @Schema(examples = "La boutique ne s'affiche plus")
            String subject,

            @NotBlank @MultiLine
            @Size(max = 10_000) @Schema(examples = "Depuis ce matin la page d'accueil montre une erreur.")
            String message,

            @Schema(
                    description =
                            "Whose words a system relays; left out: the customer's. Of everybody else the token says it.",
                    examples = "CUSTOMER")
            @Nullable Side from) {}

    @Schema(name = "CaseMessageRequest")
    record MessageRequest(
            @NotBlank @MultiLine @Size(max = 10_000) @Schema(examples = "C'est réparé, merci.")
            String text,

            @Schema(
                    description =
                            "Whose words a system relays; left out: the customer's. Of everybody else the token says it.",
                    examples = "CUSTOMER")
            @Nullable Side from,

            @Schema(
                    description =
                            "Whether our people ask something back: it is the customer's turn then, and our clocks stand still.",
                    examples = "false")
            @Nullable Boolean expectsReply) {}

    @Schema(name = "CaseChoice")
    record Choice(@NotNull @Schema(examples = "RESTORE") Kind option) {}

    /** How somebody can end a case. */
    enum End {
        REPAIRED(Resolution.REPAIRED),
        ANSWERED(Resolution.ANSWERED),
        WITHDRAWN(Resolution.WITHDRAWN);

        private final Resolution resolution;

        End(Resolution resolution) {
            this.resolution = resolution;
        }

        /** Who asked for help says that it is needed no more; that it was given is for those who gave it to say. */
        boolean isFor(Role role) {
            return switch (role) {
                case SYSTEM -> true;
                case OPERATOR -> this != WITHDRAWN;
                case CUSTOMER, PANEL -> this == WITHDRAWN;
                case NOBODY -> false;
            };
        }
    }

    @Schema(name = "CaseEnd")
    record EndRequest(
            @NotNull @Schema(examples = "WITHDRAWN") End how,

            @Nullable @MultiLine
            @Size(max = 10_000) @Schema(description = "A last word, for the timeline.", examples = "C'est réparé, merci.")
            String message) {}

    @GET
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List cases",
            description = "Newest first. A customer sees those of their sites, a panel those of its connection.")
    public Page<CaseView> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("status") @Nullable CaseStatus status,
            @BeanParam PageParams page) {
        return cases.page(site, status, caller.visibility(), page.request()).map(CaseView::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(summary = "Read a case", description = "Its decision, the ways out best first, and whose turn it is.")
    @APIResponseSchema(CaseView.class)
    public Response read(@PathParam("id") UUID id) {
        return answer(Response.ok(), visible(id));
    }

    @GET
    @Path("/{id}/timeline")
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read a case's timeline",
            description =
                    "Changes, notices, diagnoses, decisions, backups, restores and messages around the trouble, oldest first.")
    public List<TimelineEntry> timeline(@PathParam("id") UUID id) {
        return timeline.of(visible(id));
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("support:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(responseCode = "404", description = "There is no such site, or not for this token.")
    @Operation(
            summary = "Open a case",
            description =
                    "For a site one may see. Trouble that was assessed in the last 24 hours and is not over is taken into account: if its case is open already, the message is added there. Without it the case asks for a diagnosis.")
    @APIResponse(responseCode = "201", description = "Opened; `Location` names the case.")
    @APIResponse(responseCode = "200", description = "A case for this trouble is open; the message stands in it.")
    @APIResponseSchema(value = CaseView.class, responseCode = "201")
    public Response open(@NotNull @Valid Request request) {
        HostedSite site = sites.visible(request.site(), caller.visibility())
                .orElseThrow(() -> Problems.notFound("site", request.site()));
        Optional<Assessment> trouble =
                assessments.presentTrouble(site.site(), clock.instant().minus(RECENT));
        Optional<SupportCase> already = trouble.flatMap(assessment -> desk.openFor(site, assessment))
                .filter(found -> found.cause().isPresent())
                .filter(this::isStillOpen);
        SupportCase found = already.orElseGet(() -> another(site, request.subject(), trouble.orElse(null)));
        Side side = talk.side(request.from());
        if (already.isPresent()) {
            talk.demandRoom(found);
            talk.say(found, side, request.message(), false);
        } else {
            talk.open(found, side, request.message());
        }
        cases.flush();
        URI location = URI.create("/support/v1/cases/" + found.id());
        return already.isPresent()
                ? answer(Response.ok().location(location), found)
                : answer(Response.created(location), found);
    }

    private SupportCase another(HostedSite site, String subject, @Nullable Assessment trouble) {
        sites.lock(site);
        if (cases.open(site.site()).size() >= MOST_OPEN) {
            throw Problems.conflict(
                    "%d cases are open for this site. Write in one of them, or end what is no longer needed with POST /support/v1/cases/{id}/end."
                            .formatted(MOST_OPEN));
        }
        return desk.open(site, subject, trouble);
    }

    @POST
    @Path("/{id}/messages")
    @Transactional
    @Idempotent
    @PermissionsAllowed("support:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Write in a case",
            description =
                    "The message stands in the timeline, with its author. A case that is over takes none, and one of 500 messages none of customers and panels.")
    @APIResponse(responseCode = "409", description = "The case is over, or holds as many messages as it can.")
    @APIResponse(responseCode = "201", description = "Written.")
    @APIResponseSchema(value = TimelineEntry.class, responseCode = "201")
    public Response message(@PathParam("id") UUID id, @NotNull @Valid MessageRequest request) {
        SupportCase found = visible(id);
        cases.lock(found);
        if (!found.status().open()) {
            throw Problems.conflict(
                    "The case is over: %s. Open another with POST /support/v1/cases for what is new; it tells the site's history too."
                            .formatted(found.resolution()
                                    .map(Enum::name)
                                    .orElse(found.status().name())));
        }
        talk.demandRoom(found);
        CaseMessage written =
                talk.say(found, talk.side(request.from()), request.text(), Boolean.TRUE.equals(request.expectsReply()));
        return Response.status(Response.Status.CREATED)
                .entity(TimelineEntry.of(written))
                .build();
    }

    @POST
    @Path("/{id}/choice")
    @Transactional
    @PermissionsAllowed("support:write")
    @PermissionsAllowed({"as:customer", "as:panel", "as:system"})
    @APIResponse(responseCode = "409", description = "The case does not offer this way out, or is closed.")
    @Operation(
            summary = "Choose a way out",
            description =
                    "The customer's choice among the case's options. PAID_REPAIR makes a quote, which is still to be accepted; RESTORE is then asked of /restores.")
    @APIResponseSchema(CaseView.class)
    public Response choose(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Choice choice) {
        SupportCase found = visible(id);
        ifMatch.check(found, SupportCase::version);
        CaseView before = CaseView.of(found);
        CaseOption chosen = found.choose(choice.option());
        if (chosen.kind() == Kind.PAID_REPAIR && chosen.price() != null) {
            quotes.offer(
                    new QuoteRequest(found.id(), found.site(), found.customer().orElse(null), chosen.price()));
        }
        desk.changed(found);
        cases.flush();
        audit.record("case.choose", "case", id, before, CaseView.of(found));
        return answer(Response.ok(), found);
    }

    @POST
    @Path("/{id}/end")
    @Transactional
    @PermissionsAllowed("support:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(responseCode = "409", description = "The case is over, or a repair that is to be paid is under way.")
    @Operation(
            summary = "End a case",
            description =
                    "Our people say REPAIRED or ANSWERED; who asked says WITHDRAWN: no more help is needed. A case whose repair is ordered is ended by our people alone, as REPAIRED.")
    @APIResponseSchema(CaseView.class)
    public Response end(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid EndRequest request) {
        SupportCase found = visible(id);
        if (!request.how().isFor(caller.role())) throw Problems.forbidden(whoMay(request.how()));
        ifMatch.check(found, SupportCase::version);
        CaseView before = CaseView.of(found);
        if (request.message() != null && !request.message().isBlank()) talk.end(found, request.message());
        desk.resolve(found, request.how().resolution, null);
        cases.flush();
        audit.record("case.end", "case", id, before, CaseView.of(found));
        return answer(Response.ok(), found);
    }

    private static String whoMay(End how) {
        return how == End.WITHDRAWN ? "as:customer or as:panel" : "as:operator";
    }

    /** Held from here on: it may have ended while it was looked for. */
    private boolean isStillOpen(SupportCase found) {
        cases.lock(found);
        return found.status().open();
    }

    private SupportCase visible(UUID id) {
        return cases.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("case", id));
    }

    private static Response answer(Response.ResponseBuilder builder, SupportCase found) {
        return builder.entity(CaseView.of(found)).tag(ETags.of(found.version())).build();
    }
}
