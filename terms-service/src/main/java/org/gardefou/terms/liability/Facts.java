package org.gardefou.terms.liability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.contract.Basis;
import org.gardefou.terms.plan.Level;
import org.jspecify.annotations.Nullable;

/**
 * All that an assessment looks at; nothing else decides.
 *
 * @param diagnosis that found it; absent when a person asks
 * @param health that the diagnosis found
 * @param incident what a person says it is; absent: the rule set recognises it
 * @param cause absent without a diagnosis
 * @param terms the contract and what was accepted with it; absent when no contract was active
 * @param change the change that the breakage followed, where one was found
 * @param notice the warning that this change raised
 * @param statements what people say; nothing of it counts against what is proven
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Facts(
        @Nullable UUID diagnosis,
        UUID site,
        @Nullable String health,
        @Nullable Incident incident,
        @Nullable Cause cause,
        @Nullable Terms terms,
        @Nullable Change change,
        @Nullable Notice notice,

        @Nullable List<Statement> statements) {

    /** What people say; none in the facts of before they were asked. */
    List<Statement> said() {
        return statements == null ? List.of() : statements;
    }

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

        /** Whether a change of the hoster's own is meant. */
        boolean hostChanged() {
            return confidence >= GUESS && party.equals("HOST_CHANGE");
        }

        /** The answer to {@link Question#CAUSE}; null when the diagnosis cannot say. */
        @Nullable String answer() {
            if (confidence < GUESS) return null;
            return switch (party) {
                case "CUSTOMER_CHANGE", "CUSTOMER", "HOST_CHANGE" -> "CHANGE";
                case "PLATFORM", "HOST" -> "PLATFORM";
                case "THIRD_PARTY" -> "THIRD_PARTY";
                default -> null;
            };
        }
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
                // In diagnostics-service's words, which says so only when who told it may vouch for the hoster.
                case "STAFF", "AUTOMATION", "HOST" -> HOST;
                case "THIRD", "THIRD_PARTY" -> THIRD;
                default -> UNKNOWN;
            };
        }
    }

    /**
     * The contract, and what was accepted.
     *
     * @param clauses the topics that the accepted version has
     * @param audience as whom the customer concluded it; absent in facts of before it was kept
     * @param backups whether it promises backups by the hoster; absent in facts of before it was kept
     * @param basis why that version applies; absent in facts of before it was kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Terms(
            UUID contract,
            Level level,
            UUID version,
            String sha256,
            UUID acceptance,
            List<String> clauses,
            @Nullable Audience audience,
            @Nullable Boolean backups,
            @Nullable Basis basis) {}

    /** The change, as it was reported. */
    record Change(UUID change, String type, String object, Actor actor) {}

    /** The warning; delivered says whether it reached the customer before the incident. */
    record Notice(UUID notice, boolean delivered, boolean acknowledged) {}

    /**
     * What somebody says.
     *
     * @param reference what it can be looked up by: a ticket, a file
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Statement(
            Question question,
            String answer,
            Source source,
            @Nullable String reference) {}
}
