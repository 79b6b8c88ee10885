package org.gardefou.support.sla;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.support.supportcase.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code sla.warned}, {@code sla.breached} and {@code sla.met}.
 *
 * @param target in open hours
 * @param dueAt when it is over; of one that was met nothing: it may have stood still
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SlaTold(
        @JsonProperty("case") UUID caseId,
        UUID site,
        ClockKind clock,
        int round,
        Priority priority,
        Duration target,
        Instant startedAt,
        @Nullable Instant dueAt,
        Instant at) {

    static SlaTold of(CaseSla sla, ClockReading reading, Priority priority, Instant at) {
        return new SlaTold(
                sla.caseId(),
                sla.site(),
                reading.kind(),
                reading.round(),
                priority,
                reading.target(),
                reading.startedAt(),
                reading.breachedAt() == null ? reading.dueAt() : reading.breachedAt(),
                at);
    }
}
