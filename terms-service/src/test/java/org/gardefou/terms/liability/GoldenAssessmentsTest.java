package org.gardefou.terms.liability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.contract.Basis;
import org.gardefou.terms.liability.Facts.Actor;
import org.gardefou.terms.liability.Facts.Statement;
import org.gardefou.terms.plan.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At least ten cases of each incident type, each with what must come of it: who changes a rule sees here what it does to customers. */
class GoldenAssessmentsTest {

    private static final UUID ID = UUID.fromString("0198c5a2-7c00-7000-8000-000000000001");
    private static final List<String> CLAUSES = allClauses();

    private final Assessor assessor = RuleSamples.assessor();

    /**
     * One case. Facts that are left out are the usual ones: the plan STANDARD with backups, a consumer who accepted and was warned.
     *
     * @param says {@code QUESTION=ANSWER}, said by the hoster's logs
     */
    record Case(
            String name,
            Incident incident,
            @Nullable Level level,
            @Nullable Audience audience,
            @Nullable Boolean accepted,
            @Nullable Boolean warned,
            @Nullable Boolean backups,
            @Nullable Basis basis,
            @Nullable String change,
            @Nullable Actor actor,
            @Nullable String cause,
            @Nullable List<String> says,
            Expected expected) {

        record Expected(
                Party party,
                @Nullable String row,
                Confidence confidence,
                @Nullable String activity,
                @Nullable List<String> clauses,
                Outcome.@Nullable Help help,
                @Nullable List<Outcome.Remedy> remedies,
                @Nullable List<String> guards,
                @Nullable Boolean review) {}

        Facts facts() {
            boolean known = accepted == null || accepted;
            return new Facts(
                    ID,
                    ID,
                    "DOWN",
                    incident,
                    cause == null ? null : new Facts.Cause("SOME_SIGNATURE", cause, 92),
                    known
                            ? new Facts.Terms(
                                    ID,
                                    level == null ? Level.STANDARD : level,
                                    ID,
                                    "a".repeat(64),
                                    ID,
                                    CLAUSES,
                                    audience == null ? Audience.CONSUMER : audience,
                                    backups == null || backups,
                                    basis)
                            : null,
                    change == null
                            ? null
                            : new Facts.Change(ID, change, "shop-turbo", actor == null ? Actor.CUSTOMER : actor),
                    new Facts.Notice(ID, warned == null || warned, false),
                    says == null ? null : says.stream().map(Case::said).toList());
        }

        private static Statement said(String word) {
            String[] parts = word.split("=", -1);
            Source source = parts.length > 2 ? Source.valueOf(parts[2]) : Source.HOST_LOG;
            return new Statement(Question.valueOf(parts[0]), parts[1], source, "log 7");
        }

        @Override
        public String toString() {
            return incident + ": " + name;
        }
    }

    static Stream<Case> cases() {
        try (InputStream file = GoldenAssessmentsTest.class.getResourceAsStream("/liability/golden.json")) {
            return RuleSamples.JSON
                    .readValue(Objects.requireNonNull(file), new TypeReference<List<Case>>() {})
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itComesToWhatWasAgreed(Case one) {
        Outcome outcome = assessor.assess(one.facts());
        Case.Expected expected = one.expected;

        assertThat(outcome.party()).as("party, of %s", outcome).isEqualTo(expected.party);
        assertThat(outcome.confidence()).isEqualTo(expected.confidence);
        assertThat(outcome.row()).isEqualTo(expected.row);
        if (expected.activity != null) assertThat(outcome.activity()).isEqualTo(expected.activity);
        if (expected.clauses != null)
            assertThat(outcome.clauses()).extracting(Outcome.ClauseRef::code).isEqualTo(expected.clauses);
        if (expected.help != null) assertThat(outcome.help()).isEqualTo(expected.help);
        if (expected.remedies != null) assertThat(outcome.remedies()).isEqualTo(expected.remedies);
        if (expected.guards != null) assertThat(outcome.guards()).isEqualTo(expected.guards);
        if (expected.review != null) assertThat(outcome.review()).isEqualTo(expected.review);
        assertThat(outcome.reasons()).isNotEmpty();
    }

    @Test
    void eachIncidentTypeHasTenCasesAndEachRowAndGuardOne() {
        Map<Incident, Integer> counts = new EnumMap<>(Incident.class);
        List<String> seen = new ArrayList<>();
        for (Case one : cases().toList()) {
            counts.merge(one.incident, 1, Integer::sum);
            Outcome outcome = assessor.assess(one.facts());
            if (outcome.row() != null) seen.add(outcome.row());
            seen.addAll(outcome.guards());
        }
        assertThat(counts).hasSize(6).allSatisfy((incident, count) -> assertThat(count)
                .as("%s", incident)
                .isGreaterThanOrEqualTo(10));
        RuleFile rules = assessor.rules().file();
        for (RuleFile.Table table : rules.tables())
            assertThat(seen)
                    .containsAll(table.rows().stream().map(RuleFile.Row::id).toList());
        assertThat(seen)
                .containsAll(rules.guards().stream().map(RuleFile.Guard::id).toList());
        assertThat(seen)
                .containsAll(rules.notes().stream().map(RuleFile.NoteRow::guard).toList());
    }

    /** Every guard is needed: without any one of them some golden case comes to something else. */
    @Test
    void withoutAnyOneGuardSomeCaseComesToSomethingElse() {
        RuleFile rules = assessor.rules().file();
        for (int at = 0; at < rules.guards().size(); at++) {
            List<RuleFile.Guard> others = new ArrayList<>(rules.guards());
            RuleFile.Guard gone = others.remove(at);
            Assessor mutant = with(rules, others);
            assertThat(cases().anyMatch(one -> mutant.assess(one.facts()).party()
                            != assessor.assess(one.facts()).party()))
                    .as("guard %s on %s", gone.id(), gone.when())
                    .isTrue();
        }
    }

    /** And each of its conditions: a guard that asks one question less has a word where it should have none. */
    @Test
    void withoutAnyOneQuestionOfAGuardSomeCaseComesToSomethingElse() {
        RuleFile rules = assessor.rules().file();
        for (int at = 0; at < rules.guards().size(); at++) {
            RuleFile.Guard guard = rules.guards().get(at);
            for (Question question : guard.when().keySet()) {
                if (question == Question.PARTY) continue;
                Map<Question, List<String>> less = new EnumMap<>(guard.when());
                less.remove(question);
                List<RuleFile.Guard> changed = new ArrayList<>(rules.guards());
                changed.set(
                        at,
                        new RuleFile.Guard(
                                guard.id(),
                                guard.source(),
                                less,
                                guard.party(),
                                guard.activity(),
                                guard.clauses(),
                                guard.host(),
                                guard.reason(),
                                guard.instead()));
                Assessor mutant = with(rules, changed);
                assertThat(cases().anyMatch(one -> !mutant.assess(one.facts())
                                .guards()
                                .equals(assessor.assess(one.facts()).guards())))
                        .as("guard %s on %s without %s", guard.id(), guard.when(), question)
                        .isTrue();
            }
        }
    }

    private static Assessor with(RuleFile rules, List<RuleFile.Guard> guards) {
        RuleFile changed = new RuleFile(
                rules.ruleSet(),
                rules.tables(),
                guards,
                rules.help(),
                rules.remedies(),
                rules.notes(),
                rules.reasons());
        return new Assessor(
                RuleSet.of(changed, RuleSamples.JSON, RuleSets.activities(RuleSamples.MATRIX)), RuleSamples.MATRIX);
    }

    private static List<String> allClauses() {
        List<String> codes = new ArrayList<>();
        for (int code = 1; code <= 35; code++) codes.add("C%02d".formatted(code));
        return List.copyOf(codes);
    }
}
