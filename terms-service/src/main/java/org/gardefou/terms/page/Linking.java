package org.gardefou.terms.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.document.Document;
import org.gardefou.terms.document.Documents;
import org.gardefou.terms.document.PublishedTerms;
import org.gardefou.terms.document.PublishedVersion;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.risknotice.HostedNotices;
import org.gardefou.terms.site.Site;
import org.gardefou.terms.site.Sites;
import org.jspecify.annotations.Nullable;

/** Makes links: looks at whether what they are for can be, and whether the one who asks may vouch for it. */
@ApplicationScoped
class Linking {

    private final PageLinks links;
    private final Documents documents;
    private final PublishedTerms terms;
    private final HostedNotices notices;
    private final Sites sites;
    private final Ledger ledger;
    private final PageConfig config;
    private final Caller caller;
    private final Clock clock;

    Linking(
            PageLinks links,
            Documents documents,
            PublishedTerms terms,
            HostedNotices notices,
            Sites sites,
            Ledger ledger,
            PageConfig config,
            Caller caller,
            Clock clock) {
        this.links = links;
        this.documents = documents;
        this.terms = terms;
        this.notices = notices;
        this.sites = sites;
        this.ledger = ledger;
        this.config = config;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Makes a link with this token.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem when something is missing, or there is nothing to show
     */
    PageLink make(Token token, NewPageLink wanted) {
        Instant now = clock.instant();
        Duration lasting = lasting(wanted.lasting());
        PageLink.Subject subject =
                switch (wanted.purpose()) {
                    case ACCEPTANCE -> acceptance(wanted, now);
                    case NOTICE -> notice(wanted);
                };
        requireWayBack(wanted.returnTo());
        @Nullable UUID connection = caller.role() == Role.PANEL ? caller.connection().orElseThrow() : null;
        PageLink link = new PageLink(
                Ids.next(),
                token,
                subject,
                wanted,
                new PageLink.Maker(caller.role(), caller.subject(), connection),
                now,
                now.plus(lasting));
        links.persistAndFlush(link);
        ledger.append(new Fact(
                "page-link.made",
                now,
                subject.site(),
                subject.customer(),
                Map.of("link", link.id(), "purpose", link.purpose(), "madeBy", caller.role())));
        return link;
    }

    private Duration lasting(@Nullable Duration wanted) {
        if (wanted == null) return config.lasting();
        if (wanted.isNegative() || wanted.isZero() || wanted.compareTo(config.longest()) > 0)
            throw Problems.validation("/lasting", "must be more than nothing and at most " + config.longest());
        return wanted;
    }

    private PageLink.Subject acceptance(NewPageLink wanted, Instant now) {
        requireNoPanel();
        UUID customer = wanted.customer();
        UUID plan = wanted.plan();
        Audience audience = wanted.audience();
        List<Violation> wrong = new ArrayList<>();
        if (customer == null) wrong.add(new Violation("/customer", "must say who accepts"));
        if (plan == null) wrong.add(new Violation("/plan", "must say whose terms are accepted"));
        if (audience == null) wrong.add(new Violation("/audience", "must say which terms are accepted"));
        if (wanted.site() != null) wrong.add(new Violation("/site", "must be left out: it is for notices"));
        if (wanted.notice() != null) wrong.add(new Violation("/notice", "must be left out: it is for notices"));
        if (!wrong.isEmpty() || customer == null || plan == null || audience == null) throw Problems.validation(wrong);
        Document document = documents.of(plan, audience).orElseThrow(() -> nothingInForce(plan, audience));
        if (wanted.version() != null) requireAcceptable(wanted.version(), document.id());
        else if (terms.inForce(document.id(), now).isEmpty()) throw nothingInForce(plan, audience);
        return new PageLink.Subject(
                PageLink.Purpose.ACCEPTANCE,
                customer,
                document.id(),
                wanted.version(),
                wanted.contracts() == null ? List.of() : wanted.contracts(),
                Boolean.TRUE.equals(wanted.order()),
                null,
                null);
    }

    /** A panel could open the link itself, and press the button in its customer's place. */
    private void requireNoPanel() {
        if (caller.role() != Role.PANEL) return;
        throw Problems.own(
                "terms/panel-cannot-accept",
                403,
                "A panel has no page made on which terms are accepted",
                "Whoever holds such a link accepts in the customer's name. Have the hoster's billing (a token as system) ask for it and send it to the customer; ask for links with the purpose NOTICE yourself.");
    }

    private void requireAcceptable(UUID version, UUID document) {
        boolean acceptable = terms.version(version)
                .filter(found -> found.document().equals(document))
                .filter(found -> found.standing() == PublishedVersion.Standing.IN_FORCE
                        || found.standing() == PublishedVersion.Standing.SCHEDULED)
                .isPresent();
        if (!acceptable)
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "The version %s is not one of these terms that is in force or to come. Leave `version` out for the one in force."
                            .formatted(version));
    }

    private PageLink.Subject notice(NewPageLink wanted) {
        List<Violation> wrong = new ArrayList<>();
        if (wanted.site() == null) wrong.add(new Violation("/site", "must say whose notices are read"));
        if (wanted.plan() != null) wrong.add(new Violation("/plan", "must be left out: it is for acceptances"));
        if (wanted.version() != null) wrong.add(new Violation("/version", "must be left out: it is for acceptances"));
        if (wanted.order() != null) wrong.add(new Violation("/order", "must be left out: it is for acceptances"));
        if (wanted.sentTo() != null) wrong.add(new Violation("/sentTo", "must be left out: it is for acceptances"));
        if (wanted.email() != null) wrong.add(new Violation("/email", "must be left out: it is for acceptances"));
        if (!wrong.isEmpty() || wanted.site() == null) throw Problems.validation(wrong);
        Site site = sites.findByIdOptional(wanted.site())
                .filter(found ->
                        !found.removed() && caller.visibility().allows(null, found.connection()) || caller.staff())
                .orElseThrow(() -> Problems.of(
                        ProblemType.UNPROCESSABLE,
                        "There is no site %s that this token may see. Name one of yours.".formatted(wanted.site())));
        if (wanted.customer() != null && !wanted.customer().equals(site.customer()))
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "The site %s is not the customer's. Leave `customer` out: the site says whose it is."
                            .formatted(wanted.site()));
        if (wanted.notice() != null
                && notices.glance(wanted.notice(), wanted.site(), site.customer())
                        .isEmpty())
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "The site has no notice %s. List them with GET /terms/v1/risk-notices?site=%s."
                            .formatted(wanted.notice(), wanted.site()));
        return new PageLink.Subject(
                PageLink.Purpose.NOTICE, site.customer(), null, null, List.of(), false, wanted.site(), wanted.notice());
    }

    private void requireWayBack(@Nullable String address) {
        if (address == null
                || ReturnAddress.allowed(address, config.returnTo().orElse(List.of()))
                        .isPresent()) return;
        throw Problems.own(
                "terms/return-address-not-allowed",
                422,
                "The return address is not allowed",
                "Its origin is none of gardefou.pages.return-to. Ask an operator to add it, or leave `returnTo` out.");
    }

    private static RuntimeException nothingInForce(UUID plan, Audience audience) {
        return Problems.of(
                ProblemType.UNPROCESSABLE,
                "No terms of the plan %s for %s are in force. GET /terms/v1/documents?plan=%s lists those that there are."
                        .formatted(plan, audience, plan));
    }
}
