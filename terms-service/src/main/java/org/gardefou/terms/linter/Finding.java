package org.gardefou.terms.linter;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a version would break, and where.
 *
 * @param topic the clause's topic; null: the version as a whole, something is missing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "LinterFinding")
public record Finding(
        @Schema(examples = "FR-B2C-01") String rule,
        Severity severity,
        @Nullable @Schema(examples = "C25") String topic,
        Text source,
        Text says) {

    static Finding of(Rule rule, String topic) {
        return new Finding(
                rule.id(), rule.severity(), topic.equals(Check.WHOLE) ? null : topic, rule.source(), rule.says());
    }
}
