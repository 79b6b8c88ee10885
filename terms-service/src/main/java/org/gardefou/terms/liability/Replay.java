package org.gardefou.terms.liability;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.responsibility.Matrix;
import org.jspecify.annotations.Nullable;

/** Judges past assessments again by a draft, on the facts of their time, and tells what would have come to something else. */
@ApplicationScoped
class Replay {

    /** As many as are judged in some seconds; whoever has more takes another period. */
    static final int MOST = 20_000;

    private static final int MOST_TOLD = 200;

    private final Assessments assessments;
    private final Matrix matrix;
    private final ObjectMapper json;

    Replay(Assessments assessments, Matrix matrix, ObjectMapper json) {
        this.assessments = assessments;
        this.matrix = matrix;
        this.json = json;
    }

    /**
     * What came of it.
     *
     * @param replayed how many assessments were judged again
     * @param cut whether the period has more than were judged
     * @param unreadable how many have facts that cannot be read any more; they are not judged
     * @param changed how many would have come to something else
     * @param moves how many moved from one party to another: {@code "CUSTOMER to SHARED"}
     * @param changes the newest of them
     */
    @Schema(name = "LiabilityReplay")
    record Result(
            String ruleSet,
            String ruleSetSha256,
            int replayed,
            boolean cut,
            int unreadable,
            int changed,
            Map<String, Integer> moves,
            List<Change> changes) {}

    /** One assessment that would have come to something else. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LiabilityReplayChange")
    record Change(UUID assessment, UUID site, Instant at, Short before, Short after) {}

    /** What is compared of an outcome. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LiabilityReplayOutcome")
    record Short(
            String party,
            String confidence,
            @Nullable String help,
            @Nullable String row) {}

    Result run(RuleSet draft, @Nullable Instant from, @Nullable Instant to) {
        Assessor assessor = new Assessor(draft, matrix);
        Tally tally = new Tally();
        List<Assessment> past = assessments.newestBetween(from, to, MOST + 1);
        for (Assessment assessment : past.subList(0, Math.min(MOST, past.size()))) judge(assessor, assessment, tally);
        return new Result(
                draft.name(),
                draft.sha256(),
                tally.replayed,
                past.size() > MOST,
                tally.unreadable,
                tally.changed,
                tally.moves,
                tally.changes);
    }

    private void judge(Assessor assessor, Assessment assessment, Tally tally) {
        Facts facts;
        Short before;
        try {
            facts = json.readValue(assessment.facts(), Facts.class);
            before = before(json.readTree(assessment.outcome()));
        } catch (JsonProcessingException e) {
            tally.unreadable++;
            return;
        }
        Outcome outcome = assessor.assess(facts);
        tally.add(assessment, before, after(outcome));
    }

    /** Outcomes of earlier rule sets have fewer members. */
    private static Short before(JsonNode outcome) {
        return new Short(
                outcome.path("party").asText(),
                outcome.path("confidence").asText(),
                outcome.path("help").asText(null),
                outcome.path("row").asText(null));
    }

    private static Short after(Outcome outcome) {
        return new Short(
                outcome.party().name(),
                outcome.confidence().name(),
                outcome.help() == null ? null : outcome.help().name(),
                outcome.row());
    }

    private static final class Tally {
        private int replayed;
        private int unreadable;
        private int changed;
        private final Map<String, Integer> moves = new TreeMap<>();
        private final List<Change> changes = new ArrayList<>();

        void add(Assessment assessment, Short before, Short after) {
            replayed++;
            boolean same = before.party.equals(after.party)
                    && before.confidence.equals(after.confidence)
                    && (before.help == null || before.help.equals(after.help));
            if (same) return;
            changed++;
            if (!before.party.equals(after.party)) moves.merge(before.party + " to " + after.party, 1, Integer::sum);
            if (changes.size() < MOST_TOLD)
                changes.add(new Change(assessment.id(), assessment.site(), assessment.at(), before, after));
        }
    }
}
