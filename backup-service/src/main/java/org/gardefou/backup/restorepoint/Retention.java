package org.gardefou.backup.restorepoint;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.jboss.logging.Logger;

/**
 * Lets restore points go when their time is over. The bus is told first, so that no restore of it is asked for any more; the data goes
 * a while later, by {@link ForgettingJob}.
 */
@ApplicationScoped
class Retention implements RepeatedJob {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final RestorePoints points;
    private final RunningRestores restores;
    private final Keeping keeping;
    private final Pins pins;
    private final RetentionConfig config;
    private final jakarta.enterprise.event.Event<PointsChanged> within;
    private final Jobs jobs;
    private final Outbox outbox;
    private final Clock clock;

    Retention(
            RestorePoints points,
            RunningRestores restores,
            Keeping keeping,
            Pins pins,
            RetentionConfig config,
            jakarta.enterprise.event.Event<PointsChanged> within,
            Jobs jobs,
            Outbox outbox,
            Clock clock) {
        this.points = points;
        this.restores = restores;
        this.keeping = keeping;
        this.pins = pins;
        this.config = config;
        this.within = within;
        this.jobs = jobs;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The data of {@code restore-point.expired}. */
    record Expired(UUID restorePoint, UUID site, Instant at) {}

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public Duration every() {
        return config.every();
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> restores.giveUp(now.minus(config.longestRestore())));
        QuarkusTransaction.requiringNew()
                .call(() -> points.sitesWithOlderThan(now.minus(every())))
                .forEach(site ->
                        each(site, () -> QuarkusTransaction.requiringNew().run(() -> expire(site, now))));
        QuarkusTransaction.requiringNew()
                .call(() -> points.sitesToForget(now.minus(config.grace())))
                .forEach(site -> each(site, () -> jobs.submitMissing(ForgettingJob.class, site.toString())));
    }

    /** What goes wrong with one site, as when a point was changed by somebody else meanwhile, must not keep the points of all others for ever. */
    private static void each(UUID site, Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "The retention of site %s could not be seen to: its restore points stay until the next round. See the cause if this comes again.",
                    site);
        }
    }

    private void expire(UUID site, Instant now) {
        pins.endOver(site, now);
        Map<UUID, List<Kept>> kept = keeping.of(site, now);
        List<RestorePoint> old = points.available(site).stream()
                .filter(point -> kept.getOrDefault(point.id(), List.of()).isEmpty())
                .toList();
        old.forEach(point -> expire(point, now));
        if (!old.isEmpty()) within.fire(new PointsChanged(site));
    }

    private void expire(RestorePoint point, Instant now) {
        point.expire(now);
        outbox.add(Event.of(
                "gardefou.backups", "restore-point.expired", point.site(), new Expired(point.id(), point.site(), now)));
    }
}
