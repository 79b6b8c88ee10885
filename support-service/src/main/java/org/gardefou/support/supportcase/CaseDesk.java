package org.gardefou.support.supportcase;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.support.contract.HostedSite;
import org.gardefou.support.coverage.CoverageDecision;
import org.gardefou.support.coverage.Decider;
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
    private final Outbox outbox;
    private final Clock clock;

    CaseDesk(Cases cases, Decider decider, FactGathering facts, Outbox outbox, Clock clock) {
        this.cases = cases;
        this.decider = decider;
        this.facts = facts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Trouble was assessed: its case is opened, or the one that is open for it is decided again. */
    SupportCase assessed(HostedSite site, Assessment assessment) {
        Optional<SupportCase> same = cases.open(site.site()).stream()
                .filter(open ->
                        open.cause().isEmpty() || Objects.equals(open.cause().orElse(null), assessment.sameTrouble()))
                .findFirst();
        return same.map(open -> decideAgain(open, site, assessment))
                .orElseGet(() -> open(site, subject(assessment), assessment));
    }

    /** Somebody asks for help. */
    SupportCase open(HostedSite site, String subject, @Nullable Assessment assessment) {
        Instant now = clock.instant();
        Instant begins = assessment == null || assessment.change() == null
                ? now
                : facts.changedAt(site.site(), assessment.change()).orElse(now);
        SupportCase opened = new SupportCase(
                Ids.next(), site, subject, assessment == null ? null : assessment.sameTrouble(), begins, now);
        decide(opened, site, assessment, now);
        cases.persist(opened);
        outbox.add(Event.of(TOPIC, "case.opened", site.site(), Opened.of(opened, now)));
        return opened;
    }

    /** More is known than when it was decided. */
    SupportCase decideAgain(SupportCase open, HostedSite site, @Nullable Assessment assessment) {
        open.belongsTo(site);
        Instant now = clock.instant();
        UUID before = decisionOf(open);
        decide(open, site, assessment, now);
        if (!Objects.equals(before, decisionOf(open))) changed(open);
        return open;
    }

    private @Nullable UUID decisionOf(SupportCase found) {
        return decider.current(found.id()).map(CoverageDecision::id).orElse(null);
    }

    private void decide(SupportCase found, HostedSite site, @Nullable Assessment assessment, Instant now) {
        CoverageDecision decision = decider.decide(found.id(), site, facts.of(site, assessment, now));
        found.decided(decision, assessment == null ? null : assessment.diagnosis());
    }

    /** Tells that a case moved. */
    void changed(SupportCase moved) {
        outbox.add(Event.of(TOPIC, "case.updated", moved.site(), Updated.of(moved, clock.instant())));
    }

    /** The trouble is over. */
    void resolve(SupportCase open, Resolution how, @Nullable UUID restore) {
        if (!open.status().open()) return;
        Instant now = clock.instant();
        open.resolved(how, now);
        outbox.add(Event.of(TOPIC, "case.resolved", open.site(), Resolved.of(open, restore, now)));
    }

    private static String subject(Assessment assessment) {
        String what = assessment.health().equals("DOWN")
                ? "Le site ne répond plus / The site is down"
                : "Le site fonctionne mal / The site is impaired";
        return assessment.cause() == null || assessment.cause().signature() == null
                ? what
                : what + " (" + assessment.cause().signature() + ")";
    }
}
