package org.gardefou.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One fact in a transaction of its own through {@code ledger_append}, in the schema and as the role that terms-service has, against what any
 * chain needs: its end locked, a row inserted, its end moved on. Both wait for one lock that is held until the disk has the commit.
 */
final class LedgerAppend implements Benchmark {

    /** As many as report changes in {@code ingest}: the service's pool has 20, and all of them want the one lock. */
    private static final int CONNECTIONS = 16;

    private static final int SECONDS = 5;

    /** Facts of one transaction of the service are appended in one call. */
    private static final int BATCH = 10;

    /** A change of one of many sites, in canonical JSON, as BusEvidence writes it. */
    private static final String BODY =
            ("'{\"at\":\"2026-11-23T10:00:00.123456Z\",\"customer\":\"0198c5a2-7c00-7000-8000-' || lpad(:n::text, 12, '0')"
                    + " || '\",\"data\":{\"actor\":{\"kind\":\"CUSTOMER\"},\"after\":{\"version\":\"2.0\"},\"before\":{\"version\":\"1.0\"},"
                    + "\"change\":\"0198c5a2-7c00-7000-8000-000000000013\",\"object\":{\"kind\":\"PLUGIN\",\"name\":\"shop-turbo\"}},"
                    + "\"kind\":\"site.plugin-updated\",\"site\":\"0198c5a2-7c00-7000-8001-' || lpad(:n::text, 12, '0') || '\"}'");

    private static final String HASH = "'\\x" + "ab".repeat(32) + "'";
    private static final String NUMBER = "\\set n random(1, 100000)\n";

    @Override
    public String name() {
        return "ledger-append";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        lab.service("terms-service");
        prepare(lab);
        Pgbench pgbench = new Pgbench(lab);
        pgbench.perSecond(ours(1), CONNECTIONS, 3);
        pgbench.perSecond(peer(), CONNECTIONS, 3);
        Pairs pairs = new Pairs(7)
                .run(
                        () -> pgbench.perSecond(ours(1), CONNECTIONS, SECONDS),
                        () -> pgbench.perSecond(peer(), CONNECTIONS, SECONDS));
        System.out.println("  against the peer's three statements in one:");
        Pairs strict = new Pairs(7)
                .run(
                        () -> pgbench.perSecond(ours(1), CONNECTIONS, SECONDS),
                        () -> pgbench.perSecond(peerInOne(), CONNECTIONS, SECONDS));
        double inBatches = BATCH * pgbench.perSecond(ours(BATCH), CONNECTIONS, SECONDS);
        Counts counts = new Counts(lab);
        long each = 200;
        Counts.Cost ours = counts.around(() -> pgbench.times(ours(1), CONNECTIONS, each));
        Counts.Cost peer = counts.around(() -> pgbench.times(peer(), CONNECTIONS, each));
        double statements = counts.statementsEach(() -> pgbench.times(ours(1), CONNECTIONS, 50));
        double peerStatements = counts.statementsEach(() -> pgbench.times(peer(), CONNECTIONS, 50));
        Map<String, Object> facts = Counts.facts(ours, peer, statements, peerStatements);
        facts.put("connections", CONNECTIONS);
        facts.put("ratioToOneStatement", Counts.rounded(strict.ratio().median(), 2));
        facts.put("entriesPerSecondIn" + BATCH + "s", Math.round(inBatches));
        return pairs.result(name(), "transactions/s", 0.60, true, facts);
    }

    private static void prepare(Lab lab) throws SQLException, IOException {
        for (String ddl : List.of(
                "create table chain_end (one boolean primary key default true, seq bigint not null, hash bytea not null)",
                "insert into chain_end (seq, hash) values (0, " + HASH + ")",
                """
                create table chain_entry (seq bigint primary key, prev_hash bytea not null, hash bytea not null,
                    body text not null)""")) lab.execute("peer", ddl);
    }

    private static Pgbench.Script ours(int facts) {
        String bodies = IntStream.range(0, facts).mapToObj(i -> BODY).collect(Collectors.joining(", "));
        return new Pgbench.Script(
                "append-" + facts, Lab.EVIDENCE, "terms", NUMBER + "select ledger_append(array[" + bodies + "]);\n");
    }

    private static Pgbench.Script peer() {
        return new Pgbench.Script("two-rows", "peer", "postgres", NUMBER + """
                begin;
                select seq from chain_end for update \\gset
                insert into chain_entry (seq, prev_hash, hash, body) values (:seq + 1, %1$s, %1$s, %2$s);
                update chain_end set seq = :seq + 1, hash = %1$s;
                commit;
                """.formatted(HASH, BODY));
    }

    /** The same without the ways between client and server while the lock is held: no client that hashes itself could do so. */
    private static Pgbench.Script peerInOne() {
        return new Pgbench.Script("two-rows-in-one", "peer", "postgres", NUMBER + """
                with ended as (select seq from chain_end for update),
                    added as (insert into chain_entry (seq, prev_hash, hash, body) select seq + 1, %1$s, %1$s, %2$s from ended)
                update chain_end set seq = ended.seq + 1, hash = %1$s from ended;
                """.formatted(HASH, BODY));
    }
}
