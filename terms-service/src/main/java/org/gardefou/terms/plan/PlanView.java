package org.gardefou.terms.plan;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Name;

/** A plan, as it is answered. */
record PlanView(
        UUID id,
        @Schema(examples = "standard") String code,
        Level level,
        Name name,
        Promises promises,
        Instant createdAt,
        Instant changedAt) {

    static PlanView of(Plan plan) {
        return new PlanView(
                plan.id(), plan.code(), plan.level(), plan.name(), plan.promises(), plan.createdAt(), plan.changedAt());
    }
}
