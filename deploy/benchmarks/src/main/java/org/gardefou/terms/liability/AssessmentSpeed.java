package org.gardefou.terms.liability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What JMH runs: the decision by tables and by hand over the same cases, and the whole assessment around it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class AssessmentSpeed {

    private static final UUID ID = UUID.fromString("0198c5a2-7c00-7000-8000-000000000001");

    /** More than a branch predictor learns by heart: with some thousands it depends on the run whether it does, and conditions are three times as fast. */
    private static final int CASES = 1 << 17;

    private final RuleSet rules = ShippedRules.RULES;
    private final Assessor assessor = new Assessor(rules, ShippedRules.MATRIX);
    private final Incident[] incidents = new Incident[CASES];
    private final long[] answers = new long[CASES];
    private final List<Facts> facts = facts();
    private int next;

    /** As many cases of each incident, in no order. */
    public AssessmentSpeed() {
        Random random = new Random(20261128);
        List<Case> all = ShippedRules.cases();
        for (int i = 0; i < CASES; i++) {
            Incident incident = Incident.values()[i % Incident.values().length];
            List<Case> its =
                    all.stream().filter(one -> one.incident() == incident).toList();
            incidents[i] = incident;
            answers[i] = its.get(random.nextInt(its.size())).answers();
        }
        for (int i = CASES - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Incident incident = incidents[i];
            incidents[i] = incidents[other];
            incidents[other] = incident;
            long answer = answers[i];
            answers[i] = answers[other];
            answers[other] = answer;
        }
        Collections.shuffle(facts, random);
    }

    /** The product's tables. */
    @Benchmark
    public Object byTables() {
        int i = next++ & CASES - 1;
        return rules.decide(incidents[i], answers[i]);
    }

    /** The same rules as conditions in Java. */
    @Benchmark
    public Object byHand() {
        int i = next++ & CASES - 1;
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
