package org.gardefou.support.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The rules of coverage as data: the first that fits decides, then the first correction that fits corrects it. Pure.
 *
 * <p>Doubt always goes to the customer's side (Code de la consommation, art. L211-1), and nobody is refused automatically (GDPR art. 22): {@link Guards}
 * lets no other rules pass.
 *
 * @param version named in every decision, so that an old one can be read by the rules it was made with
 * @param corrections what a customer may never be left with, put right behind the rules: as one among them it would never be reached
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CoverageRuleSetText")
public record CoverageRuleSet(
        @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}") @Schema(examples = "2027-01-custom")
        String version,

        @NotEmpty @Size(max = 200) List<@NotNull @Valid Rule> rules,
        @NotNull @Size(max = 200) List<@NotNull @Valid Correction> corrections) {

    private static final String CODE = "[a-z0-9][a-z0-9-]{0,59}";

    /** What a rule set decides, and by which of its rules. */
    public record Decided(Verdict verdict, List<String> rules) {}

    /** A reason, where its own condition holds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CoverageBecause")
    record Because(
            @NotNull @Schema(examples = "RESTORE_INCLUDED") Reason reason,
            @Nullable @Valid When when) {

        boolean holds(Situation of) {
            return when == null || when.holds(of);
        }
    }

    @Schema(name = "CoverageRule")
    record Rule(
            @NotNull @Pattern(regexp = CODE) @Schema(examples = "restorable")
            String code,

            @NotNull @Valid When when,
            @NotNull @Schema(examples = "SELF_SERVICE") Outcome outcome,
            @NotEmpty @Size(max = 20) List<@NotNull @Valid Because> reasons) {}

    /**
     * What is put right in a verdict.
     *
     * @param of the outcomes that it corrects
     * @param outcome the outcome in its place, with these reasons; left out: it stays
     * @param drops reasons that no longer count
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CoverageCorrection")
    record Correction(
            @NotNull @Pattern(regexp = CODE) @Schema(examples = "not-warned")
            String code,

            @NotEmpty @Schema(examples = "[\"SELF_SERVICE\"]")
            Set<@NotNull Outcome> of,

            @NotNull @Valid When when,
            @Nullable Outcome outcome,
            @Nullable @Size(min = 1, max = 20) List<@NotNull @Valid Because> reasons,
            @Nullable @Size(min = 1) Set<@NotNull Reason> drops) {

        boolean holds(Verdict verdict, Situation situation) {
            return of.contains(verdict.outcome()) && when.holds(situation);
        }

        Verdict correct(Verdict verdict, Situation situation) {
            Outcome corrected = outcome == null ? verdict.outcome() : outcome;
            List<Reason> because = reasons == null ? verdict.reasons() : holding(reasons, situation);
            return new Verdict(
                    corrected,
                    drops == null
                            ? because
                            : because.stream()
                                    .filter(reason -> !drops.contains(reason))
                                    .toList());
        }
    }

    /** What the rules say of a situation; null where none fits. */
    @Nullable Decided decide(Situation situation) {
        Rule first = rules.stream()
                .filter(rule -> rule.when().holds(situation))
                .findFirst()
                .orElse(null);
        if (first == null) return null;
        Verdict verdict = new Verdict(first.outcome(), holding(first.reasons(), situation));
        return corrections.stream()
                .filter(correction -> correction.holds(verdict, situation))
                .findFirst()
                .map(correction ->
                        new Decided(correction.correct(verdict, situation), List.of(first.code(), correction.code())))
                .orElseGet(() -> new Decided(verdict, List.of(first.code())));
    }

    private static List<Reason> holding(List<Because> reasons, Situation situation) {
        return reasons.stream()
                .filter(because -> because.holds(situation))
                .map(Because::reason)
                .toList();
    }

    /** The codes of all rules and corrections, in their order. */
    List<String> codes() {
        return Stream.concat(
                        rules.stream().map(Rule::code), corrections.stream().map(Correction::code))
                .toList();
    }
}
