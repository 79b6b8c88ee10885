package org.gardefou.terms.liability;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.ledger.Canonical;
import org.jspecify.annotations.Nullable;

/** A rule set, ready to decide. What it decides for a full set of answers is worked out once by comparisons of bits, and looked up from then on. */
final class RuleSet {

    private final RuleFile file;
    private final String sha256;
    private final Table[] tables = new Table[Incident.values().length];
    private final Condition[] help;
    private final Condition[] remedies;
    private final Condition[] notes;

    /**
     * A row or a guard.
     *
     * @param number of it in the file, from 0
     * @param party as the bit of an answer
     */
    private record Step(int number, Condition when, long party) {

        static Step of(int number, Map<Question, List<String>> when, Party party) {
            return new Step(number, Condition.of(when), bit(party));
        }
    }

    /**
     * The table of an incident.
     *
     * @param guards those that may have a word on this incident; that it is this one they need not ask any more
     * @param decided what was worked out already
     */
    private record Table(RuleFile.Table file, Step[] rows, Step[] guards, Set<Question> asked, Decided decided) {

        static Table of(RuleFile.Table file, Step[] rows, Step[] guards) {
            Set<Question> asked = EnumSet.noneOf(Question.class);
            for (Step row : rows) asked.addAll(row.when.questions());
            for (Step guard : guards) asked.addAll(guard.when.questions());
            asked.removeIf(Question::decided);
            return new Table(file, rows, guards, asked, new Decided(asked));
        }

        Decision workOut(long answers) {
            for (Step row : rows) if (row.when.holds(answers)) return guarded(row, answers, guards);
            throw new IllegalStateException(
                    "The table of " + file.incident() + " has a gap, which the lint must have found");
        }
    }

    private RuleSet(RuleFile file, String sha256) {
        this.file = file;
        this.sha256 = sha256;
        help = conditions(file.help().stream().map(RuleFile.HelpRow::when).toList());
        remedies = conditions(
                file.remedies().stream().map(RuleFile.RemedyRow::when).toList());
        notes = conditions(file.notes().stream().map(RuleFile.NoteRow::when).toList());
        for (RuleFile.Table table : file.tables()) {
            Step[] rows = new Step[table.rows().size()];
            for (int row = 0; row < rows.length; row++) {
                RuleFile.Row one = table.rows().get(row);
                rows[row] = Step.of(row, one.when(), one.party());
            }
            tables[table.incident().ordinal()] = Table.of(table, rows, guards(table.incident()));
        }
    }

    private Step[] guards(Incident incident) {
        List<Step> guards = new ArrayList<>();
        for (int number = 0; number < file.guards().size(); number++) {
            RuleFile.Guard guard = file.guards().get(number);
            Map<Question, List<String>> when = new EnumMap<>(Question.class);
            when.putAll(guard.when());
            List<String> incidents = when.remove(Question.INCIDENT);
            if (incidents == null || incidents.contains(incident.name()))
                guards.add(Step.of(number, when, guard.party()));
        }
        return guards.toArray(Step[]::new);
    }

    /**
     * A rule set of a file.
     *
     * @throws RuleProblems with all that is wrong with it
     */
    static RuleSet of(RuleFile file, ObjectMapper json, Set<String> activities) {
        List<String> problems = RuleLint.problems(file, activities);
        if (!problems.isEmpty()) throw new RuleProblems(problems);
        return new RuleSet(file, Canonical.sha256(Canonical.json(json, file)));
    }

    /**
     * What a full set of answers leads to.
     *
     * @param row index of the row that suits
     * @param guards one bit for each guard that had a word
     */
    record Decision(Party party, int row, long guards) {}

    String name() {
        return file.ruleSet();
    }

    String sha256() {
        return sha256;
    }

    RuleFile file() {
        return file;
    }

    /** Which incident a diagnosis shows. */
    Incident recognise(@Nullable String signature, @Nullable String change, @Nullable String cause) {
        Incident rest = Incident.BREAKAGE;
        for (RuleFile.Table table : file.tables()) {
            RuleFile.Recognised by = table.recognised();
            if (by == null) continue;
            if (signature != null && by.signatures().contains(signature)
                    || change != null && by.changes().contains(change)
                    || cause != null && by.causes().contains(cause)) return table.incident();
        }
        return rest;
    }

    /** The activity that {@code TASK_OF} asks about; empty when it is that of the change. */
    Optional<String> task(Incident incident) {
        return Optional.ofNullable(table(incident).file.task());
    }

    /** All that the table of an incident and the guards behind it ask. */
    Set<Question> asked(Incident incident) {
        return table(incident).asked;
    }

    /**
     * Decides.
     *
     * @param answers with one answer to each question that is asked
     */
    Decision decide(Incident incident, long answers) {
        Table table = table(incident);
        Decision before = table.decided.of(answers);
        if (before != null) return before;
        Decision decision = table.workOut(answers);
        table.decided.keep(answers, decision);
        return decision;
    }

    private static Decision guarded(Step row, long answers, Step[] guards) {
        long party = row.party;
        long fired = 0;
        for (Step guard : guards) {
            if (guard.when.holds(answers | party)) {
                party = guard.party;
                fired |= 1L << guard.number;
            }
        }
        return new Decision(PARTIES[Long.numberOfTrailingZeros(party) - FIRST_PARTY], row.number, fired);
    }

    private static final Party[] PARTIES = Party.values();
    private static final int FIRST_PARTY = Long.numberOfTrailingZeros(bit(PARTIES[0]));

    static long bit(Party party) {
        return Question.PARTY.bit(party.name());
    }

    static long bit(Incident incident) {
        return Question.INCIDENT.bit(incident.name());
    }

    RuleFile.Row row(Incident incident, int index) {
        return table(incident).file.rows().get(index);
    }

    /** The guards of a decision, in their order. */
    List<RuleFile.Guard> guards(Decision decision) {
        List<RuleFile.Guard> fired = new ArrayList<>();
        for (int guard = 0; guard < file.guards().size(); guard++)
            if ((decision.guards & 1L << guard) != 0) fired.add(file.guards().get(guard));
        return fired;
    }

    /** All questions that the row and the guards of a decision asked. */
    Set<Question> asked(Incident incident, Decision decision) {
        Set<Question> asked = EnumSet.noneOf(Question.class);
        asked.addAll(row(incident, decision.row).when().keySet());
        for (RuleFile.Guard guard : guards(decision)) asked.addAll(guard.when().keySet());
        asked.removeIf(Question::decided);
        return asked;
    }

    /** The row on help that suits; empty when none does. */
    Optional<RuleFile.HelpRow> help(long answers) {
        for (int row = 0; row < help.length; row++)
            if (help[row].holds(answers)) return Optional.of(file.help().get(row));
        return Optional.empty();
    }

    List<RuleFile.RemedyRow> remedies(long answers) {
        return suiting(remedies, file.remedies(), answers);
    }

    List<RuleFile.NoteRow> notes(long answers) {
        return suiting(notes, file.notes(), answers);
    }

    Text reason(String code) {
        Text text = file.reasons().get(code);
        if (text == null) throw new IllegalStateException("The rule set has no text for " + code);
        return text;
    }

    private Table table(Incident incident) {
        Table table = tables[incident.ordinal()];
        if (table == null) throw new IllegalStateException("The rule set has no table for " + incident);
        return table;
    }

    private static Condition[] conditions(List<Map<Question, List<String>>> all) {
        return all.stream().map(Condition::of).toArray(Condition[]::new);
    }

    private static <T> List<T> suiting(Condition[] conditions, List<T> rows, long answers) {
        List<T> suiting = new ArrayList<>();
        for (int row = 0; row < conditions.length; row++)
            if (conditions[row].holds(answers)) suiting.add(rows.get(row));
        return suiting;
    }

    @Override
    public String toString() {
        return name() + " " + sha256;
    }
}
