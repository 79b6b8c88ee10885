package org.gardefou.support.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.support.coverage.Situation.Confidence;
import org.gardefou.support.coverage.Situation.Level;
import org.gardefou.support.coverage.Situation.Party;
import org.jspecify.annotations.Nullable;

/** A condition: all that is said must hold; what is left out may be either way. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CoverageCondition")
record When(
        @Schema(description = "Whose part it is, one of these.", examples = "[\"CUSTOMER\"]") @Nullable @Size(min = 1) Set<@NotNull Party> party,

        @Schema(description = "How sure that is, one of these.", examples = "[\"HIGH\", \"MEDIUM\"]")
        @Nullable @Size(min = 1) Set<@NotNull Confidence> confidence,

        @Schema(description = "The plan's level, one of these.", examples = "[\"STANDARD\"]") @Nullable @Size(min = 1) Set<@NotNull Level> level,

        @Schema(description = "The site was examined.") @Nullable Boolean assessed,

        @Schema(description = "A contract is in force.") @Nullable Boolean contractKnown,

        @Schema(description = "The contract includes the repair.") @Nullable Boolean repairIncluded,

        @Schema(description = "The customer may restore, and a restore point is there.") @Nullable Boolean restorable,

        @Schema(description = "There is a guide for the cause.") @Nullable Boolean guide,

        @Schema(description = "The repair has a price.") @Nullable Boolean sold,

        @Schema(description = "The acceptance of the terms is proven.") @Nullable Boolean termsAccepted,

        @Schema(description = "The change behind the trouble was reported.") @Nullable Boolean changeKnown,

        @Schema(description = "The customer was warned of the change.") @Nullable Boolean warned) {

    static final When ALWAYS = new When(null, null, null, null, null, null, null, null, null, null, null, null);

    boolean holds(Situation of) {
        return among(party, of.party())
                && among(confidence, of.confidence())
                && among(level, of.level())
                && is(assessed, of.assessed())
                && is(contractKnown, of.contractKnown())
                && is(repairIncluded, of.repairIncluded())
                && is(restorable, of.restorable())
                && is(guide, of.guide())
                && is(sold, of.sold())
                && is(termsAccepted, of.termsAccepted())
                && is(changeKnown, of.changeKnown())
                && is(warned, of.warned());
    }

    private static <T> boolean among(@Nullable Set<T> wanted, T value) {
        return wanted == null || wanted.contains(value);
    }

    private static boolean is(@Nullable Boolean wanted, boolean value) {
        return wanted == null || wanted == value;
    }
}
