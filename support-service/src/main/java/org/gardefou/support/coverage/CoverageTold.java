package org.gardefou.support.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.support.coverage.CoverageFacts.ClauseReference;
import org.jspecify.annotations.Nullable;

/** The data of {@code coverage.decided}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CoverageTold(
        UUID decision,
        @JsonProperty("case") UUID caseId,
        UUID site,
        @Nullable UUID customer,
        @Nullable UUID assessment,
        Outcome outcome,
        List<Reason> reasonCodes,
        List<ClauseReference> clauses,
        String ruleSet,
        @Nullable UUID supersedes,
        Instant at) {

    static CoverageTold of(CoverageDecision decision) {
        return new CoverageTold(
                decision.id(),
                decision.caseId(),
                decision.site(),
                decision.customer().orElse(null),
                decision.facts().assessment(),
                decision.outcome(),
                decision.reasons(),
                decision.facts().clauses(),
                decision.ruleSet(),
                decision.supersedes().orElse(null),
                decision.decidedAt());
    }
}
