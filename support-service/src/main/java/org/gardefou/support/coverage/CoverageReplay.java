package org.gardefou.support.coverage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.support.coverage.CoverageRuleSet.Decided;

/** Decides past cases again by a draft, on the facts of their time, and tells what would have come to something else. */
@ApplicationScoped
class CoverageReplay {

    /** As many as are decided again in some seconds: the newest ones say most of what would come. */
    static final int MOST = 20_000;

    private static final int MOST_TOLD = 100;

    private final CoverageDecisions decisions;
    private final Clock clock;

    CoverageReplay(CoverageDecisions decisions, Clock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param replayed how many decisions were made again
     * @param cut whether there are more than were
     * @param changed how many would have come to another outcome, or said something else
     * @param moves how many moved from one outcome to another: {@code "BILLABLE to SELF_SERVICE"}
     * @param changes the newest of them
     */
    @Schema(name = "CoverageReplay")
    record Result(
            Instant at,
            @Schema(examples = "5120") int replayed,
            boolean cut,
            @Schema(examples = "37") int changed,

            @Schema(examples = "{\"BILLABLE to SELF_SERVICE\": 12}")
            Map<String, Integer> moves,

            List<Change> changes) {}

    /** One decision that would have come to something else. */
    @Schema(name = "CoverageReplayChange")
    record Change(UUID decision, UUID site, Instant decidedAt, Short before, Short after) {}

    /** What is compared of a decision. */
    @Schema(name = "CoverageReplayOutcome")
    record Short(Outcome outcome, List<Reason> reasons) {}

    Result run(CoverageRuleSet draft) {
        CoverageTable table = CoverageTable.of(draft);
        List<CoverageDecision> past = decisions.newest(MOST + 1);
        Map<String, Integer> moves = new TreeMap<>();
        List<Change> changes = new ArrayList<>();
        int changed = 0;
        List<CoverageDecision> replayed = past.subList(0, Math.min(MOST, past.size()));
        for (CoverageDecision decision : replayed) {
            Decided again = table.decide(decision.facts());
            Short before = new Short(decision.outcome(), decision.reasons());
            Short after = new Short(again.verdict().outcome(), again.verdict().reasons());
            if (before.equals(after)) continue;
            changed++;
            if (before.outcome != after.outcome) moves.merge(before.outcome + " to " + after.outcome, 1, Integer::sum);
            if (changes.size() < MOST_TOLD)
                changes.add(new Change(decision.id(), decision.site(), decision.decidedAt(), before, after));
        }
        return new Result(clock.instant(), replayed.size(), past.size() > MOST, changed, moves, changes);
    }
}
