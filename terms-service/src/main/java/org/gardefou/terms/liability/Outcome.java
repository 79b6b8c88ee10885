package org.gardefou.terms.liability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What an assessment says: the same facts under the same rule set always give the same outcome, byte for byte.
 *
 * @param incident what kind of thing it was taken for
 * @param row the row of the table that decided; absent when what is known does not decide it
 * @param activity the activity of the responsibility matrix, where one was found
 * @param shares who carries what of it; two when it is shared, none when it is not decided
 * @param help what the plan and the law give for it; absent when it is not decided
 * @param unknowns which facts are missing
 * @param flips what would change the party, and to which
 * @param guards which legal guards had the last word, or something to add
 * @param alternatives other parties by another reading of the law
 * @param review whether a person must confirm it before anybody relies on it
 * @param ruleSetSha256 of the rule set's canonical JSON
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
        Incident incident,
        @Nullable String row,
        Party party,
        @Nullable String activity,
        List<ClauseRef> clauses,
        List<Share> shares,
        @Nullable Help help,
        List<Remedy> remedies,
        Confidence confidence,
        boolean termsAccepted,
        boolean warned,
        List<Reason> reasons,
        List<Evidence> evidence,
        List<String> unknowns,
        List<Flip> flips,
        List<String> guards,
        List<Text> notes,
        List<Party> alternatives,
        boolean review,
        String ruleSet,
        String ruleSetSha256) {

    /** A clause of the accepted version, and that version's hash. */
    public record ClauseRef(String code, UUID version, String sha256) {}

    /** Why, for machines and for people. */
    public record Reason(String code, Text text) {}

    /** What of it is whose. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LiabilityShare")
    public record Share(Party party, @Nullable String activity, List<ClauseRef> clauses) {}

    /** What help there is with it. */
    @Schema(name = "LiabilityHelpGiven")
    public enum Help {
        INCLUDED,
        BILLABLE,
        /** Not given for any price, as long as the reason stands. */
        REFUSED,
        NONE
    }

    /** What makes good. */
    @Schema(name = "LiabilityRemedyGiven")
    public enum Remedy {
        /** A restore from the copy that was promised. */
        RESTORE,
        /** A credit by the clause on availability. */
        CREDIT,
        /** Conformity first, else a reduction of the price or the end of the contract (C. conso. L224-25-17 ff.). */
        CONFORMITY
    }

    /**
     * A fact that decided.
     *
     * @param reliability in hundredths
     * @param reference what it can be looked up by; absent when it is a rule
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LiabilityEvidence")
    record Evidence(
            Question question,
            String answer,
            Source source,
            int reliability,
            @Nullable String reference) {}

    /** If the answer were this one, the party would be that one. */
    @Schema(name = "LiabilityFlip")
    record Flip(Question question, String answer, Party party) {}
}
