package org.gardefou.terms.liability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.gardefou.terms.plan.Level;
import org.jspecify.annotations.Nullable;

/**
 * All that an assessment looks at; nothing else decides.
 *
 * @param terms the contract and what was accepted with it; absent when no contract was active
 * @param change the change that the breakage followed, where the diagnosis found one
 * @param notice the warning that this change raised
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Facts(
        UUID diagnosis,
        UUID site,
        String health,
        Cause cause,
        @Nullable Terms terms,
        @Nullable Change change,
        @Nullable Notice notice) {

    /**
     * What the diagnosis found.
     *
     * @param party where it points to, in diagnostics' words: CUSTOMER_CHANGE, THIRD_PARTY, PLATFORM, or others for "cannot say"
     * @param confidence in hundredths, 0 to 100: a whole number is the same on every machine
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cause(@Nullable String signature, String party, int confidence) {

        /** Below this the diagnosis is a guess, and its party counts as not known. */
        static final int GUESS = 50;

        /** From here on a fact counts as reliable: the reliability of a monitor. */
        static final int RELIABLE = 80;

        Suspect suspect() {
            if (confidence < GUESS) return Suspect.UNKNOWN;
            return switch (party) {
                case "CUSTOMER_CHANGE", "CUSTOMER" -> Suspect.CHANGE;
                case "HOST_CHANGE" -> Suspect.HOST_CHANGE;
                case "PLATFORM", "HOST" -> Suspect.PLATFORM;
                case "THIRD_PARTY" -> Suspect.THIRD_PARTY;
                default -> Suspect.UNKNOWN;
            };
        }
    }

    /** Where a diagnosis can point to. */
    enum Suspect {
        CHANGE,
        HOST_CHANGE,
        PLATFORM,
        THIRD_PARTY,
        UNKNOWN
    }

    /** Who made a change. */
    enum Actor {
        CUSTOMER,
        AGENCY,
        HOST,
        THIRD,
        UNKNOWN;

        static Actor of(String word) {
            return switch (word) {
                case "CUSTOMER" -> CUSTOMER;
                case "AGENCY" -> AGENCY;
                case "HOST" -> HOST;
                case "THIRD", "THIRD_PARTY" -> THIRD;
                default -> UNKNOWN;
            };
        }
    }

    /**
     * The contract, and what was accepted.
     *
     * @param clauses the topics that the accepted version has
     */
    record Terms(UUID contract, Level level, UUID version, String sha256, UUID acceptance, List<String> clauses) {}

    /** The change, as it was reported. */
    record Change(UUID change, String type, String object, Actor actor) {}

    /** The warning; delivered says whether it reached the customer before the diagnosis. */
    record Notice(UUID notice, boolean delivered, boolean acknowledged) {}
}
