package org.gardefou.support.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.support.language.Price;
import org.jspecify.annotations.Nullable;

/** What the bus is told of quotes. */
final class QuoteTold {

    private QuoteTold() {}

    /** The data of {@code quote.offered}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Offered(
            UUID quote,
            @JsonProperty("case") UUID caseId,
            UUID site,
            @Nullable UUID customer,
            Price price,
            Instant validUntil,
            Instant at) {

        static Offered of(Quote offered) {
            return new Offered(
                    offered.id(),
                    offered.caseId(),
                    offered.site(),
                    offered.customer().orElse(null),
                    offered.price(),
                    offered.validUntil(),
                    offered.offeredAt());
        }
    }

    /** The data of {@code quote.accepted}, {@code quote.declined} and {@code quote.expired}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answered(
            UUID quote,
            @JsonProperty("case") UUID caseId,
            UUID site,
            @Nullable UUID customer,
            Price price,
            Instant at) {

        static Answered of(Quote answered, Instant at) {
            return new Answered(
                    answered.id(),
                    answered.caseId(),
                    answered.site(),
                    answered.customer().orElse(null),
                    answered.price(),
                    at);
        }
    }
}
