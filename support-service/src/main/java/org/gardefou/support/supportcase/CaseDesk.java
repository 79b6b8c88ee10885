package org.gardefou.support.supportcase;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.support.contract.HostedSite;
import org.gardefou.support.coverage.CoverageDecision;
import org.gardefou.support.coverage.Decider;
import org.gardefou.support.quote.QuoteDesk;
import org.gardefou.support.supportcase.CaseOption.Kind;
import org.gardefou.support.supportcase.CaseTold.Opened;
import org.gardefou.support.supportcase.CaseTold.Resolved;
import org.gardefou.support.supportcase.CaseTold.Updated;
import org.gardefou.support.supportcase.SupportCase.Resolution;
import org.jspecify.annotations.Nullable;

/** Opens cases, has them decided, and tells what becomes of them. All inside the caller's transaction. */
@ApplicationScoped
class CaseDesk {

    private static final String TOPIC = "gardefou.cases";

    private final Cases cases;
    private final Decider decider;
    private final FactGathering facts;
    private final QuoteDesk quotes;
    private final Outbox outbox;
    private final jakarta.enterprise.event.Event<CaseMoved> moves;
    private final Clock clock;

    CaseDesk(
            Cases cases,
            Decider decider,
            FactGathering facts,
            QuoteDesk quotes,
            Outbox outbox,
            jakarta.enterprise.event.Event<CaseMoved> moves,
            Clock clock) {
        this.cases = cases;
        this.decider = decider;
        this.facts = facts;
        this.quotes = quotes;
        this.outbox = outbox;
        this.moves = moves;
        this.clock = clock;
    }

    /** Trouble was assessed: its case is opened, or the one that is open for it is decided again. */
    void assessed(HostedSite site, Assessment assessment) {
        openFor(site, assessment)
                .ifPresentOrElse(
                        open -> decideAgain(open, site, assessment), () -> open(site, subject(assessment), assessment));
    }

    /**
     * The open case of a trouble: the one of the same cause, or else one that has no cause yet, as a customer opens it who only sees
     * that something is wrong. The diagnosis that comes later explains that one.
     */
    Optional<SupportCase> openFor(HostedSite site, Assessment assessment) {
        List<SupportCase> open = cases.open(site.site());
        return open.stream()
                .filter(found -> Objects.equals(found.cause().orElse(null), assessment.sameTrouble()))
                .findFirst()
                .or(() -> open.stream().filter(found -> found.cause().isEmpty()).findFirst());
    }

    /** Somebody asks for help, or trouble shows by itself. */
    SupportCase open(HostedSite site, String subject, @Nullable Assessment assessment) {
        Instant now = clock.instant();
        SupportCase opened = new SupportCase(Ids.next(), site, subject, now);
        decide(opened, site, assessment);
        cases.persist(opened);
        outbox.add(Event.of(TOPIC, "case.opened", site.site(), Opened.of(opened, now)));
        moves.fire(new CaseMoved(opened));
        return opened;
    }

    /** More is known than when it was decided. */
    void decideAgain(SupportCase open, HostedSite site, @Nullable Assessment assessment) {
        open.belongsTo(site);
        UUID before = decisionOf(open);
        decide(open, site, assessment);
        if (!open.offers(Kind.PAID_REPAIR)) quotes.withdraw(open.id());
        if (!Objects.equals(before, decisionOf(open))) changed(open);
    }

    private @Nullable UUID decisionOf(SupportCase found) {
        return decider.current(found.id()).map(CoverageDecision::id).orElse(null);
    }

    private void decide(SupportCase found, HostedSite site, @Nullable Assessment assessment) {
        if (assessment != null) found.explained(assessment.sameTrouble(), troubleSince(site, assessment));
        CoverageDecision decision = decider.decide(found.id(), site, facts.of(site, assessment, found.beginsAt()));
        found.found(Priority.of(decision.outcome(), assessment != null && assessment.down()));
        found.decided(decision, assessment == null ? null : assessment.diagnosis());
    }

    private Instant troubleSince(HostedSite site, Assessment assessment) {
        return Optional.ofNullable(assessment.change())
                .flatMap(change -> facts.changedAt(site.site(), change))
                .orElse(assessment.seenAt());
    }

    /** Tells that a case moved. */
    void changed(SupportCase moved) {
        outbox.add(Event.of(TOPIC, "case.updated", moved.site(), Updated.of(moved, clock.instant())));
        moves.fire(new CaseMoved(moved));
    }

    /** The site is seen to be well: the case is over, unless our people are at a repair that is to be paid. */
    void over(SupportCase open, Resolution how, @Nullable UUID restore) {
        if (open.status().open() && !open.repairOrdered()) resolve(open, how, restore);
    }

    /** Somebody says that nothing is left to do; nobody owes anything for it any more. */
    void resolve(SupportCase open, Resolution how, @Nullable UUID restore) {
        Instant now = clock.instant();
        open.resolved(how, now);
        quotes.withdraw(open.id());
        outbox.add(Event.of(TOPIC, "case.resolved", open.site(), Resolved.of(open, restore, now)));
        moves.fire(new CaseMoved(open));
    }

    private static String subject(Assessment assessment) {
        String what = assessment.down()
                ? "Le site ne répond plus / The site is down"
                : "Le site fonctionne mal / The site is impaired";
        return assessment.cause() == null || assessment.cause().signature() == null
                ? what
                : what + " (" + assessment.cause().signature() + ")";
    }
}
