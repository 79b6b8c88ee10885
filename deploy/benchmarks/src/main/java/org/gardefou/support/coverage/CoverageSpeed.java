package org.gardefou.support.coverage;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gardefou.support.language.Price;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What JMH runs: a coverage decision by the shipped rules and by hand, over the same facts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CoverageSpeed {

    private static final UUID ID = UUID.fromString("0198c5a2-7c00-7000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private final CoverageTable table = CoverageTable.of(RuleBook.shipped(new ObjectMapper()));
    private CoverageFacts[] facts = {};
    private int next;

    /** How many cases come one after the other, a power of two. */
    @Param("131072")
    public int cases;

    /** Situations in no order. */
    @Setup
    public void draw() {
        List<Situation> all = Situation.all();
        Random random = new Random(20261128);
        facts = new CoverageFacts[cases];
        for (int i = 0; i < cases; i++) facts[i] = facts(all.get(random.nextInt(all.size())));
    }

    /** Facts that make up a situation. */
    static CoverageFacts facts(Situation situation) {
        return new CoverageFacts(
                ID,
                situation.assessed() ? ID : null,
                situation.party().name(),
                situation.confidence().name(),
                situation.contractKnown(),
                situation.level().name(),
                situation.termsAccepted(),
                situation.repairIncluded(),
                situation.restorable(),
                situation.sold() ? new Price(9000, "EUR") : null,
                situation.changeKnown() ? ID : null,
                situation.changeKnown() ? AT : null,
                situation.restorable() ? ID : null,
                situation.restorable() ? AT : null,
                situation.warned(),
                situation.guide() ? "database-credentials" : null,
                List.of());
    }

    /** The product's rules. */
    @Benchmark
    public Object byTables() {
        return table.decide(facts[next++ & cases - 1]);
    }

    /** The same rules as conditions in Java. */
    @Benchmark
    public Object byHand() {
        return CoverageByHand.decide(facts[next++ & cases - 1]);
    }
}
