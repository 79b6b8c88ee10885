package org.gardefou.terms.liability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What an assessment says: the same facts under the same rule set always give the same outcome, byte for byte.
 *
 * @param activity the activity of the responsibility matrix, where one was found
 * @param unknowns which facts are missing
 * @param guards which legal guards had the last word
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
        Party party,
        @Nullable String activity,
        List<ClauseRef> clauses,
        Confidence confidence,
        boolean termsAccepted,
        boolean warned,
        List<Reason> reasons,
        List<String> unknowns,
        List<String> guards,
        String ruleSet) {

    /** A clause of the accepted version, and that version's hash. */
    public record ClauseRef(String code, UUID version, String sha256) {}

    /** Why, for machines and for people. */
    public record Reason(String code, Text text) {}
}
