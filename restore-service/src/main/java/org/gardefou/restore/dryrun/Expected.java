package org.gardefou.restore.dryrun;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a restore takes. Pure. */
final class Expected {

    /** To open a repository, reload PHP and so on, however little comes back. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    /** One RENAME TABLE of a site's tables took 0.2 to 0.8 s on a busy machine; queries wait for it. */
    private static final Duration RENAMING = Duration.ofSeconds(1);

    private Expected() {}

    /**
     * Until the switch.
     *
     * @param measured earlier restores of all of the site
     * @param bytes that come back; unknown when negative
     * @param of all bytes of the restore point
     * @return null when nothing was measured
     */
    static @Nullable Duration duration(List<Duration> measured, long bytes, long of, boolean whole) {
        if (measured.isEmpty()) return null;
        Duration median = measured.stream().sorted().toList().get(measured.size() / 2);
        if (whole || bytes < 0 || of <= 0) return seconds(median);
        Duration share = Duration.ofMillis((long) (median.toMillis() * Math.min(1.0, (double) bytes / of)));
        Duration expected = share.compareTo(LEAST) < 0 ? LEAST : share;
        return seconds(expected.compareTo(median) < 0 ? expected : median);
    }

    /** At the switch. */
    static Duration downtime(boolean tables) {
        return tables ? RENAMING : Duration.ZERO;
    }

    private static Duration seconds(Duration exact) {
        return Duration.ofSeconds(Math.max(1, exact.toSeconds()));
    }
}
