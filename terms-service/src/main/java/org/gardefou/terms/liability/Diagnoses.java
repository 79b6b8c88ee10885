package org.gardefou.terms.liability;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;

/** Assesses each diagnosis of a site that is not well, once. */
@ApplicationScoped
class Diagnoses implements Listener {

    private final FactReader reader;
    private final Assessor assessor;
    private final Assessments assessments;
    private final Outbox outbox;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final Clock clock;

    Diagnoses(
            FactReader reader,
            Assessor assessor,
            Assessments assessments,
            Outbox outbox,
            Ledger ledger,
            ObjectMapper json,
            Clock clock) {
        this.reader = reader;
        this.assessor = assessor;
        this.assessments = assessments;
        this.outbox = outbox;
        this.ledger = ledger;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("site.diagnosed", DiagnosedEvent.class, this::assess);
    }

    private void assess(BusEvent<DiagnosedEvent> event) {
        DiagnosedEvent diagnosed = event.data();
        if (!diagnosed.asksForAssessment() || assessments.knows(diagnosed.diagnosis())) return;
        Facts facts = reader.read(diagnosed);
        Outcome outcome = assessor.assess(facts);
        Instant now = clock.instant();
        Assessment assessment = new Assessment(
                Ids.next(),
                facts,
                diagnosed.customer(),
                outcome,
                Canonical.json(json, facts),
                Canonical.json(json, outcome),
                now);
        assessments.persistAndFlush(assessment);
        outbox.add(Event.of(
                LiabilityAssessed.TOPIC,
                LiabilityAssessed.TYPE,
                diagnosed.site(),
                told(assessment.id(), diagnosed, facts, outcome, now)));
        ledger.append(new Fact(
                LiabilityAssessed.TYPE,
                now,
                diagnosed.site(),
                diagnosed.customer(),
                proof(assessment, facts, outcome)));
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

    private static Map<String, Object> proof(Assessment assessment, Facts facts, Outcome outcome) {
        Map<String, Object> data = new TreeMap<>();
        data.put("assessment", assessment.id());
        data.put("diagnosis", facts.diagnosis());
        data.put("party", outcome.party());
        data.put("confidence", outcome.confidence());
        data.put("ruleSet", outcome.ruleSet());
        data.put("outcomeSha256", assessment.sha256());
        if (facts.terms() != null) data.put("version", facts.terms().version());
        return data;
    }
}
