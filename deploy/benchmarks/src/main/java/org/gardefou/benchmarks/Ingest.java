package org.gardefou.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A change over REST, row and outbox row, relay running, against pgbench's transaction with the same two inserts. */
final class Ingest implements Benchmark {

    private static final int CONNECTIONS = 16;
    private static final int SECONDS = 5;
    private static final double WAL_TARGET = 1.15;

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        ServiceUnderTest diagnostics = lab.service("diagnostics-service");
        ChangeLoad changes = ChangeLoad.register(diagnostics);
        Load load = new Load(diagnostics.port(), "/diagnostics/v1/change-events", ChangeLoad.EVENT, lab.token());
        Pgbench pgbench = new Pgbench(lab);
        System.out.println("  warming up for 60 s");
        load.perSecond(CONNECTIONS, Duration.ofSeconds(60), changes::event);
        pgbench.twoInserts(CONNECTIONS, 3);
        Pairs pairs = new Pairs(7)
                .run(
                        () -> load.perSecond(CONNECTIONS, Duration.ofSeconds(SECONDS), changes::event),
                        () -> pgbench.twoInserts(CONNECTIONS, SECONDS));
        Counts counts = new Counts(lab);
        Counts.Cost ours =
                counts.around(() -> SECONDS * load.perSecond(CONNECTIONS, Duration.ofSeconds(SECONDS), changes::event));
        Counts.Cost peer = counts.around(() -> SECONDS * pgbench.twoInserts(CONNECTIONS, SECONDS));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("walBytesPerEvent", Math.round(ours.walEach()));
        facts.put("peerWalBytesPerEvent", Math.round(peer.walEach()));
        double wal = ours.walEach() / peer.walEach();
        facts.put("walRatio", Math.round(100 * wal) / 100.0);
        facts.put("walTarget", WAL_TARGET);
        facts.put("fsyncsPerEvent", Math.round(1000 * ours.fsyncsEach()) / 1000.0);
        facts.put("peerFsyncsPerEvent", Math.round(1000 * peer.fsyncsEach()) / 1000.0);
        facts.put("connections", CONNECTIONS);
        return pairs.result(name(), "requests/s", 0.60, true, facts, wal <= WAL_TARGET);
    }
}
