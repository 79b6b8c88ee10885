package org.gardefou.access.database;

import java.time.Duration;

/**
 * How long the client programs may take.
 *
 * @param connect to reach the server
 * @param query for a question or a small statement
 * @param transfer for a dump or a load
 */
public record DatabaseLimits(Duration connect, Duration query, Duration transfer) {
    /**
     * 10 s to connect (a loaded server answers within 2), 60 s for a question, 6 hours for a dump (100 GB at the
     * 5 MB/s of a slow disk).
     */
    public static DatabaseLimits usual() {
        return new DatabaseLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofHours(6));
    }
}
