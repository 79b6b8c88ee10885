package org.gardefou.terms.liability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gardefou.terms.liability.RuleSet.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RuleSetTest {

    private final RuleSet rules = RuleSamples.rules();

    /** The same file read by the plainest of interpreters, for every case there is. */
    @ParameterizedTest
    @EnumSource(Incident.class)
    void everyCaseIsDecidedAsThePlainReadingOfTheFileDecidesIt(Incident incident) {
        Set<Question> asked = rules.asked(incident);
        long cases = RuleLint.Cases.of(asked)
                .peek(answers -> {
                    Map<Question, String> plain = plain(asked, answers);
                    plain.put(Question.INCIDENT, incident.name());
                    Decision decision = rules.decide(incident, answers | RuleSet.bit(incident));
                    assertThat(decision.party()).as("%s", plain).isEqualTo(Party.valueOf(plainly(incident, plain)));
                    assertThat(rules.decide(incident, answers | Question.HELP.bit("NONE")))
                            .as("Asked again")
                            .isEqualTo(decision);
                })
                .count();
        assertThat(cases).isGreaterThan(20);
    }

    /** What is proven against the host stays its part, and what speaks for the customer never helps the host. */
    @ParameterizedTest
    @EnumSource(Incident.class)
    void takingAnAcceptanceOrAWarningAwayNeverHelpsTheHost(Incident incident) {
        Set<Question> asked = rules.asked(incident);
        RuleLint.Cases.of(asked).forEach(answers -> {
            int before = onTheCustomer(decide(incident, answers));
            for (Question question : EnumSet.of(Question.ACCEPTED, Question.WARNED)) {
                if (!asked.contains(question)) continue;
                long without = answers & ~question.all() | question.bit("NO");
                assertThat(onTheCustomer(decide(incident, without)))
                        .as("%s without %s", RuleLint.Cases.words(asked, answers), question)
                        .isLessThanOrEqualTo(before);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "BREAKAGE, CAUSE, PLATFORM",
        "BREAKAGE, ACTOR, HOST",
        "DNS_ERROR, CAUSE, PLATFORM",
        "DNS_ERROR, ACTOR, HOST",
        "DATA_LOSS, ACTOR, HOST",
        "COMPROMISE, ENTRY, PLATFORM"
    })
    void aProofOfTheHostsPartNeverMovesItToTheCustomer(Incident incident, Question question, String answer) {
        Set<Question> asked = rules.asked(incident);
        RuleLint.Cases.of(asked).forEach(answers -> {
            long proven = answers & ~question.all() | question.bit(answer);
            assertThat(decide(incident, proven))
                    .as("%s", RuleLint.Cases.words(asked, proven))
                    .isEqualTo(Party.HOST);
        });
    }

    @Test
    void whatIsWrongWithARuleSetIsNamedAllAtOnce() {
        RuleFile file = changed(text -> text.replace(
                        "\"C2\", \"when\": {\"ENTRY\": [\"CREDENTIALS\"]}",
                        "\"C2\", \"when\": {\"ENTRY\": [\"MAGIC\"]}")
                .replace("\"activity\": \"A36\"", "\"activity\": \"A99\"")
                .replace("\"clauses\": [\"C20\"]", "\"clauses\": [\"C36\"]")
                .replace("\"reasons\": [\"ENTRY_BY_PLATFORM\"]", "\"reasons\": [\"NO_TEXT\"]"));
        assertThat(RuleLint.problems(file, RuleSets.activities(RuleSamples.MATRIX)))
                .hasSize(4)
                .anySatisfy(
                        problem -> assertThat(problem).contains("row C2", "MAGIC", "PLATFORM, EXTENSION, CREDENTIALS"))
                .anySatisfy(problem -> assertThat(problem).contains("A99"))
                .anySatisfy(problem -> assertThat(problem).contains("C36"))
                .anySatisfy(problem -> assertThat(problem).contains("NO_TEXT"));
        assertThatThrownBy(() -> RuleSet.of(file, RuleSamples.JSON, RuleSets.activities(RuleSamples.MATRIX)))
                .isInstanceOf(RuleProblems.class);
    }

    @Test
    void aGapAndARowThatNothingReachesAreFound() {
        RuleFile gap = changed(text ->
                text.replace("{\"id\": \"C6\", \"when\": {}", "{\"id\": \"C6\", \"when\": {\"NULLED\": [\"YES\"]}"));
        assertThat(RuleLint.problems(gap, RuleSets.activities(RuleSamples.MATRIX)))
                .anySatisfy(problem -> assertThat(problem).contains("No row of the table of COMPROMISE", "NULLED=NO"))
                .anySatisfy(problem -> assertThat(problem).contains("Row C6 is never reached"));
    }

    @Test
    void aMissingTableATwiceNamedRowAndAGuardThatChangesNothingAreFound() {
        RuleFile file = RuleSamples.rules().file();
        List<RuleFile.Table> tables = new ArrayList<>(file.tables());
        tables.removeFirst();
        assertThat(problems(file, tables, file.guards())).contains("COMPROMISE has no table");
        tables.add(file.tables().getFirst());
        tables.add(file.tables().getFirst());
        assertThat(problems(file, tables, file.guards()))
                .contains("COMPROMISE has two tables", "Two rows are called C1");
        RuleFile.Guard guard = file.guards().getLast();
        Map<Question, List<String>> when = new EnumMap<>(guard.when());
        when.remove(Question.PARTY);
        RuleFile.Guard blind = new RuleFile.Guard(
                guard.id(), guard.source(), when, guard.party(), null, null, guard.host(), guard.reason(), false);
        assertThat(problems(file, file.tables(), List.of(blind)))
                .anySatisfy(problem -> assertThat(problem).contains("guard G5", "must ask PARTY"));
    }

    @Test
    void everyReasonIsUsedAndSaidInBothLanguagesAndNoneSpeaksOfFault() {
        RuleFile file = rules.file();
        List<String> used = new ArrayList<>(List.of("FACTS_MISSING"));
        file.tables().forEach(table -> table.rows().forEach(row -> used.addAll(row.reasons())));
        file.guards().forEach(guard -> used.add(guard.reason()));
        file.reasons().forEach((code, text) -> {
            assertThat(used).contains(code.replaceAll("_ACT$", ""));
            assertThat(text.fr()).isNotEqualTo(text.en()).doesNotContainIgnoringCase("faute");
        });
    }

    private static List<String> problems(RuleFile file, List<RuleFile.Table> tables, List<RuleFile.Guard> guards) {
        return RuleLint.problems(
                new RuleFile(
                        file.ruleSet(), tables, guards, file.help(), file.remedies(), file.notes(), file.reasons()),
                RuleSets.activities(RuleSamples.MATRIX));
    }

    private RuleFile changed(UnaryOperator<String> change) {
        try (java.io.InputStream in = RuleSetTest.class.getResourceAsStream("/liability/rules.json")) {
            String before = new String(
                    java.util.Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            String after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            return RuleSamples.JSON.readValue(after, RuleFile.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Party decide(Incident incident, long answers) {
        return rules.decide(incident, answers | RuleSet.bit(incident)).party();
    }

    private static int onTheCustomer(Party party) {
        return switch (party) {
            case CUSTOMER -> 2;
            case SHARED, UNDETERMINED, THIRD_PARTY -> 1;
            case HOST -> 0;
        };
    }

    private static Map<Question, String> plain(Set<Question> asked, long answers) {
        Map<Question, String> plain = new EnumMap<>(Question.class);
        for (Question question : asked)
            for (String answer : question.answers())
                if ((answers & question.bit(answer)) != 0) plain.put(question, answer);
        return plain;
    }

    private String plainly(Incident incident, Map<Question, String> answers) {
        RuleFile.Table table = rules.file().tables().stream()
                .filter(one -> one.incident() == incident)
                .findFirst()
                .orElseThrow();
        String party = table.rows().stream()
                .filter(row -> suits(row.when(), answers))
                .findFirst()
                .orElseThrow()
                .party()
                .name();
        for (RuleFile.Guard guard : rules.file().guards()) {
            Map<Question, String> now = new EnumMap<>(answers);
            now.put(Question.PARTY, party);
            if (suits(guard.when(), now)) party = guard.party().name();
        }
        return party;
    }

    private static boolean suits(Map<Question, List<String>> when, Map<Question, String> answers) {
        return when.entrySet().stream()
                .allMatch(one -> one.getValue().contains(answers.getOrDefault(one.getKey(), "")));
    }
}
