package org.gardefou.terms.liability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code liability.assessed}.
 *
 * @param diagnosedAt when the site was seen like that
 * @param at when it was judged, which may be later by an outage
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LiabilityAssessed(
        UUID assessment,
        UUID site,
        UUID customer,
        UUID diagnosis,
        @Nullable UUID contract,
        Party party,
        @Nullable String activity,
        List<Outcome.ClauseRef> clauses,
        Confidence confidence,
        boolean termsAccepted,
        boolean warned,
        List<Outcome.Reason> reasons,
        @Nullable Cause cause,
        @Nullable UUID change,
        String health,
        List<String> unknowns,
        Instant diagnosedAt,
        Instant at) {

    static final String TOPIC = "gardefou.liability";
    static final String TYPE = "liability.assessed";

    /** What broke it, and the guide that explains it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cause(@Nullable String signature, @Nullable String guide) {}
}
