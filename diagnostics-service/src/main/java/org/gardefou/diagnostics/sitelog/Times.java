package org.gardefou.diagnostics.sitelog;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which times of entries are believed: who can write into a log can write any time. Pure.
 *
 * @param earliest before this nothing in it was written
 * @param latest the moment of the reading
 */
record Times(Instant earliest, Instant latest) {

    /** The server's clock may be ahead of ours by so much. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    /** What an entry of a log is told to be from; one that says an impossible time, or none, is from the moment of the reading. */
    Instant of(@Nullable Instant said) {
        if (said == null || said.isAfter(latest.plus(SKEW)) || said.isBefore(earliest)) return latest;
        return said.isAfter(latest) ? latest : said;
    }
}
