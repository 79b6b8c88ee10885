package org.gardefou.terms.liability;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * A rule set as it is written: decision tables, first row that suits, then the guards, which have the last word, then what follows from the
 * decision. {@link RuleSet} is what becomes of it.
 *
 * @param ruleSet its name; changes with every rule
 * @param reasons texts by code, with {@code {act}} for what was done and {@code {object}} for what it was done to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "LiabilityRules")
record RuleFile(
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9.-]{0,39}") @Schema(examples = "2026-12")
        String ruleSet,

        @NotEmpty @Size(max = 6) List<@NotNull @Valid Table> tables,
        @NotNull @Size(max = 100) List<@NotNull @Valid Guard> guards,
        @NotNull @Size(max = 100) List<@NotNull @Valid HelpRow> help,
        @NotNull @Size(max = 100) List<@NotNull @Valid RemedyRow> remedies,
        @NotNull @Size(max = 100) List<@NotNull @Valid NoteRow> notes,
        @NotNull @Size(max = 300) Map<@NotNull String, @NotNull @Valid Text> reasons) {

    /** Stands for the activity or the clause of the kind of change that the incident followed. */
    static final String OF_CHANGE = "OF_CHANGE";

    /**
     * The table of one incident type.
     *
     * @param recognised what makes a diagnosis one of these; the first table that recognises it takes it, one that says nothing takes the rest
     * @param task the activity that {@code TASK_OF} asks about; left out: that of the change
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LiabilityTable")
    record Table(
            @NotNull Incident incident,
            @Nullable @Valid Recognised recognised,
            @Nullable String task,
            @NotEmpty @Size(max = 200) List<@NotNull @Valid Row> rows) {}

    /**
     * How an incident is recognised in a diagnosis: by any of these.
     *
     * @param signatures names of diagnoses' causes
     * @param changes types of changes
     * @param causes what the diagnosis points to
     */
    @Schema(name = "LiabilityRecognition")
    record Recognised(
            @NotNull Set<@NotNull String> signatures,
            @NotNull Set<@NotNull String> changes,
            @NotNull Set<@NotNull String> causes) {}

    /**
     * One row.
     *
     * @param host the hoster's share, where the decision is SHARED
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LiabilityRow")
    record Row(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9]{0,7}") String id,
            @NotNull Map<@NotNull Question, @NotEmpty List<@NotNull String>> when,
            @NotNull Party party,
            @Nullable String activity,
            @NotNull List<@NotNull String> clauses,
            @Nullable @Valid HostShare host,
            @NotEmpty List<@NotNull String> reasons) {}

    /** What of a shared decision is the hoster's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LiabilityHostShare")
    record HostShare(@Nullable String activity, @NotNull List<@NotNull String> clauses) {}

    /**
     * One guard.
     *
     * @param source the law or the judgment that it follows
     * @param activity replaces the decision's, where it is given
     * @param clauses replace the decision's, where they are given
     * @param instead whether its reason takes the place of those before, or joins them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LiabilityGuard")
    record Guard(
            @NotNull @Pattern(regexp = "G[1-9][0-9]?") String id,
            @NotNull @Valid Text source,
            @NotNull Map<@NotNull Question, @NotEmpty List<@NotNull String>> when,
            @NotNull Party party,
            @Nullable String activity,
            @Nullable List<@NotNull String> clauses,
            @Nullable @Valid HostShare host,
            @NotNull String reason,
            boolean instead) {}

    /**
     * What help there is; the first row that suits.
     *
     * @param help left out: what the plan gives for the activity, by the matrix
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LiabilityHelp")
    record HelpRow(
            @NotNull Map<@NotNull Question, @NotEmpty List<@NotNull String>> when, Outcome.@Nullable Help help) {}

    /**
     * What makes good; all rows that suit.
     *
     * @param clause that gives it: without that clause in the accepted version there is none; null when the law gives it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LiabilityRemedy")
    record RemedyRow(
            @NotNull Map<@NotNull Question, @NotEmpty List<@NotNull String>> when,
            Outcome.@NotNull Remedy remedy,
            @Nullable String clause) {}

    /**
     * What a reader must know beside it; all rows that suit.
     *
     * @param guard the guard that it belongs to
     * @param alternative another reading of the law, where judges have read it so
     * @param review whether a person must confirm it before anybody relies on it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LiabilityNote")
    record NoteRow(
            @NotNull @Pattern(regexp = "G[1-9][0-9]?") String guard,
            @NotNull Map<@NotNull Question, @NotEmpty List<@NotNull String>> when,
            @NotNull @Valid Text text,
            @Nullable Party alternative,
            boolean review) {}
}
