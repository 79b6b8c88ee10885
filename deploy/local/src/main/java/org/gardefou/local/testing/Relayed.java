package org.gardefou.local.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a service under test has told what it has committed: an event lies in its outbox until the broker has it, which on a busy
 * machine takes a while.
 */
final class Relayed {

    /** Longer than a relay takes on any machine; who waits for what comes behind it says what is missing. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(5);

    private @Nullable Connection kept;
    private String keptUrl = "";

    /** Comes back when nothing waits that was there when it was called; at once where there is no outbox. */
    synchronized void await() {
        String url = System.getProperty("quarkus.datasource.jdbc.url");
        if (url == null) return;
        try {
            Connection database = connected(url);
            long last = last(database);
            long until = System.nanoTime() + LONGEST.toNanos();
            while (waits(database, last) && System.nanoTime() < until) LockSupport.parkNanos(PAUSE.toNanos());
        } catch (SQLException e) {
            // No table yet, or a test has cut all connections: the next call has another one.
            kept = null;
        }
    }

    private Connection connected(String url) throws SQLException {
        Connection known = kept;
        if (known != null && keptUrl.equals(url) && !known.isClosed()) return known;
        Connection fresh = DriverManager.getConnection(
                url,
                System.getProperty("quarkus.datasource.username"),
                System.getProperty("quarkus.datasource.password"));
        kept = fresh;
        keptUrl = url;
        return fresh;
    }

    private static long last(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select coalesce(max(seq), 0) from outbox")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static boolean waits(Connection database, long last) throws SQLException {
        try (PreparedStatement select =
                database.prepareStatement("select exists (select from outbox where seq <= ?)")) {
            select.setLong(1, last);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }
}
