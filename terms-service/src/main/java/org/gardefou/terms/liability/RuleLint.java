package org.gardefou.terms.liability;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a rule set: questions and answers that there are not, texts that are missing, cases that no row decides, rows
 * that no case reaches, guards that change nothing. Few questions with few answers each: all cases are tried.
 */
final class RuleLint {

    private static final Pattern CLAUSE = Pattern.compile("C(0[1-9]|[12][0-9]|3[0-5])");
    private static final int MOST_GUARDS = Long.SIZE;
    private static final long MOST_CASES = 200_000;

    private final RuleFile file;
    private final Set<String> activities;
    private final List<String> problems = new ArrayList<>();

    private RuleLint(RuleFile file, Set<String> activities) {
        this.file = file;
        this.activities = activities;
    }

    /** All problems, in words that name the place; none when the rule set can be used. */
    static List<String> problems(RuleFile file, Set<String> activities) {
        RuleLint lint = new RuleLint(file, activities);
        lint.check();
        return lint.problems;
    }

    private void check() {
        if (file.guards().size() > MOST_GUARDS)
            problems.add("No more than " + MOST_GUARDS + " guards can be told apart");
        Set<Incident> missing = EnumSet.allOf(Incident.class);
        Set<String> ids = new HashSet<>();
        for (RuleFile.Table table : file.tables()) {
            if (!missing.remove(table.incident())) problems.add(table.incident() + " has two tables");
            activity("the table of " + table.incident(), table.task());
            for (RuleFile.Row row : table.rows()) {
                if (!ids.add(row.id())) problems.add("Two rows are called " + row.id());
                row(row);
            }
        }
        for (Incident incident : missing) problems.add(incident + " has no table");
        for (RuleFile.Guard guard : file.guards()) guard(guard);
        for (RuleFile.HelpRow row : file.help()) answers("a row on help", row.when(), true);
        for (RuleFile.RemedyRow row : file.remedies()) {
            answers("a row on remedies", row.when(), true);
            if (row.clause() != null) clauses("a row on remedies", List.of(row.clause()));
        }
        for (RuleFile.NoteRow row : file.notes()) answers("a note of " + row.guard(), row.when(), true);
        if (!problems.isEmpty()) return;
        for (RuleFile.Table table : file.tables()) reach(table);
    }

    private void row(RuleFile.Row row) {
        String place = "row " + row.id();
        answers(place, row.when(), false);
        activity(place, row.activity());
        clauses(place, row.clauses());
        reasons(place, row.reasons());
        host(place, row.party(), row.host());
    }

    private void guard(RuleFile.Guard guard) {
        String place = "guard " + guard.id();
        answers(place, guard.when(), true);
        activity(place, guard.activity());
        if (guard.clauses() != null) clauses(place, guard.clauses());
        reasons(place, List.of(guard.reason()));
        host(place, guard.party(), guard.host());
        List<String> parties = guard.when().get(Question.PARTY);
        if (parties == null || parties.contains(guard.party().name()))
            problems.add(place + " must ask PARTY, and not for " + guard.party()
                    + ": else it has a word where it changes nothing");
    }

    private void host(String place, Party party, RuleFile.@Nullable HostShare host) {
        if ((party == Party.SHARED) != (host != null))
            problems.add(place + " says what the hoster's share is exactly when the party is SHARED");
        if (host != null) {
            activity(place, host.activity());
            clauses(place, host.clauses());
        }
    }

    private void answers(String place, Map<Question, List<String>> when, boolean decided) {
        when.forEach((question, answers) -> {
            if (question.decided() && !decided)
                problems.add(place + " asks " + question + ", which is not decided yet there");
            for (String answer : answers)
                if (!question.answers().contains(answer))
                    problems.add(place + " asks " + question + " for " + answer + "; there are only "
                            + String.join(", ", question.answers()));
        });
    }

    private void activity(String place, @Nullable String activity) {
        if (activity != null && !activity.equals(RuleFile.OF_CHANGE) && !activities.contains(activity))
            problems.add(place + " names the activity " + activity + ", which the matrix has not");
    }

    private void clauses(String place, List<String> clauses) {
        for (String clause : clauses)
            if (!clause.equals(RuleFile.OF_CHANGE) && !CLAUSE.matcher(clause).matches())
                problems.add(place + " names the clause " + clause + "; they are C01 to C35");
    }

    private void reasons(String place, List<String> codes) {
        for (String code : codes)
            if (!file.reasons().containsKey(code))
                problems.add(place + " gives the reason " + code + ", which has no text");
    }

    /** Every case of a table has a row, and every row a case. */
    private void reach(RuleFile.Table table) {
        List<Condition> rows =
                table.rows().stream().map(row -> Condition.of(row.when())).toList();
        Set<Question> asked = EnumSet.noneOf(Question.class);
        rows.forEach(row -> asked.addAll(row.questions()));
        long cases =
                asked.stream().mapToLong(question -> question.answers().size()).reduce(1, Math::multiplyExact);
        if (cases > MOST_CASES) {
            problems.add("The table of " + table.incident() + " has " + cases + " cases; split it");
            return;
        }
        Set<Integer> reached = new HashSet<>();
        Cases.of(asked).forEach(answers -> {
            for (int row = 0; row < rows.size(); row++) {
                if (rows.get(row).holds(answers)) {
                    reached.add(row);
                    return;
                }
            }
            if (problems.size() < 20)
                problems.add("No row of the table of " + table.incident() + " decides " + Cases.words(asked, answers));
        });
        for (int row = 0; row < rows.size(); row++)
            if (!reached.contains(row))
                problems.add(
                        "Row " + table.rows().get(row).id() + " is never reached: rows before it take all its cases");
    }

    /** All sets with one answer to each of some questions. */
    static final class Cases {

        private Cases() {}

        static Stream<Long> of(Set<Question> questions) {
            Stream<Long> all = Stream.of(0L);
            for (Question question : questions)
                all = all.flatMap(before -> question.answers().stream().map(answer -> before | question.bit(answer)));
            return all;
        }

        static String words(Set<Question> questions, long answers) {
            List<String> words = new ArrayList<>();
            for (Question question : questions)
                for (String answer : question.answers())
                    if ((answers & question.bit(answer)) != 0) words.add(question + "=" + answer);
            return String.join(", ", words);
        }
    }
}
