package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/** What an operation costs the database: WAL bytes, fsyncs, statements. */
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

    /** Counts around a piece of work that returns how many operations it did. */
    Cost around(Callable<Double> work) throws Exception {
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

    /** The statements that the server logs while the work runs, transaction control included. */
    long statements(String database, Callable<Double> work) throws Exception {
        lab.execute("peer", "alter database " + database + " set log_statement = 'all'");
        lab.execute("peer", "alter system set log_statement = 'all'");
        lab.execute("peer", "select pg_reload_conf()");
        long before = lines();
        try {
            work.call();
        } finally {
            lab.execute("peer", "alter system reset log_statement");
            lab.execute("peer", "alter database " + database + " reset log_statement");
            lab.execute("peer", "select pg_reload_conf()");
        }
        return lines() - before;
    }

    private long lines() throws IOException {
        try (var lines = Files.lines(lab.postgresLog(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains("LOG:  execute ") || line.contains("LOG:  statement: "))
                    .count();
        }
    }
}
