package org.gardefou.diagnostics.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.diagnostics.monitor.Monitors.Hour;
import org.gardefou.kit.job.RepeatedJob;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;

/** Tells what was watched, an hour of a site in one event, once the looks that speak for its end have been made. */
@ApplicationScoped
class WatchedHours implements RepeatedJob {

    /** As long as two looks may lie apart at the longest interval. */
    private static final Duration SETTLED = Duration.ofMinutes(25);

    /** The last whole month, and the one that goes on. */
    private static final Duration KEPT = Duration.ofDays(63);

    private static final int MOST = 500;

    private final Monitors monitors;
    private final Outbox outbox;
    private final Clock clock;

    WatchedHours(Monitors monitors, Outbox outbox, Clock clock) {
        this.monitors = monitors;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The data of {@code site.watched}. */
    record Watched(UUID site, Instant hour, List<Stretch> watched, List<Stretch> down, Instant at) {}

    @Override
    public String name() {
        return "watched-hours";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    @Transactional
    public void run() {
        Instant now = clock.instant();
        for (Hour hour : monitors.takeUntold(now.minus(SETTLED), MOST)) {
            outbox.add(Event.of(
                    "gardefou.diagnoses",
                    "site.watched",
                    hour.site(),
                    new Watched(
                            hour.site(), hour.hour(), monitors.parts(hour, false), monitors.parts(hour, true), now)));
        }
        monitors.forget(now.minus(KEPT));
    }
}
