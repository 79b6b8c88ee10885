package org.gardefou.terms.liability;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.contract.AcceptedTerms;
import org.gardefou.terms.risknotice.RiskNotices;
import org.jspecify.annotations.Nullable;

/** Collects the facts of an assessment: what the diagnosis says, what was accepted, and whether the customer was warned. */
@ApplicationScoped
class FactReader {

    private final AcceptedTerms accepted;
    private final RiskNotices notices;

    FactReader(AcceptedTerms accepted, RiskNotices notices) {
        this.accepted = accepted;
        this.notices = notices;
    }

    Facts read(DiagnosedEvent diagnosed) {
        DiagnosedEvent.Change change = diagnosed.change();
        Optional<RiskNotices.Warning> notice = change == null ? Optional.empty() : notices.of(change.change());
        return new Facts(
                diagnosed.diagnosis(),
                diagnosed.site(),
                diagnosed.health(),
                null,
                new Facts.Cause(
                        diagnosed.cause() == null ? null : diagnosed.cause().signature(),
                        diagnosed.party() == null ? "UNKNOWN" : diagnosed.party(),
                        hundredths(diagnosed.confidence())),
                accepted.at(diagnosed.site(), diagnosed.at())
                        .map(FactReader::terms)
                        .orElse(null),
                change == null ? null : change(change),
                notice.map(raised -> notice(raised, diagnosed.at())).orElse(null),
                null);
    }

    /** The facts of an incident that a person asks about. */
    Facts read(NewAssessment asked, Instant moment) {
        NewAssessment.Changed change = asked.change();
        Optional<RiskNotices.Warning> notice = change == null ? Optional.empty() : notices.of(change.change());
        if (change != null
                && notice.filter(one -> one.site().equals(asked.site())).isEmpty())
            throw Problems.notKnownYet("change", change.change());
        return new Facts(
                null,
                asked.site(),
                null,
                asked.incident(),
                null,
                accepted.at(asked.site(), moment).map(FactReader::terms).orElse(null),
                notice.map(raised -> new Facts.Change(
                                raised.change(),
                                raised.changeType(),
                                change == null ? "" : change.object(),
                                Facts.Actor.UNKNOWN))
                        .orElse(null),
                notice.map(raised -> notice(raised, moment)).orElse(null),
                asked.said());
    }

    private static Facts.Notice notice(RiskNotices.Warning raised, Instant moment) {
        return new Facts.Notice(raised.id(), raised.deliveredBy(moment), raised.acknowledgedBy(moment));
    }

    private static Facts.Terms terms(AcceptedTerms.Standing standing) {
        return new Facts.Terms(
                standing.contract(),
                standing.level(),
                standing.version(),
                standing.sha256(),
                standing.acceptance(),
                List.copyOf(standing.clauses()),
                standing.audience(),
                standing.backups(),
                standing.basis());
    }

    private static Facts.Change change(DiagnosedEvent.Change change) {
        DiagnosedEvent.Thing object = change.object();
        return new Facts.Change(
                change.change(),
                change.type(),
                object == null || object.name() == null ? "?" : object.name(),
                Facts.Actor.of(change.actor() == null ? "UNKNOWN" : change.actor()));
    }

    private static int hundredths(@Nullable BigDecimal confidence) {
        if (confidence == null) return 0;
        return confidence.movePointRight(2).setScale(0, RoundingMode.HALF_UP).intValue();
    }
}
