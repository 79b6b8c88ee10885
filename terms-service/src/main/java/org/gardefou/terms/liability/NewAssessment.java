package org.gardefou.terms.liability;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * An incident that a person asks about.
 *
 * @param at when it happened: the contract, the acceptance and the warning of that moment count; left out: now
 * @param change the change that it followed, where one was reported
 * @param statements what is known beyond what contract, ledger and matrix prove
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NewAssessment(
        @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
        UUID site,

        @NotNull Incident incident,
        @Nullable @Schema(examples = "2026-11-20T08:15:00Z") Instant at,
        @Nullable @Valid Changed change,
        @Nullable @Size(max = 20) List<@NotNull @Valid Said> statements) {

    /** What only our own records can be. */
    private static final Set<Source> OURS = EnumSet.of(Source.LEDGER, Source.NOTHING_SAID);

    /**
     * A reported change.
     *
     * @param object what was changed, as the reasons shall call it
     */
    @Schema(name = "AssessedChange")
    record Changed(
            @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000002")
            UUID change,

            @NotBlank @Size(max = 200) @Schema(examples = "shop-turbo")
            String object) {}

    /**
     * What somebody says.
     *
     * @param reference what it can be looked up by: a ticket, a file, a report
     */
    @Schema(name = "LiabilityStatement")
    record Said(
            @NotNull Question question,
            @NotNull @Schema(examples = "LOST") String answer,
            @NotNull Source source,

            @NotBlank @Size(max = 200) @Schema(examples = "ticket 4711")
            String reference) {}

    /** What is said, checked: only questions that people may answer, with answers that there are, each once. */
    List<Facts.Statement> said() {
        List<Violation> violations = new ArrayList<>();
        List<Facts.Statement> said = new ArrayList<>();
        Set<Question> answered = EnumSet.noneOf(Question.class);
        List<Said> all = statements == null ? List.of() : statements;
        for (int at = 0; at < all.size(); at++) {
            Said one = all.get(at);
            String pointer = "/statements/" + at;
            if (!one.question.sayable())
                violations.add(new Violation(
                        pointer + "/question",
                        "is proven by contract, ledger or matrix, and not a matter of statements"));
            else if (!one.question.answers().contains(one.answer))
                violations.add(new Violation(
                        pointer + "/answer", "must be one of " + String.join(", ", one.question.answers())));
            if (!answered.add(one.question)) violations.add(new Violation(pointer + "/question", "is answered twice"));
            if (OURS.contains(one.source))
                violations.add(new Violation(pointer + "/source", "is for what our own records prove"));
            said.add(new Facts.Statement(one.question, one.answer, one.source, one.reference));
        }
        if (!violations.isEmpty()) throw Problems.validation(violations);
        return List.copyOf(said);
    }
}
