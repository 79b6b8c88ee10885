package org.gardefou.support.supportcase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.support.coverage.Outcome;
import org.gardefou.support.language.Price;
import org.gardefou.support.supportcase.SupportCase.Resolution;
import org.jspecify.annotations.Nullable;

/** What the bus is told of cases. The texts stay here: readers have their own. */
final class CaseTold {

    private CaseTold() {}

    /** The data of {@code case.opened}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Opened(
            @JsonProperty("case") UUID caseId,
            UUID site,
            @Nullable UUID customer,
            @Nullable UUID diagnosis,
            @Nullable UUID assessment,
            Outcome coverage,
            List<Way> options,
            Instant at) {

        static Opened of(SupportCase opened, Instant at) {
            return new Opened(
                    opened.id(),
                    opened.site(),
                    opened.customer().orElse(null),
                    opened.diagnosis().orElse(null),
                    opened.assessment().orElse(null),
                    opened.coverage(),
                    opened.options().stream().map(Way::of).toList(),
                    at);
        }
    }

    /** An option without its text. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Way(
            CaseOption.Kind kind,
            @Nullable String guide,
            @Nullable UUID restorePoint,
            @Nullable Price price,
            boolean recommended,
            boolean free) {

        static Way of(CaseOption option) {
            return new Way(
                    option.kind(),
                    option.guide(),
                    option.restorePoint(),
                    option.price(),
                    option.recommended(),
                    option.free());
        }
    }

    /** The data of {@code case.updated}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Updated(
            @JsonProperty("case") UUID caseId,
            UUID site,
            @Nullable UUID customer,
            CaseStatus status,
            CaseStatus.Turn turn,
            Outcome coverage,
            Instant at) {

        static Updated of(SupportCase moved, Instant at) {
            return new Updated(
                    moved.id(),
                    moved.site(),
                    moved.customer().orElse(null),
                    moved.status(),
                    moved.turn(),
                    moved.coverage(),
                    at);
        }
    }

    /** The data of {@code case.resolved}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Resolved(
            @JsonProperty("case") UUID caseId,
            UUID site,
            @Nullable UUID customer,
            Resolution how,
            @Nullable UUID restore,
            Instant at) {

        static Resolved of(SupportCase done, @Nullable UUID restore, Instant at) {
            return new Resolved(
                    done.id(),
                    done.site(),
                    done.customer().orElse(null),
                    done.resolution().orElseThrow(),
                    restore,
                    at);
        }
    }
}
