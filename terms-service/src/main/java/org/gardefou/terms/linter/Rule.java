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
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        Text says,
        Check check) {

    /** Whether it applies to a version for these readers that comes into force on this day. */
    boolean appliesTo(Audience readers, Set<String> jurisdictions, LocalDate day) {
        return audiences.contains(readers)
                && jurisdictions.contains(jurisdiction)
                && !day.isBefore(validFrom)
                && (validTo == null || !day.isAfter(validTo));
    }
}
