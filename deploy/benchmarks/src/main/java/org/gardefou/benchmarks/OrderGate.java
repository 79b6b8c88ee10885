package org.gardefou.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whether an order may go on, asked over HTTP at a million acceptances, against the bare select that it comes down to, asked over HTTP of an application
 * that has nothing else; then how long an answer takes at a fixed rate. What {@code pgbench} makes of the select without HTTP stands beside it.
 */
final class OrderGate implements Benchmark {

    private static final int CONNECTIONS = 16;
    private static final int SECONDS = 5;

    /** A million orders in a quarter of an hour; less than half of what a small machine answers. */
    private static final int RATE = 1_000;

    private static final double P99_TARGET = 5;

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        ServiceUnderTest terms = lab.service("terms-service");
        AcceptedMillion million = AcceptedMillion.fill(lab, terms);
        double acceptances = lab.number(Lab.EVIDENCE, "select count(*) from acceptance");
        System.out.printf("  %.0f acceptances%n", acceptances);
        Supplier<byte[]> questions = Requests.gets(lab.token(), million::question);
        Load load = new Load(terms.port(), questions);
        Load peer = new Load(lab.selectPeer().port(), Requests.gets(lab.token(), million::bareQuestion));
        load.warmUp(CONNECTIONS);
        peer.warmUp(CONNECTIONS);
        Pairs pairs = new Pairs(7)
                .run(
                        () -> load.perSecond(CONNECTIONS, Duration.ofSeconds(SECONDS)),
                        () -> peer.perSecond(CONNECTIONS, Duration.ofSeconds(SECONDS)));
        Pgbench pgbench = new Pgbench(lab);
        Pgbench.Script select = million.bareSelect();
        pgbench.perSecond(select, CONNECTIONS, 3);
        List<Double> raw = new ArrayList<>();
        List<Double> rawRatios = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            double ours = load.perSecond(CONNECTIONS, Duration.ofSeconds(SECONDS));
            raw.add(pgbench.perSecond(select, CONNECTIONS, SECONDS));
            rawRatios.add(ours / raw.getLast());
        }
        OpenLoop orders = new OpenLoop(terms.port(), questions, RATE);
        orders.latencies(CONNECTIONS, SECONDS);
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        double most = 0;
        for (int round = 0; round < 7; round++) {
            List<Double> latencies = orders.latencies(CONNECTIONS, SECONDS);
            p50.add(Ratio.quantileOf(latencies, 0.5));
            p99.add(Ratio.quantileOf(latencies, 0.99));
            most = Math.max(most, Ratio.quantileOf(latencies, 1));
            System.out.printf("  at %d/s: p50 %.2f ms, p99 %.2f ms%n", RATE, p50.getLast(), p99.getLast());
        }
        Counts counts = new Counts(lab);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("acceptances", Math.round(acceptances));
        facts.put("connections", CONNECTIONS);
        facts.put("pgbenchPerSecond", Math.round(Ratio.median(raw)));
        facts.put("ratioToPgbench", Counts.rounded(Ratio.median(rawRatios), 3));
        facts.put("ratePerSecond", RATE);
        facts.put("p50Ms", Counts.rounded(Ratio.median(p50), 2));
        facts.put("p99Ms", Counts.rounded(Ratio.median(p99), 2));
        facts.put("p99TargetMs", P99_TARGET);
        facts.put("maxMs", Counts.rounded(most, 2));
        facts.put(
                "statementsPerRequest",
                Counts.rounded(
                        counts.statementsEach(() -> (double)
                                load.run(CONNECTIONS, Duration.ofSeconds(1)).requests()),
                        3));
        facts.put(
                "statementsOfOneAlone",
                Counts.rounded(
                        counts.statementsEach(() ->
                                (double) load.run(1, Duration.ofSeconds(1)).requests()),
                        3));
        facts.put(
                "peerStatements",
                Counts.rounded(
                        counts.statementsEach(() -> (double)
                                peer.run(CONNECTIONS, Duration.ofSeconds(1)).requests()),
                        3));
        return pairs.result(name(), "requests/s", 0.50, true, facts, Ratio.median(p99) <= P99_TARGET);
    }
}
