package org.gardefou.terms.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as it enters the ledger. It holds ids, hashes, enums, times and commitments only: what is in the
 * chain can never be taken out again.
 *
 * @param kind what happened, in the words of the events: {@code acceptance.recorded}
 * @param at when it happened, by the clock of who says so
 * @param data what more there is to prove
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fact(
        String kind,
        Instant at,
        @Nullable UUID site,
        @Nullable UUID customer,
        Map<String, Object> data) {

    Fact of(UUID owner) {
        return new Fact(kind, at, site, owner, data);
    }
}
