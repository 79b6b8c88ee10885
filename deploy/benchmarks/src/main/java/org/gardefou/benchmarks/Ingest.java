package org.gardefou.benchmarks;

import java.time.Duration;
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
        Load load = new Load(
                diagnostics.port(),
                Requests.posts("/diagnostics/v1/change-events", ChangeLoad.EVENT, lab.token(), changes::event));
        Pgbench pgbench = new Pgbench(lab);
        Pgbench.Script inserts = new TwoInserts(lab).single();
        load.warmUp(CONNECTIONS);
        pgbench.perSecond(inserts, CONNECTIONS, 3);
        Pairs pairs = new Pairs(7)
                .run(
                        () -> load.perSecond(CONNECTIONS, Duration.ofSeconds(SECONDS)),
                        () -> pgbench.perSecond(inserts, CONNECTIONS, SECONDS));
        Counts counts = new Counts(lab);
        Counts.Cost ours = counts.around(() ->
                (double) load.run(CONNECTIONS, Duration.ofSeconds(SECONDS)).requests());
        long each = Math.round(ours.operations() / CONNECTIONS);
        Counts.Cost peer = counts.around(() -> pgbench.times(inserts, CONNECTIONS, each));
        double statements = counts.statementsEach(
                () -> (double) load.run(CONNECTIONS, Duration.ofSeconds(1)).requests());
        double peerStatements = counts.statementsEach(() -> pgbench.times(inserts, CONNECTIONS, 50));
        Map<String, Object> facts = Counts.facts(ours, peer, statements, peerStatements);
        double wal = ours.walEach() / peer.walEach();
        facts.put("walTarget", WAL_TARGET);
        facts.put("connections", CONNECTIONS);
        return pairs.result(name(), "requests/s", 0.60, true, facts, wal <= WAL_TARGET);
    }
}
