package org.gardefou.diagnostics.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** When a site that changes is to be looked at: once it has been quiet for a while, but not later than some time after it began. */
final class QuietTimes {

    private final Duration quiet;
    private final Duration longest;
    private final Map<UUID, Busy> busy = new HashMap<>();

    private record Busy(Instant since, Instant last) {}

    QuietTimes(Duration quiet, Duration longest) {
        this.quiet = quiet;
        this.longest = longest;
    }

    /** When to look at a site that has just changed. */
    Instant due(UUID site, Instant now) {
        Busy times = busy.get(site);
        Instant since = times == null || isQuiet(times, now) ? now : times.since();
        if (since.plus(longest).isAfter(now)) {
            busy.put(site, new Busy(since, now));
            return now.plus(quiet);
        }
        busy.remove(site);
        return now;
    }

    /** Forgets the sites that have been quiet since; now and then, or the memory of all that ever changed stays. */
    void forgetQuiet(Instant now) {
        busy.values().removeIf(times -> isQuiet(times, now));
    }

    private boolean isQuiet(Busy times, Instant now) {
        return times.last().plus(quiet).isBefore(now);
    }
}
