package org.gardefou.benchmarks;

import java.time.Duration;
import java.util.Map;

/** Batches of 100 changes against statements of 100 rows. */
final class IngestBatch implements Benchmark {

    private static final int CONNECTIONS = 2;
    private static final int SECONDS = 5;
    private static final int SIZE = 100;

    @Override
    public String name() {
        return "ingest-batch";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        ServiceUnderTest diagnostics = lab.service("diagnostics-service");
        ChangeLoad changes = ChangeLoad.register(diagnostics);
        Load load = new Load(
                diagnostics.port(),
                Requests.posts(
                        "/diagnostics/v1/change-events", ChangeLoad.BATCH, lab.token(), () -> changes.batch(SIZE)));
        Pgbench pgbench = new Pgbench(lab);
        Pgbench.Script inserts = new TwoInserts(lab).hundred();
        load.warmUp(CONNECTIONS);
        Pairs pairs = new Pairs(7)
                .run(
                        () -> SIZE * load.perSecond(CONNECTIONS, Duration.ofSeconds(SECONDS)),
                        () -> SIZE * pgbench.perSecond(inserts, CONNECTIONS, SECONDS));
        Counts counts = new Counts(lab);
        Counts.Cost ours = counts.around(() -> (double) SIZE
                * load.run(CONNECTIONS, Duration.ofSeconds(SECONDS)).requests());
        long each = Math.round(ours.operations() / SIZE / CONNECTIONS);
        Counts.Cost peer = counts.around(() -> SIZE * pgbench.times(inserts, CONNECTIONS, each));
        double statements = counts.statementsEach(() ->
                (double) SIZE * load.run(CONNECTIONS, Duration.ofSeconds(1)).requests());
        double peerStatements = counts.statementsEach(() -> SIZE * pgbench.times(inserts, CONNECTIONS, 20));
        Map<String, Object> facts = Counts.facts(ours, peer, statements, peerStatements);
        facts.put("batch", SIZE);
        facts.put("connections", CONNECTIONS);
        return pairs.result(name(), "changes/s", 0.50, true, facts);
    }
}
