package org.gardefou.local.site;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what no event tells of: a socket, a pid file, the end of a process that is not our child. */
final class Await {
    private static final long BETWEEN_LOOKS = Duration.ofMillis(20).toNanos();

    private Await() {}

    /** True as soon as the condition holds, false when it still does not after the limit. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new SiteException("Interrupted while waiting for the site: start it again");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return true;
    }
}
