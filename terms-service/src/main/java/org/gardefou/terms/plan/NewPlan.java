package org.gardefou.terms.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.gardefou.terms.language.Name;

/** A plan to be. */
record NewPlan(
        @NotNull @Pattern(
                regexp = "[a-z0-9][a-z0-9-]{0,62}",
                message = "must be lower-case letters, digits and hyphens, 63 at most")
        String code,

        @NotNull Level level,
        @NotNull @Valid Name name,
        @NotNull @Valid Promises promises) {}
