package org.gardefou.terms.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.change.Consent;
import org.gardefou.terms.change.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code terms.published}.
 *
 * @param change what it changes for who agreed to the version before; null: it is the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TermsPublished(
        UUID document,
        UUID version,
        int number,
        PlanRef plan,
        String sha256,
        List<String> locales,
        Instant effectiveFrom,
        @Nullable Change change,
        Instant at) {

    static final String TYPE = "terms.published";

    /** How it comes to bind who agreed to the version before. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            UUID previous,
            ChangeClass changeClass,
            Consent consent,
            Period notice,
            @Nullable Integer exitDays) {

        static @Nullable Change of(@Nullable Verdict verdict) {
            return verdict == null
                    ? null
                    : new Change(
                            verdict.previous(),
                            verdict.changeClass(),
                            verdict.consent(),
                            verdict.notice(),
                            verdict.exitDays());
        }
    }

    record PlanRef(UUID id, String code) {}
}
