package org.gardefou.terms.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.change.Consent;
import org.jspecify.annotations.Nullable;

/** The data of the events about a change of terms and one contract. They stand in the topic of the terms, with the site as the key. */
final class ChangeEvents {

    static final String TOPIC = "gardefou.terms";
    static final String ANNOUNCED = "terms.change-announced";
    static final String DELIVERED = "terms.change-delivered";
    static final String EXIT_DECLARED = "terms.exit-declared";
    static final String EXIT_WITHDRAWN = "terms.exit-withdrawn";

    private ChangeEvents() {}

    /**
     * The data of {@code terms.change-announced}: the customer is to be told, on a durable medium.
     *
     * @param exitDays how long they may leave at no cost, from this announcement's delivery or the change, whichever is later
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Announced(
            UUID notice,
            UUID contract,
            UUID site,
            UUID customer,
            UUID document,
            UUID version,
            UUID previous,
            String locale,
            ChangeClass changeClass,
            Consent consent,
            String period,
            @Nullable Integer exitDays,
            Instant effectiveFrom,
            Instant at) {}

    /** The data of {@code terms.change-delivered}: the customer was told, and the days run. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delivered(
            UUID notice,
            UUID contract,
            UUID site,
            UUID customer,
            UUID version,
            String channel,
            @Nullable Instant bindsFrom,
            @Nullable Instant exitUntil,
            Instant at) {}

    /** The data of {@code terms.exit-declared}: the customer leaves because of the change, at no cost. */
    record ExitDeclared(
            UUID notice, UUID contract, UUID site, UUID customer, UUID version, Instant endsAt, Instant at) {}

    /** The data of {@code terms.exit-withdrawn}: the customer stays after all; the contract goes on as if they had never left. */
    record ExitWithdrawn(UUID notice, UUID contract, UUID site, UUID customer, UUID version, Instant at) {}
}
