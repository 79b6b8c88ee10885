package org.gardefou.terms.linter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * One rule of law, as far as it can be checked on what clauses declare.
 *
 * @param id stable: sign-offs name it
 * @param source the article it follows
 * @param audiences the readers it protects
 * @param jurisdiction whose law it is: FR, DE, EU
 * @param onlyFor what the hoster must do besides hosting for it to apply; null: nothing
 * @param validFrom the first day on which it applies
 * @param validTo the last one; null while it goes on
 * @param says what is wrong, and what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rule(
        @Schema(examples = "FR-B2C-01") String id,
        Text source,
        Severity severity,
        Set<Audience> audiences,
        @Schema(examples = "FR") String jurisdiction,
        @Nullable Activity onlyFor,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        Text says,
        Check check) {

    /** What a hoster may do besides hosting, that has law of its own. */
    enum Activity {
        /** Runs a place where businesses sell to consumers. */
        MARKETPLACE,
        /** Sells at the door, at fairs or by agents. */
        OFF_PREMISES
    }

    /** Where a hoster's customers are, and what it does besides hosting. */
    record Reach(Set<String> jurisdictions, Set<Activity> activities) {}

    /** Whether it applies to a hoster. */
    boolean appliesTo(Reach hoster) {
        return hoster.jurisdictions.contains(jurisdiction) && (onlyFor == null || hoster.activities.contains(onlyFor));
    }

    /** Whether it applies to a version for these readers that comes into force on this day. */
    boolean appliesTo(Audience readers, LocalDate day) {
        return audiences.contains(readers) && !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
