package org.gardefou.terms.liability;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;

/** Assesses each diagnosis of a site that is not well, once. */
@ApplicationScoped
class Diagnoses implements Listener {

    private final FactReader reader;
    private final Judging judging;
    private final Assessments assessments;
    private final Outbox outbox;

    Diagnoses(FactReader reader, Judging judging, Assessments assessments, Outbox outbox) {
        this.reader = reader;
        this.judging = judging;
        this.assessments = assessments;
        this.outbox = outbox;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("site.diagnosed", DiagnosedEvent.class, this::assess);
    }

    private void assess(BusEvent<DiagnosedEvent> event) {
        DiagnosedEvent diagnosed = event.data();
        if (!diagnosed.asksForAssessment() || assessments.knows(diagnosed.diagnosis())) return;
        Facts facts = reader.read(diagnosed);
        Judging.Judged judged = judging.judge(facts, diagnosed.customer());
        outbox.add(Event.of(
                LiabilityAssessed.TOPIC,
                LiabilityAssessed.TYPE,
                diagnosed.site(),
                told(
                        judged.assessment().id(),
                        diagnosed,
                        facts,
                        judged.outcome(),
                        judged.assessment().at())));
    }

    private static LiabilityAssessed told(
            UUID id, DiagnosedEvent diagnosed, Facts facts, Outcome outcome, Instant now) {
        DiagnosedEvent.Cause cause = diagnosed.cause();
        return new LiabilityAssessed(
                id,
                diagnosed.site(),
                diagnosed.customer(),
                diagnosed.diagnosis(),
                facts.terms() == null ? null : facts.terms().contract(),
                outcome.party(),
                outcome.activity(),
                outcome.clauses(),
                outcome.confidence(),
                outcome.termsAccepted(),
                outcome.warned(),
                outcome.reasons(),
                cause == null ? null : new LiabilityAssessed.Cause(cause.signature(), cause.guide()),
                facts.change() == null ? null : facts.change().change(),
                diagnosed.health(),
                outcome.unknowns(),
                diagnosed.at(),
                now);
    }
}
