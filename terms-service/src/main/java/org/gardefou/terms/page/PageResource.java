package org.gardefou.terms.page;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.acceptance.HostedAcceptances;
import org.gardefou.terms.acceptance.HostedAcceptances.Receipt;
import org.gardefou.terms.document.PublishedTerms;
import org.gardefou.terms.document.PublishedVersion;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.risknotice.HostedNotices;
import org.gardefou.terms.risknotice.HostedNotices.Notice;
import org.gardefou.terms.site.Site;
import org.gardefou.terms.site.Sites;

/** The hosted pages. The token in the address is all that they ask for: whoever has it may do the one thing that its link is for. */
@Path(PageResource.PATH + "/{token}")
@Produces(MediaType.TEXT_HTML)
@PermitAll
class PageResource {

    static final String PATH = "/terms/pages";

    /** What fits on a page that somebody reads. */
    private static final int NOTICES = 100;

    private static final int SEE_OTHER = 303;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;
    private static final int UNPROCESSABLE = 422;

    private final PageLinks links;
    private final Offering offering;
    private final Accepting accepting;
    private final HostedAcceptances acceptances;
    private final HostedNotices notices;
    private final PublishedTerms terms;
    private final Sites sites;
    private final PageEvents events;
    private final PageAnswers answers;
    private final Clock clock;

    PageResource(
            PageLinks links,
            Offering offering,
            Accepting accepting,
            HostedAcceptances acceptances,
            HostedNotices notices,
            PublishedTerms terms,
            Sites sites,
            PageEvents events,
            PageAnswers answers,
            Clock clock) {
        this.links = links;
        this.offering = offering;
        this.accepting = accepting;
        this.acceptances = acceptances;
        this.notices = notices;
        this.terms = terms;
        this.sites = sites;
        this.events = events;
        this.answers = answers;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public Response show(@PathParam("token") String token, @BeanParam PageVisit visit) {
        PageLink link = link(token);
        Language in = visit.language(link);
        return switch (link.state(clock.instant())) {
            case USED -> receipt(link, token, in);
            case EXPIRED, REVOKED -> closed(link, token, in);
            case OPEN ->
                link.purpose() == PageLink.Purpose.ACCEPTANCE
                        ? asking(link, token, AcceptancePage.Again.NO, List.of(), 200, in)
                        : warnings(link, token, visit, in);
        };
    }

    @GET
    @Path("/text/{locale}")
    @Operation(hidden = true)
    public Response text(
            @PathParam("token") String token, @PathParam("locale") String locale, @BeanParam PageVisit visit) {
        return text(token, locale, visit, PageEvents.Kind.DISPLAYED);
    }

    @GET
    @Path("/download/{locale}")
    @Operation(hidden = true)
    public Response download(
            @PathParam("token") String token, @PathParam("locale") String locale, @BeanParam PageVisit visit) {
        return text(token, locale, visit, PageEvents.Kind.DOWNLOADED);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response act(@PathParam("token") String token, @BeanParam PageVisit visit, String body) {
        PageLink link = link(token);
        Form form = Form.read(body);
        visit.requireOwnForm();
        Language in = visit.language(link, form);
        return link.purpose() == PageLink.Purpose.ACCEPTANCE
                ? accept(link, token, form, visit, in)
                : acknowledge(link, token, link.notice().orElseThrow(PageResource::unknown), form, in);
    }

    @GET
    @Path("/notices/{id}")
    @Operation(hidden = true)
    public Response notice(@PathParam("token") String token, @PathParam("id") UUID id, @BeanParam PageVisit visit) {
        PageLink link = forNotices(token);
        Language in = visit.language(link);
        return open(link) ? warning(link, token, id, visit, in) : closed(link, token, in);
    }

    @POST
    @Path("/notices/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response acknowledge(
            @PathParam("token") String token, @PathParam("id") UUID id, @BeanParam PageVisit visit, String body) {
        PageLink link = forNotices(token);
        Form form = Form.read(body);
        visit.requireOwnForm();
        return acknowledge(link, token, id, form, visit.language(link, form));
    }

    private Response accept(PageLink link, String token, Form form, PageVisit visit, Language in) {
        List<String> ticked = form.all("box");
        Accepting.Outcome outcome;
        try {
            outcome = accepting.accept(
                    Token.of(token).orElseThrow(PageResource::unknown),
                    new Accepting.Click(form.one("sha256").orElse(""), ticked, in, visit.origin()));
        } catch (HttpProblem refused) {
            return refused.getType() != null && refused.getType().getPath().startsWith("/problems/terms/version-")
                    ? asking(link, token, AcceptancePage.Again.OUTDATED, List.of(), CONFLICT, in)
                    : answers.page(CONFLICT, ClosedPage.NOT_POSSIBLE.sheet(path(token), link.returnTo(), in));
        }
        return switch (outcome) {
            case DONE -> seeOther(path(token) + "?lang=" + in.tag());
            case CLOSED -> closed(link, token, in);
            case OUTDATED -> asking(link, token, AcceptancePage.Again.OUTDATED, List.of(), CONFLICT, in);
            case UNREAD -> asking(link, token, AcceptancePage.Again.UNREAD, ticked, CONFLICT, in);
            case INCOMPLETE -> asking(link, token, AcceptancePage.Again.INCOMPLETE, ticked, UNPROCESSABLE, in);
        };
    }

    private Response asking(
            PageLink link, String token, AcceptancePage.Again again, List<String> ticked, int status, Language in) {
        return offering.of(link, in)
                .map(offered -> answers.page(status, AcceptancePage.asking(offered, path(token), again, ticked, in)))
                .orElseGet(() ->
                        answers.page(CONFLICT, ClosedPage.NOTHING_IN_FORCE.sheet(path(token), link.returnTo(), in)));
    }

    private Response receipt(PageLink link, String token, Language in) {
        Receipt receipt = Optional.ofNullable(link.acceptance())
                .flatMap(acceptances::receipt)
                .orElseThrow();
        PublishedVersion version = terms.version(receipt.version()).orElseThrow();
        return answers.page(
                200,
                AcceptedPage.of(
                        receipt,
                        terms.document(version.document()).orElseThrow(),
                        version,
                        path(token),
                        link.lives(clock.instant()),
                        link.returnTo(),
                        in));
    }

    private Response text(String token, String locale, PageVisit visit, PageEvents.Kind kind) {
        PageLink link = link(token);
        if (link.purpose() != PageLink.Purpose.ACCEPTANCE) throw unknown();
        Language language = Language.of(locale).orElseThrow(PageResource::unknown);
        PageLink.State state = link.state(clock.instant());
        if (state == PageLink.State.USED)
            return answers.text(
                    acceptances
                            .receipt(java.util.Objects.requireNonNull(link.acceptance()))
                            .flatMap(receipt -> offering.accepted(receipt.version(), language))
                            .orElseThrow(PageResource::unknown),
                    language,
                    kind == PageEvents.Kind.DOWNLOADED);
        if (state != PageLink.State.OPEN) return closed(link, token, language);
        Offering.Bytes text = offering.text(link, language).orElseThrow(PageResource::unknown);
        if (visit.reads()) events.note(link, kind, text.version(), text.sha256());
        return answers.text(text, language, kind == PageEvents.Kind.DOWNLOADED);
    }

    private Response warnings(PageLink link, String token, PageVisit visit, Language in) {
        return link.notice()
                .map(notice -> warning(link, token, notice, visit, in))
                .orElseGet(() -> answers.page(
                        200,
                        NoticePages.list(
                                siteName(link),
                                notices.open(link.site(), link.customer(), NOTICES),
                                path(token),
                                link.returnTo(),
                                in)));
    }

    /** One of them; from now on the customer has it before them. */
    private Response warning(PageLink link, String token, UUID id, PageVisit visit, Language in) {
        if (link.notice().isPresent() && !link.notice().get().equals(id)) throw unknown();
        Optional<Notice> notice = visit.reads()
                ? notices.read(id, link.site(), link.customer())
                : notices.glance(id, link.site(), link.customer());
        boolean alone = link.notice().isPresent();
        return answers.page(
                200,
                NoticePages.one(
                        siteName(link),
                        notice.orElseThrow(PageResource::unknown),
                        alone ? path(token) : path(token) + "/notices/" + id,
                        alone ? Optional.empty() : Optional.of(path(token)),
                        link.returnTo(),
                        in));
    }

    /** Where a change joined since the page was made, the customer sees it anew and nothing is acknowledged. */
    private Response acknowledge(PageLink link, String token, UUID id, Form form, Language in) {
        if (link.notice().isPresent() && !link.notice().get().equals(id)) throw unknown();
        if (!open(link)) return closed(link, token, in);
        if (notices.acknowledge(id, link.site(), link.customer(), form.number("changes"), link.person())
                .isEmpty()) throw unknown();
        String page = link.notice().isPresent() ? path(token) : path(token) + "/notices/" + id;
        return seeOther(page + "?lang=" + in.tag());
    }

    private Response closed(PageLink link, String token, Language in) {
        ClosedPage why =
                link.state(clock.instant()) == PageLink.State.REVOKED ? ClosedPage.REVOKED : ClosedPage.EXPIRED;
        return answers.page(GONE, why.sheet(path(token), link.returnTo(), in));
    }

    private String siteName(PageLink link) {
        return sites.findByIdOptional(link.site()).map(Site::name).orElseThrow(PageResource::unknown);
    }

    private boolean open(PageLink link) {
        return link.state(clock.instant()) == PageLink.State.OPEN;
    }

    private PageLink forNotices(String token) {
        PageLink link = link(token);
        if (link.purpose() != PageLink.Purpose.NOTICE) throw unknown();
        return link;
    }

    private PageLink link(String token) {
        return Token.of(token).flatMap(links::of).orElseThrow(PageResource::unknown);
    }

    /** What is not there and what is another's are not told apart. */
    private static RuntimeException unknown() {
        return Problems.notFound("page", "in the address");
    }

    private static Response seeOther(String path) {
        return Response.status(SEE_OTHER)
                .location(URI.create(path))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static String path(String token) {
        return PATH + "/" + token;
    }
}
