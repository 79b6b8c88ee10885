package org.gardefou.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A folder of a restore point over HTTP, in a site of a million indexed files, against {@code pgbench} with the bare select of that page; then
 * how long an answer takes at a fixed rate, of browsing and of searching.
 */
final class Browse implements Benchmark {

    private static final int CONNECTIONS = 8;
    private static final int SECONDS = 5;

    /** Some hundred customers who click at once; what a search costs keeps a small machine busy with it. */
    private static final int RATE = 50;

    private static final double P99_TARGET = 20;

    @Override
    public String name() {
        return "browse";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        ServiceUnderTest backup = lab.service("backup-service");
        IndexedMillion million = IndexedMillion.fill(lab);
        double versions = lab.number("backup", "select count(*) from content_file");
        double bytes = lab.number("backup", "select pg_total_relation_size('content_file')");
        System.out.printf("  %.0f versions of files, %.0f bytes each%n", versions, bytes / versions);
        Supplier<byte[]> pages = Requests.gets(lab.token(), million::browse);
        Supplier<byte[]> searches = Requests.gets(lab.token(), million::search);
        Load load = new Load(backup.port(), pages);
        Pgbench pgbench = new Pgbench(lab);
        Pgbench.Script select = million.bareSelect();
        load.warmUp(CONNECTIONS);
        new Load(backup.port(), searches).run(CONNECTIONS, Duration.ofSeconds(20));
        pgbench.perSecond(select, CONNECTIONS, 3);
        Pairs pairs = new Pairs(7)
                .run(
                        () -> 1000 * CONNECTIONS / load.perSecond(CONNECTIONS, Duration.ofSeconds(SECONDS)),
                        () -> 1000 * CONNECTIONS / pgbench.perSecond(select, CONNECTIONS, SECONDS));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("files", IndexedMillion.FILES);
        facts.put("bytesPerVersion", Math.round(bytes / versions));
        facts.put("connections", CONNECTIONS);
        facts.put("ratePerSecond", RATE);
        double browsing = latencies("browse", backup, pages, facts);
        double searching = latencies("search", backup, searches, facts);
        facts.put("p99TargetMs", P99_TARGET);
        facts.put(
                "statementsPerRequest",
                Counts.rounded(
                        new Counts(lab).statementsEach(() -> (double)
                                load.run(CONNECTIONS, Duration.ofSeconds(1)).requests()),
                        3));
        return pairs.result(name(), "ms a page", 2, false, facts, Math.max(browsing, searching) <= P99_TARGET);
    }

    private static double latencies(
            String what, ServiceUnderTest backup, Supplier<byte[]> requests, Map<String, Object> facts)
            throws Exception {
        OpenLoop loop = new OpenLoop(backup.port(), requests, RATE);
        loop.latencies(CONNECTIONS, SECONDS);
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        double most = 0;
        for (int round = 0; round < 7; round++) {
            List<Double> latencies = loop.latencies(CONNECTIONS, SECONDS);
            p50.add(Ratio.quantileOf(latencies, 0.5));
            p99.add(Ratio.quantileOf(latencies, 0.99));
            most = Math.max(most, Ratio.quantileOf(latencies, 1));
            System.out.printf("  %s at %d/s: p50 %.2f ms, p99 %.2f ms%n", what, RATE, p50.getLast(), p99.getLast());
        }
        facts.put(what + "P50Ms", Counts.rounded(Ratio.median(p50), 2));
        facts.put(what + "P99Ms", Counts.rounded(Ratio.median(p99), 2));
        facts.put(what + "MaxMs", Counts.rounded(most, 2));
        return Ratio.median(p99);
    }
}
