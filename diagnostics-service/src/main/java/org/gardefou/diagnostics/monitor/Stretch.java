package org.gardefou.diagnostics.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A time from a moment on to before another. */
record Stretch(Instant from, Instant to) {

    static final Duration HOUR = Duration.ofHours(1);

    /** Its parts, each within one hour of UTC. */
    List<Stretch> byHour() {
        List<Stretch> parts = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); ) {
            Instant end = at.truncatedTo(ChronoUnit.HOURS).plus(HOUR);
            if (end.isAfter(to)) end = to;
            parts.add(new Stretch(at, end));
            at = end;
        }
        return parts;
    }

    /** The hour that it begins in. */
    Instant hour() {
        return from.truncatedTo(ChronoUnit.HOURS);
    }
}
