package org.gardefou.backup.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** The look of backup-service's tick for what is due, again and again; nothing is changed by it. */
public final class DueLook {

    private DueLook() {}

    /**
     * How long a look takes, in milliseconds.
     *
     * @param connection without auto-commit
     * @param expected how many sites each look must find
     */
    public static double millis(Connection connection, int most, int expected, Duration time) throws SQLException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long looks = 0;
        long now = start;
        while (now < end) {
            int found = DueSites.find(connection, Instant.now(), most).size();
            connection.rollback();
            if (found != expected) throw new IllegalStateException(found + " sites are due instead of " + expected);
            looks++;
            now = System.nanoTime();
        }
        return (now - start) / 1e6 / looks;
    }
}
