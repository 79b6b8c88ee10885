package org.gardefou.support.supportcase;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.support.coverage.Outcome;
import org.gardefou.support.supportcase.CaseOption.Kind;
import org.gardefou.support.supportcase.SupportCase.Resolution;
import org.jspecify.annotations.Nullable;

/** A case as it is answered. */
@Schema(name = "Case")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseView(
        UUID id,
        UUID site,
        @Nullable UUID customer,
        String subject,
        @Schema(examples = "DECIDED") CaseStatus status,

        @Schema(description = "Who moves next.", examples = "CUSTOMER")
        CaseStatus.Turn turn,

        @Schema(description = "P1 before all others, P4 can wait.", examples = "P2")
        Priority priority,

        @Schema(examples = "SELF_SERVICE") Outcome coverage,
        @Nullable UUID assessment,
        @Nullable UUID diagnosis,
        @Schema(description = "The ways out, best first.") List<CaseOption> options,
        @Nullable Kind choice,
        @Nullable Resolution resolution,
        Instant openedAt,
        @Nullable Instant resolvedAt) {

    static CaseView of(SupportCase found) {
        return new CaseView(
                found.id(),
                found.site(),
                found.customer().orElse(null),
                found.subject(),
                found.status(),
                found.turn(),
                found.priority(),
                found.coverage(),
                found.assessment().orElse(null),
                found.diagnosis().orElse(null),
                found.options(),
                found.choice().orElse(null),
                found.resolution().orElse(null),
                found.openedAt(),
                found.resolvedAt().orElse(null));
    }
}
