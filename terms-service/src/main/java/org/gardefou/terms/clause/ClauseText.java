package org.gardefou.terms.clause;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.plan.Level;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes when they write a clause.
 *
 * @param audience for whom it is written; null: for everybody
 * @param levels for which plans; null: for all
 * @param effects what it does in law; the linter decides by it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "NewClause")
record ClauseText(
        @NotNull @Pattern(regexp = "C(0[1-9]|[12][0-9]|3[0-5])", message = "must be one of C01 to C35")
        @Schema(examples = "C11")
        String code,

        @Schema(description = "For whom it is written; absent: for everybody") @Nullable Audience audience,

        @Schema(description = "For which plans; absent: for all") @Nullable @Size(min = 1) Set<@NotNull Level> levels,

        @NotNull @Valid Name title,
        @NotNull @Valid Text text,

        @Schema(description = "What the clause does in law; the checks before publication decide by it")
        @NotNull @Valid @Size(min = 1, max = 20) List<@NotNull Effect> effects) {

    ClauseText {
        if (levels != null) levels = Collections.unmodifiableSet(new TreeSet<>(levels));
        if (effects != null) effects = List.copyOf(effects);
    }
}
