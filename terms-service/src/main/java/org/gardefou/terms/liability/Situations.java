package org.gardefou.terms.liability;

import org.gardefou.terms.contract.Basis;
import org.gardefou.terms.liability.Facts.Actor;
import org.gardefou.terms.liability.Situation.Known;
import org.gardefou.terms.responsibility.Matrix;
import org.gardefou.terms.risknotice.Kind;
import org.jspecify.annotations.Nullable;

/** Turns facts into answers. Pure: what is proven is read from contract, ledger and matrix; the rest is what diagnosis and people say. */
final class Situations {

    private final Matrix matrix;

    Situations(Matrix matrix) {
        this.matrix = matrix;
    }

    /** What is known of an incident. */
    Situation of(Facts facts, RuleSet rules, Incident incident) {
        Situation situation = new Situation().with(Question.INCIDENT, new Known(incident.name(), Source.LEDGER, null));
        cause(situation, facts);
        actor(situation, facts);
        proven(situation, facts);
        task(situation, facts, rules.task(incident).orElseGet(() -> activity(facts)));
        for (Facts.Statement said : facts.said()) {
            Known before = situation.of(said.question());
            boolean open = before == null || before.source() == Source.NOTHING_SAID;
            if (open && said.question().sayable())
                situation.with(said.question(), new Known(said.answer(), said.source(), said.reference()));
        }
        return situation;
    }

    /** The activity of the change; null without one. */
    static @Nullable String activity(Facts facts) {
        return facts.change() == null ? null : Kind.of(facts.change().type()).activity();
    }

    private static void cause(Situation situation, Facts facts) {
        Facts.Cause cause = facts.cause();
        if (cause == null) return;
        String answer = cause.answer();
        if (answer != null)
            situation.with(
                    Question.CAUSE,
                    new Known(answer, Source.MONITOR, cause.confidence(), String.valueOf(facts.diagnosis())));
    }

    private static void actor(Situation situation, Facts facts) {
        Facts.Cause cause = facts.cause();
        if (cause != null && cause.hostChanged()) {
            situation.with(
                    Question.ACTOR,
                    new Known("HOST", Source.MONITOR, cause.confidence(), String.valueOf(facts.diagnosis())));
        } else if (facts.change() != null && facts.change().actor() != Actor.UNKNOWN) {
            situation.with(
                    Question.ACTOR,
                    new Known(
                            facts.change().actor().name(),
                            Source.HOST_LOG,
                            facts.change().change().toString()));
        } else if (facts.change() == null && situation.is(Question.CAUSE, "THIRD_PARTY")) {
            // Nobody here did anything.
            situation.with(
                    Question.ACTOR,
                    new Known(
                            "THIRD",
                            Source.MONITOR,
                            cause == null ? 0 : cause.confidence(),
                            String.valueOf(facts.diagnosis())));
        }
    }

    private static void proven(Situation situation, Facts facts) {
        Facts.Terms terms = facts.terms();
        situation.with(Question.ACCEPTED, accepted(terms));
        Facts.Notice notice = facts.notice();
        situation.with(
                Question.WARNED,
                new Known(
                        notice != null && notice.delivered() ? "YES" : "NO",
                        Source.LEDGER,
                        notice == null ? null : notice.notice().toString()));
        if (terms == null) return;
        String contract = terms.contract().toString();
        if (terms.audience() != null)
            situation.with(Question.AUDIENCE, new Known(terms.audience().name(), Source.LEDGER, contract));
        if (terms.backups() != null)
            situation.with(Question.BACKUP, new Known(terms.backups() ? "PROMISED" : "NONE", Source.LEDGER, contract));
    }

    /** What another system says of an acceptance proves less than a click here. */
    private static Known accepted(Facts.@Nullable Terms terms) {
        if (terms == null) return new Known("NO", Source.LEDGER, null);
        Source source = terms.basis() == Basis.IMPORTED ? Source.IMPORTED : Source.LEDGER;
        return new Known("YES", source, terms.acceptance().toString());
    }

    private void task(Situation situation, Facts facts, @Nullable String activity) {
        if (facts.terms() == null) {
            // Without a contract nothing has passed a task on to the customer.
            situation.with(Question.TASK_OF, new Known("HOST", Source.NOTHING_SAID, null));
        } else if (activity != null) {
            Matrix.Side side = matrix.of(activity, facts.terms().level()).accountable();
            situation.with(Question.TASK_OF, new Known(side.name(), Source.LEDGER, activity));
        }
    }
}
