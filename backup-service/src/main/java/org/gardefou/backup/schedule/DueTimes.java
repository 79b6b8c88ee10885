package org.gardefou.backup.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** When the next backup of a site is due. Pure. */
final class DueTimes {

    private DueTimes() {}

    /**
     * The next beat after now. Beats stand at a fixed place in the interval that depends on the site alone, so that the sites of a
     * hoster spread over it, and a site keeps its hour. Missed beats are skipped, never made up for.
     */
    static Instant next(UUID site, Duration every, Instant now) {
        long beat = every.toSeconds();
        long place = Math.floorMod(site.hashCode() * 0x9E3779B97F4A7C15L, beat);
        long since = Math.floorMod(now.getEpochSecond() - place, beat);
        return Instant.ofEpochSecond(now.getEpochSecond() - since + beat);
    }
}
