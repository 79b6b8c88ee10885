package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** What an operation costs the database: WAL bytes, fsyncs, statements. These do not depend on what the machine does besides. */
final class Counts {

    private final Lab lab;

    Counts(Lab lab) {
        this.lab = lab;
    }

    /** @param operations how many the work did */
    record Cost(double operations, double walBytes, double fsyncs) {
        double walEach() {
            return walBytes / operations;
        }

        double fsyncsEach() {
            return fsyncs / operations;
        }
    }

    /**
     * Counts around a piece of work that returns how many operations it did. It begins with a checkpoint, because the first change of a
     * page after one writes the whole page: compare only costs of the same number of operations.
     */
    Cost around(Callable<Double> work) throws Exception {
        lab.execute("peer", "checkpoint");
        double wal = wal();
        double fsyncs = fsyncs();
        double operations = work.call();
        return new Cost(operations, wal() - wal, fsyncs() - fsyncs);
    }

    private double wal() throws SQLException, IOException {
        return lab.number("peer", "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
    }

    private double fsyncs() throws SQLException, IOException {
        return lab.number("peer", "select coalesce(sum(fsyncs), 0) from pg_stat_io where object = 'wal'");
    }

    /** The statements, transaction control included, for each operation of a piece of work that returns how many it did. */
    double statementsEach(Callable<Double> work) throws Exception {
        lab.execute("peer", "alter system set log_statement = 'all'");
        lab.execute("peer", "select pg_reload_conf()");
        try {
            long before = lines();
            double operations = work.call();
            return (lines() - before) / operations;
        } finally {
            lab.execute("peer", "alter system reset log_statement");
            lab.execute("peer", "select pg_reload_conf()");
        }
    }

    /** What the lab asks itself is marked, and does not count. */
    private long lines() throws IOException {
        try (var lines = Files.lines(lab.postgresLog(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains("LOG:  execute ") || line.contains("LOG:  statement: "))
                    .filter(line -> !line.contains(Lab.MARK))
                    .count();
        }
    }

    /** Both sides' costs as facts of a result. */
    static Map<String, Object> facts(Cost ours, Cost peer, double statements, double peerStatements) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("walBytesPerEvent", Math.round(ours.walEach()));
        facts.put("peerWalBytesPerEvent", Math.round(peer.walEach()));
        facts.put("walRatio", rounded(ours.walEach() / peer.walEach(), 2));
        facts.put("fsyncsPerEvent", rounded(ours.fsyncsEach(), 3));
        facts.put("peerFsyncsPerEvent", rounded(peer.fsyncsEach(), 3));
        facts.put("statementsPerEvent", rounded(statements, 3));
        facts.put("peerStatementsPerEvent", rounded(peerStatements, 3));
        return facts;
    }

    static double rounded(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }
}
