package org.gardefou.terms.liability;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;

/** Assesses facts, and keeps what came of it: the outcome, the facts it was made on, and a ledger entry. Inside a transaction. */
@ApplicationScoped
class Judging {

    private final Assessor assessor;
    private final Assessments assessments;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final Clock clock;

    Judging(Assessor assessor, Assessments assessments, Ledger ledger, ObjectMapper json, Clock clock) {
        this.assessor = assessor;
        this.assessments = assessments;
        this.ledger = ledger;
        this.json = json;
        this.clock = clock;
    }

    /** An assessment, stored, with the outcome that it holds. */
    record Judged(Assessment assessment, Outcome outcome) {}

    Judged judge(Facts facts, UUID customer) {
        Outcome outcome = assessor.assess(facts);
        Assessment assessment = new Assessment(
                Ids.next(),
                facts,
                customer,
                outcome,
                Canonical.json(json, facts),
                Canonical.json(json, outcome),
                clock.instant());
        assessments.persistAndFlush(assessment);
        ledger.append(new Fact(
                LiabilityAssessed.TYPE, assessment.at(), facts.site(), customer, proof(assessment, facts, outcome)));
        return new Judged(assessment, outcome);
    }

    private static Map<String, Object> proof(Assessment assessment, Facts facts, Outcome outcome) {
        Map<String, Object> data = new TreeMap<>();
        data.put("assessment", assessment.id());
        if (facts.diagnosis() != null) data.put("diagnosis", facts.diagnosis());
        data.put("party", outcome.party());
        data.put("confidence", outcome.confidence());
        data.put("ruleSet", outcome.ruleSet());
        data.put("ruleSetSha256", outcome.ruleSetSha256());
        data.put("outcomeSha256", assessment.sha256());
        if (facts.terms() != null) data.put("version", facts.terms().version());
        return data;
    }
}
