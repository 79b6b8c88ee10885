package org.gardefou.support.supportcase;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.support.coverage.CoverageFacts.ClauseReference;
import org.jspecify.annotations.Nullable;

/** Support's own reading of {@code liability.assessed}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Assessment(
        UUID assessment,
        UUID site,
        @Nullable UUID diagnosis,
        String party,
        String confidence,
        boolean termsAccepted,
        boolean warned,
        List<ClauseReference> clauses,
        @Nullable Cause cause,
        @Nullable UUID change,
        String health,
        @Nullable Instant diagnosedAt,
        Instant at) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Cause(@Nullable String signature, @Nullable String guide) {}

    /** When the site was seen like that. What was judged late - after an outage - may be over by the time of the judgement. */
    Instant seenAt() {
        return diagnosedAt == null ? at : diagnosedAt;
    }

    /** Whether the site needs help at all. */
    boolean trouble() {
        return down() || health.equals("DEGRADED");
    }

    /** Whether nobody gets to see the site. */
    boolean down() {
        return health.equals("DOWN");
    }

    /** What makes two assessments the same trouble. */
    @Nullable String sameTrouble() {
        if (change != null) return "change:" + change;
        return cause == null || cause.signature() == null ? null : "cause:" + cause.signature();
    }

    @Nullable String guide() {
        return cause == null ? null : cause.guide();
    }
}
