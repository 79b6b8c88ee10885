package org.gardefou.support.sla;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.support.sla.CaseClock.News;
import org.gardefou.support.supportcase.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code sla.warned}, {@code sla.breached} and {@code sla.met}.
 *
 * @param target in open hours
 * @param promise of a breach, whether it is what the contract promises that was broken, and not only what the hoster aims at
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
        @Nullable Boolean promise,
        Instant at) {

    static SlaTold of(CaseSla sla, ClockReading reading, Priority priority, News news, Instant at) {
        return new SlaTold(
                sla.caseId(),
                sla.site(),
                reading.kind(),
                reading.round(),
                priority,
                reading.target(),
                reading.startedAt(),
                switch (news) {
                    case WARNED -> reading.dueAt();
                    case BREACHED -> reading.breachedAt();
                    case PROMISE_BROKEN -> reading.promiseBrokenAt();
                    case MET -> null;
                },
                switch (news) {
                    case BREACHED -> false;
                    case PROMISE_BROKEN -> true;
                    case WARNED, MET -> null;
                },
                at);
    }
}
