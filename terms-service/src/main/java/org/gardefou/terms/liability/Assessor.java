package org.gardefou.terms.liability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.gardefou.terms.liability.Outcome.ClauseRef;
import org.gardefou.terms.liability.Outcome.Evidence;
import org.gardefou.terms.liability.Outcome.Flip;
import org.gardefou.terms.liability.Outcome.Reason;
import org.gardefou.terms.liability.Outcome.Share;
import org.gardefou.terms.liability.RuleSet.Decision;
import org.gardefou.terms.liability.Situation.Known;
import org.gardefou.terms.responsibility.Matrix;
import org.gardefou.terms.risknotice.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Says whose part an incident is, by a rule set. Pure. Where a fact is not known, every answer it could have is tried: only when all
 * lead to the same party is that party named.
 *
 * <p>It is an appreciation under the contract, never a finding of fault.
 */
final class Assessor {

    /** Six open questions are at most some thousand cases; an incident with more open is not understood at all. */
    private static final int MOST_UNKNOWN = 6;

    private final RuleSet rules;
    private final Situations situations;
    private final Matrix matrix;
    private final Reasons reasons;

    Assessor(RuleSet rules, Matrix matrix) {
        this.rules = rules;
        this.matrix = matrix;
        this.situations = new Situations(matrix);
        this.reasons = new Reasons(rules);
    }

    RuleSet rules() {
        return rules;
    }

    Outcome assess(Facts facts) {
        Incident incident = incident(facts);
        Situation situation = situations.of(facts, rules, incident);
        Set<Question> asked = rules.asked(incident);
        Set<Question> unknown = situation.unknown(asked);
        Cases cases = cases(incident, situation.bits(), unknown);
        List<Flip> flips = flips(incident, situation, asked, unknown, cases);
        return cases.only() == null
                ? open(facts, incident, situation, unknown, flips)
                : decided(facts, incident, situation, cases, flips);
    }

    private Incident incident(Facts facts) {
        if (facts.incident() != null) return facts.incident();
        Facts.Cause cause = facts.cause();
        return rules.recognise(
                cause == null ? null : cause.signature(),
                facts.change() == null ? null : facts.change().type(),
                cause == null ? null : cause.answer());
    }

    /** All decisions that what is known leaves open, without those that are the same. */
    private record Cases(Set<Decision> decisions, @Nullable Party only) {
        static Cases of(Set<Decision> decisions) {
            Set<Party> parties = EnumSet.noneOf(Party.class);
            decisions.forEach(decision -> parties.add(decision.party()));
            return new Cases(decisions, parties.size() == 1 ? parties.iterator().next() : null);
        }

        Decision first() {
            return decisions.iterator().next();
        }
    }

    private Cases cases(Incident incident, long known, Set<Question> unknown) {
        if (unknown.size() > MOST_UNKNOWN) return new Cases(Set.of(), null);
        Set<Decision> decisions = new LinkedHashSet<>();
        RuleLint.Cases.of(unknown).forEach(answers -> decisions.add(rules.decide(incident, known | answers)));
        return Cases.of(decisions);
    }

    /**
     * The one party that every answer to the open questions leads to; null when there are several. The decisions themselves are not gathered: this
     * is asked for each answer that could have been another.
     */
    private @Nullable Party only(Incident incident, long known, List<Question> open) {
        if (open.isEmpty()) return rules.decide(incident, known).party();
        Question first = open.getFirst();
        List<Question> rest = open.subList(1, open.size());
        Party all = null;
        for (String answer : first.answers()) {
            Party party = only(incident, known | first.bit(answer), rest);
            if (party == null || all != null && party != all) return null;
            all = party;
        }
        return all;
    }

    /** The open questions whose answers lead different ways to the same party. */
    private Set<Question> mattering(Incident incident, Situation situation, Cases cases) {
        Set<Question> mattering = EnumSet.noneOf(Question.class);
        if (cases.decisions.size() < 2) return mattering;
        Set<Question> unknown = situation.unknown(rules.asked(incident));
        for (Question question : unknown) {
            Set<Question> others = EnumSet.copyOf(unknown);
            others.remove(question);
            for (String answer : question.answers())
                if (!cases(incident, situation.bits() | question.bit(answer), others)
                        .decisions
                        .equals(cases.decisions)) mattering.add(question);
        }
        return mattering;
    }

    /** What would change the party: for each question that is asked, the answers that it has not. */
    private List<Flip> flips(
            Incident incident, Situation situation, Set<Question> asked, Set<Question> unknown, Cases cases) {
        List<Flip> flips = new ArrayList<>();
        if (cases.decisions.isEmpty()) return flips;
        for (Question question : asked) {
            long others = situation.bits() & ~question.all();
            List<Question> open = unknown.stream()
                    .filter(one -> one != question && asked.contains(one))
                    .toList();
            for (String answer : question.answers()) {
                if (situation.is(question, answer)) continue;
                Party party = only(incident, others | question.bit(answer), open);
                if (party != null && party != cases.only()) flips.add(new Flip(question, answer, party));
            }
        }
        return flips;
    }

    private Outcome open(Facts facts, Incident incident, Situation situation, Set<Question> unknown, List<Flip> flips) {
        List<Reason> why = new ArrayList<>(List.of(reasons.of("FACTS_MISSING", facts.change())));
        List<String> guards = new ArrayList<>();
        if (facts.terms() == null) {
            guards.add("G1");
            why.add(reasons.of("TERMS_NOT_ACCEPTED", facts.change()));
        }
        return new Outcome(
                incident,
                null,
                Party.UNDETERMINED,
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                Confidence.INSUFFICIENT,
                facts.terms() != null,
                situation.is(Question.WARNED, "YES"),
                why,
                evidence(situation, EnumSet.allOf(Question.class)),
                words(facts, unknown),
                flips,
                guards,
                List.of(),
                List.of(),
                false,
                rules.name(),
                rules.sha256());
    }

    private Outcome decided(Facts facts, Incident incident, Situation situation, Cases cases, List<Flip> flips) {
        Decision decision = cases.first();
        Party party = decision.party();
        Set<Question> needed = EnumSet.noneOf(Question.class);
        cases.decisions.forEach(one -> needed.addAll(rules.asked(incident, one)));
        flips.forEach(flip -> needed.add(flip.question()));
        Set<Question> unknown = mattering(incident, situation, cases);
        Carried carried = carried(facts, rules.row(incident, decision.row()), rules.guards(decision));
        long known = situation.bits() | RuleSet.bit(party);
        Outcome.Help help = help(facts, known, carried.activity);
        if (help != null) known |= Question.HELP.bit(help.name());
        List<RuleFile.NoteRow> notes = rules.notes(known);
        return new Outcome(
                incident,
                rules.row(incident, decision.row()).id(),
                party,
                carried.activity,
                references(facts, carried.clauses),
                shares(facts, party, carried),
                help,
                remedies(facts, known),
                confidence(situation, party, needed, unknown),
                facts.terms() != null,
                situation.is(Question.WARNED, "YES"),
                carried.reasons,
                evidence(situation, needed),
                words(facts, unknown),
                flips,
                guards(decision, notes),
                notes.stream().map(RuleFile.NoteRow::text).toList(),
                notes.stream()
                        .map(RuleFile.NoteRow::alternative)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                notes.stream().anyMatch(RuleFile.NoteRow::review),
                rules.name(),
                rules.sha256());
    }

    /** What row and guards together put on the party. */
    private record Carried(
            @Nullable String activity, List<String> clauses, RuleFile.@Nullable HostShare host, List<Reason> reasons) {}

    private Carried carried(Facts facts, RuleFile.Row row, List<RuleFile.Guard> guards) {
        String activity = row.activity();
        List<String> clauses = row.clauses();
        RuleFile.HostShare host = row.host();
        List<Reason> why = new ArrayList<>();
        for (String code : row.reasons()) why.add(reasons.of(code, facts.change()));
        for (RuleFile.Guard guard : guards) {
            if (guard.activity() != null) activity = guard.activity();
            if (guard.clauses() != null) clauses = guard.clauses();
            host = guard.host();
            if (guard.instead()) why.clear();
            why.add(reasons.of(guard.reason(), facts.change()));
        }
        return new Carried(named(facts, activity), named(facts, clauses), host, List.copyOf(why));
    }

    private static @Nullable String named(Facts facts, @Nullable String activity) {
        return RuleFile.OF_CHANGE.equals(activity) ? Situations.activity(facts) : activity;
    }

    private static List<String> named(Facts facts, Collection<String> clauses) {
        Facts.Change change = facts.change();
        // Where no change was reported the site itself is meant: what the customer does with it.
        String ofChange = change == null ? "C15" : Kind.of(change.type()).clause();
        return clauses.stream()
                .map(clause -> clause.equals(RuleFile.OF_CHANGE) ? ofChange : clause)
                .distinct()
                .toList();
    }

    private static List<Share> shares(Facts facts, Party party, Carried carried) {
        return switch (party) {
            case UNDETERMINED -> List.of();
            case CUSTOMER, HOST, THIRD_PARTY ->
                List.of(new Share(party, carried.activity, references(facts, carried.clauses)));
            case SHARED -> {
                RuleFile.HostShare host = Objects.requireNonNull(carried.host);
                yield List.of(
                        new Share(Party.CUSTOMER, carried.activity, references(facts, carried.clauses)),
                        new Share(
                                Party.HOST,
                                named(facts, host.activity()),
                                references(facts, named(facts, host.clauses()))));
            }
        };
    }

    private Outcome.@Nullable Help help(Facts facts, long known, @Nullable String activity) {
        RuleFile.HelpRow row = rules.help(known).orElse(null);
        if (row == null || (known & RuleSet.bit(Party.UNDETERMINED)) != 0) return null;
        if (row.help() != null) return row.help();
        if (facts.terms() == null || activity == null) return null;
        return Outcome.Help.valueOf(
                matrix.of(activity, facts.terms().level()).help().name());
    }

    private List<Outcome.Remedy> remedies(Facts facts, long known) {
        Facts.Terms terms = facts.terms();
        return rules.remedies(known).stream()
                .filter(row ->
                        row.clause() == null || terms != null && terms.clauses().contains(row.clause()))
                .map(RuleFile.RemedyRow::remedy)
                .distinct()
                .toList();
    }

    private List<String> guards(Decision decision, List<RuleFile.NoteRow> notes) {
        Set<String> ids = new LinkedHashSet<>();
        rules.guards(decision).forEach(guard -> ids.add(guard.id()));
        notes.forEach(note -> ids.add(note.guard()));
        return List.copyOf(ids);
    }

    private static List<ClauseRef> references(Facts facts, List<String> codes) {
        Facts.Terms terms = facts.terms();
        if (terms == null) return List.of();
        return codes.stream()
                .filter(terms.clauses()::contains)
                .map(code -> new ClauseRef(code, terms.version(), terms.sha256()))
                .toList();
    }

    private static List<Evidence> evidence(Situation situation, Set<Question> needed) {
        List<Evidence> evidence = new ArrayList<>();
        for (Question question : needed) {
            Known known = question.decided() ? null : situation.of(question);
            if (known != null && known.source() != Source.NOTHING_SAID)
                evidence.add(
                        new Evidence(question, known.answer(), known.source(), known.reliability(), known.reference()));
        }
        return evidence;
    }

    /** The open questions, as readers of the event know them; that no change was found is one as well. */
    private static List<String> words(Facts facts, Set<Question> unknown) {
        List<String> words = new ArrayList<>();
        for (Question question : unknown) {
            words.add(question.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (question == Question.ACTOR && facts.change() == null) words.add("change");
        }
        return words;
    }

    private static Confidence confidence(
            Situation situation, Party party, Set<Question> needed, Set<Question> unknown) {
        if (party == Party.UNDETERMINED) return Confidence.INSUFFICIENT;
        if (!unknown.isEmpty()) return Confidence.LOW;
        boolean reliable = needed.stream()
                .map(situation::of)
                .allMatch(known -> known == null || known.reliability() >= Source.RELIABLE);
        return reliable ? Confidence.HIGH : Confidence.MEDIUM;
    }
}
