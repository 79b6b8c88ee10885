package org.gardefou.terms.liability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.contract.Basis;
import org.gardefou.terms.liability.Facts.Actor;
import org.gardefou.terms.liability.Facts.Statement;
import org.gardefou.terms.liability.RuleSet.Decision;
import org.gardefou.terms.liability.ShippedRules.Case;
import org.gardefou.terms.plan.Level;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What JMH runs: the decision by tables and by hand over the same cases, and the whole assessment around it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class AssessmentSpeed {

    private static final UUID ID = UUID.fromString("0198c5a2-7c00-7000-8000-000000000001");

    private final RuleSet rules = ShippedRules.RULES;
    private final Assessor assessor = new Assessor(rules, ShippedRules.MATRIX);
    private final List<Facts> facts = facts();
    private Incident[] incidents = new Incident[0];
    private long[] answers = new long[0];
    private int next;

    /**
     * How many cases come one after the other, a power of two. A branch predictor learns some thousands by heart, in one run and not in the next, and conditions
     * are three times as fast then; these it cannot learn. What breaks next is not known by heart either.
     */
    @Param("131072")
    public int cases;

    /** As many cases of each incident, in no order. */
    @Setup
    public void draw() {
        Random random = new Random(20261128);
        Map<Incident, List<Case>> all = ShippedRules.cases().stream().collect(Collectors.groupingBy(Case::incident));
        incidents = new Incident[cases];
        answers = new long[cases];
        for (int i = 0; i < cases; i++) {
            incidents[i] = Incident.values()[random.nextInt(Incident.values().length)];
            List<Case> its = all.getOrDefault(incidents[i], List.of());
            answers[i] = its.get(random.nextInt(its.size())).answers();
        }
        Collections.shuffle(facts, random);
    }

    /** The product's tables. */
    @Benchmark
    public Object byTables() {
        int i = next++ & cases - 1;
        return rules.decide(incidents[i], answers[i]);
    }

    /** The same rules as conditions in Java. */
    @Benchmark
    public Object byHand() {
        int i = next++ & cases - 1;
        Decision decision = RulesByHand.decide(incidents[i], answers[i]);
        return decision;
    }

    /** All of an assessment: facts to answers, the decision, what would change it, the texts, clauses, evidence and help. */
    @Benchmark
    public Object whole() {
        if (next >= facts.size()) next = 0;
        return assessor.assess(facts.get(next++));
    }

    private static List<Facts> facts() {
        List<Facts> facts = new ArrayList<>();
        for (boolean warned : new boolean[] {true, false})
            for (Level level : new Level[] {Level.STANDARD, Level.MANAGED}) {
                for (String type : new String[] {"site.plugin-updated", "site.dns-changed"})
                    for (Actor actor : Actor.values())
                        for (String party : new String[] {"CUSTOMER_CHANGE", "PLATFORM", "THIRD_PARTY"})
                            facts.add(facts(null, party, type, actor, level, warned, List.of()));
                for (Incident incident : Incident.values()) {
                    facts.add(facts(incident, null, "site.files-changed", Actor.CUSTOMER, level, warned, said()));
                    facts.add(facts(incident, null, null, Actor.UNKNOWN, level, warned, said()));
                }
            }
        return facts;
    }

    private static List<Statement> said() {
        return List.of(
                said(Question.CAUSE, "CHANGE"),
                said(Question.ACTOR, "CUSTOMER"),
                said(Question.COPY, "LOST"),
                said(Question.RESTORE, "FAILED"),
                said(Question.ACKNOWLEDGED, "NO"),
                said(Question.ENTRY, "EXTENSION"),
                said(Question.NULLED, "NO"));
    }

    private static Statement said(Question question, String answer) {
        return new Statement(question, answer, Source.CUSTOMER_STATEMENT, null);
    }

    private static Facts facts(
            @Nullable Incident incident,
            @Nullable String party,
            @Nullable String type,
            Actor actor,
            Level level,
            boolean warned,
            List<Statement> said) {
        return new Facts(
                ID,
                ID,
                "BROKEN",
                incident,
                party == null ? null : new Facts.Cause("PHP_FATAL", party, 92),
                new Facts.Terms(
                        ID,
                        level,
                        ID,
                        "0".repeat(64),
                        ID,
                        List.of("C06", "C11", "C13", "C15", "C16", "C17", "C18"),
                        Audience.CONSUMER,
                        true,
                        Basis.ACCEPTED),
                type == null ? null : new Facts.Change(ID, type, "shop-turbo", actor),
                type == null ? null : new Facts.Notice(ID, warned, warned),
                said);
    }
}
