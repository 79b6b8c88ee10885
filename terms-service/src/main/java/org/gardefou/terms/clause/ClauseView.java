package org.gardefou.terms.clause;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.plan.Level;
import org.jspecify.annotations.Nullable;

/** A clause, as it is answered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClauseView(
        UUID id,
        @Schema(examples = "C11") String code,

        @Schema(description = "For whom it is written; absent: for everybody") @Nullable Audience audience,

        @Schema(description = "For which plans; absent: for all") @Nullable Set<Level> levels,

        @Schema(examples = "1") int edition,
        Name title,
        Text text,

        @Schema(description = "What the clause does in law") List<Effect> effects,

        Instant createdAt) {

    static ClauseView of(Clause clause) {
        return new ClauseView(
                clause.id(),
                clause.code(),
                clause.audience(),
                clause.levels(),
                clause.edition(),
                clause.title(),
                clause.text(),
                clause.effects(),
                clause.createdAt());
    }
}
