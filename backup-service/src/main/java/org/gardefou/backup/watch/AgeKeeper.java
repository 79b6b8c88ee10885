package org.gardefou.backup.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.policy.Policy;
import org.gardefou.backup.policy.PolicyChanged;
import org.gardefou.backup.restorepoint.PointTaken;
import org.gardefou.backup.restorepoint.PointsChanged;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.schedule.DueTimes;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Keeps the age of each site's last good restore point, in the transactions that change it, and tells when one has caught up. */
@ApplicationScoped
class AgeKeeper {

    private final BackupAges ages;
    private final RestorePoints points;
    private final WatchConfig config;
    private final Outbox outbox;
    private final Clock clock;

    AgeKeeper(BackupAges ages, RestorePoints points, WatchConfig config, Outbox outbox, Clock clock) {
        this.ages = ages;
        this.points = points;
        this.config = config;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The data of {@code backup.caught-up}; without a restore point where backups are promised less often now. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CaughtUp(
            UUID site,
            UUID customer,
            @Nullable UUID restorePoint,
            @Nullable Instant takenAt,
            Instant overdueSince,
            Instant at) {}

    void policy(@Observes PolicyChanged changed) {
        Policy policy = changed.policy();
        Optional<Duration> every = policy.frequency();
        if (every.isEmpty()) {
            ages.locked(policy.site()).ifPresent(age -> age.nonePromised(policy.customer()));
            return;
        }
        BackupAge age = ages.locked(policy.site()).orElseGet(() -> enter(policy));
        // An event that was long on its way is no reason for an alarm: what it promises is promised as of now.
        caughtUp(
                age,
                age.promised(policy.customer(), DueTimes.longestGap(every.get()), config.slack(), clock.instant()));
    }

    private BackupAge enter(Policy policy) {
        BackupAge fresh = new BackupAge(policy.site(), policy.customer(), clock.instant());
        points.lastGood(policy.site())
                .ifPresent(point -> fresh.lastGood(point.id(), point.takenAt(), config.slack(), clock.instant()));
        ages.persist(fresh);
        return fresh;
    }

    void taken(@Observes PointTaken news) {
        look(news.point().site());
    }

    void gone(@Observes PointsChanged news) {
        look(news.site());
    }

    private void look(UUID site) {
        ages.locked(site).ifPresent(age -> {
            Optional<RestorePoint> last = points.lastGood(site);
            caughtUp(
                    age,
                    age.lastGood(
                            last.map(RestorePoint::id).orElse(null),
                            last.map(RestorePoint::takenAt).orElse(null),
                            config.slack(),
                            clock.instant()));
        });
    }

    private void caughtUp(BackupAge age, Optional<BackupAge.Stretch> ended) {
        if (ended.isEmpty()) return;
        CaughtUp told = new CaughtUp(
                age.site(),
                age.customer(),
                age.lastGood().orElse(null),
                age.lastGoodAt().orElse(null),
                ended.get().since(),
                clock.instant());
        outbox.add(Event.of("gardefou.backups", "backup.caught-up", age.site(), told));
    }
}
