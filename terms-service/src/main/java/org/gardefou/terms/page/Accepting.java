package org.gardefou.terms.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.terms.acceptance.HostedAcceptances;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;

/** Takes the click on the page: once for each link, and only on what the page really sent. */
@ApplicationScoped
class Accepting {

    private final PageLinks links;
    private final Offering offering;
    private final HostedAcceptances acceptances;
    private final PageEvents events;
    private final Posted posted;
    private final Ledger ledger;
    private final Clock clock;

    Accepting(
            PageLinks links,
            Offering offering,
            HostedAcceptances acceptances,
            PageEvents events,
            Posted posted,
            Ledger ledger,
            Clock clock) {
        this.links = links;
        this.offering = offering;
        this.acceptances = acceptances;
        this.events = events;
        this.posted = posted;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What came of a click. */
    enum Outcome {
        /** Recorded now, or before: a click that comes twice is one. */
        DONE,
        /** The link serves no longer. */
        CLOSED,
        /** What was on the screen is not what is to be accepted now. */
        OUTDATED,
        /** The text was not sent to this reader. */
        UNREAD,
        /** A box is not ticked. */
        INCOMPLETE
    }

    /**
     * A click, as the form tells it.
     *
     * @param sha256 of the text that the page showed
     * @param ticked the keys of the boxes
     */
    record Click(String sha256, List<String> ticked, Language language, HostedAcceptances.Origin origin) {}

    /**
     * Takes a click.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem when it cannot be recorded: no mandate, a contract that ended, a version withdrawn meanwhile
     */
    @Transactional
    public Outcome accept(Token token, Click click) {
        PageLink link = links.locked(token).orElseThrow();
        PageLink.State state = link.state(clock.instant());
        if (state == PageLink.State.USED) return Outcome.DONE;
        if (state != PageLink.State.OPEN) return Outcome.CLOSED;
        Optional<Offered> found = offering.of(link, click.language);
        if (found.isEmpty()) return Outcome.CLOSED;
        Offered offered = found.get();
        if (!offered.sha256().equals(click.sha256)) return Outcome.OUTDATED;
        if (!events.displayed(link, offered.sha256())) return Outcome.UNREAD;
        if (!offered.missing(click.ticked).isEmpty()) return Outcome.INCOMPLETE;
        record(link, offered, click);
        return Outcome.DONE;
    }

    private void record(PageLink link, Offered offered, Click click) {
        List<String> boxes = offered.labels(click.ticked, click.language);
        UUID acceptance = acceptances.record(
                link.actor(),
                click.origin,
                new HostedAcceptances.Click(
                        link.id(),
                        offered.version().id(),
                        click.language,
                        offered.sha256(),
                        offered.button().in(click.language),
                        offered.button() == ButtonText.ORDER,
                        boxes,
                        link.contracts()));
        Map<String, Object> used = new TreeMap<>();
        used.put("link", link.id());
        used.put("acceptance", acceptance);
        used.put("labelsSha256", Canonical.sha256(String.join("\n", boxes)));
        used.put("tickedBeforehand", false);
        link.email().ifPresent(email -> used.put("commitments", posted.to(email, acceptance)));
        ledger.append(new Fact("page-link.used", clock.instant(), null, link.customer(), used));
        link.used(acceptance);
    }
}
