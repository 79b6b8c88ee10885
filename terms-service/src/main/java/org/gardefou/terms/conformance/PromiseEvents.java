package org.gardefou.terms.conformance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.plan.Promises.Money;
import org.jspecify.annotations.Nullable;

/** The data of the events that tell what became of promises. */
final class PromiseEvents {

    static final String TOPIC = "gardefou.liability";
    static final String BROKEN = "promise.broken";
    static final String KEPT = "promise.kept";
    static final String CREDITED = "promise.credited";
    static final String STATED = "promise.stated";

    private PromiseEvents() {}

    /** Why, in both languages. */
    record Why(Reason code, Text text) {

        static Why of(Reason reason) {
            return new Why(reason, reason.text());
        }
    }

    /**
     * The data of {@code promise.broken}.
     *
     * @param period the calendar month that it is broken for; null: it is broken until it is kept again
     * @param evidence ids of events and assessments
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Broken(
            UUID site,
            UUID customer,
            UUID contract,
            UUID terms,
            Promise promise,
            Why reason,
            Instant since,
            @Nullable String period,
            List<UUID> evidence,
            Instant at) {}

    /**
     * The data of {@code promise.kept}: it is again.
     *
     * @param since when what shows it happened
     * @param brokenSince from when on it was told to be broken
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            UUID site,
            UUID customer,
            UUID contract,
            UUID terms,
            Promise promise,
            Why reason,
            @Nullable Instant since,
            @Nullable Instant brokenSince,
            @Nullable String period,
            List<UUID> evidence,
            Instant at) {}

    /**
     * The data of {@code promise.credited}: what the customer gets for a month, all of it. Whoever bills takes it once for each statement, and in
     * place of what the statement gave that it supersedes.
     *
     * @param percent of the monthly price; 0: none any more
     * @param amount null where the plan does not say its price: billing works it out
     * @param capped true where the amount is less than the percentage, because of a contract before; null: it is not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Credited(
            UUID statement,
            @Nullable UUID supersedes,
            UUID site,
            UUID customer,
            UUID contract,
            String period,
            Promise promise,
            String clause,
            int percent,
            @Nullable Money price,
            @Nullable Money amount,
            @Nullable Boolean capped,
            String sha256,
            Instant at) {}

    /**
     * The data of {@code promise.stated}: what became of a contract's promises in a month that is over. What is heard later makes another one, in the place
     * of the one that it supersedes; so an outage that nobody told of in time is told by this, whether it gives a credit or not.
     *
     * @param number 1; a correction is 2 and so on
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stated(
            UUID statement,
            @Nullable UUID supersedes,
            int number,
            UUID site,
            UUID customer,
            UUID contract,
            String period,
            List<Said> promises,
            String sha256,
            Instant at) {}

    /**
     * What a statement says of a promise.
     *
     * @param before what the one said that it supersedes, where that was another; null: the same, or there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Said(
            Promise promise,
            State state,
            Reason reason,
            @Nullable State before) {}
}
