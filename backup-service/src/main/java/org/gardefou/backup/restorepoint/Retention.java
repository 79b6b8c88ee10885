package org.gardefou.backup.restorepoint;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.policy.Policies;
import org.gardefou.backup.policy.Policy;
import org.gardefou.backup.restorepoint.RetentionRule.Point;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;

/**
 * Lets restore points go when their time is over. The bus is told first, so that no restore of it is asked for any more; the data goes
 * a while later, by {@link ForgettingJob}.
 */
@ApplicationScoped
class Retention implements RepeatedJob {

    private final RestorePoints points;
    private final RunningRestores restores;
    private final Policies policies;
    private final Sites sites;
    private final RetentionConfig config;
    private final Jobs jobs;
    private final Outbox outbox;
    private final Clock clock;

    Retention(
            RestorePoints points,
            RunningRestores restores,
            Policies policies,
            Sites sites,
            RetentionConfig config,
            Jobs jobs,
            Outbox outbox,
            Clock clock) {
        this.points = points;
        this.restores = restores;
        this.policies = policies;
        this.sites = sites;
        this.config = config;
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
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> restores.giveUp(now.minus(config.longestRestore())));
        QuarkusTransaction.requiringNew()
                .call(() -> points.sitesWithOlderThan(now.minus(every())))
                .forEach(site -> QuarkusTransaction.requiringNew().run(() -> expire(site, now)));
        QuarkusTransaction.requiringNew()
                .call(() -> points.sitesToForget(now.minus(config.grace())))
                .forEach(site -> jobs.submit(ForgettingJob.class, site.toString()));
    }

    private void expire(UUID site, Instant now) {
        Optional<Policy> policy = policies.findByIdOptional(site);
        List<RestorePoint> there = points.available(site);
        List<UUID> old = RetentionRule.expired(
                there.stream()
                        .map(point -> new Point(point.id(), point.takenAt()))
                        .toList(),
                policy.flatMap(Policy::retention).orElse(config.unpromised()),
                policy.filter(one -> morePromised(one, site)).isPresent(),
                restores.pointsInUse(site),
                now);
        there.stream().filter(point -> old.contains(point.id())).forEach(point -> expire(point, now));
    }

    private boolean morePromised(Policy policy, UUID site) {
        return policy.kind() == Policy.Kind.HOST_RUN
                && sites.findByIdOptional(site).filter(Site::gone).isEmpty();
    }

    private void expire(RestorePoint point, Instant now) {
        point.expire(now);
        outbox.add(Event.of(
                "gardefou.backups", "restore-point.expired", point.site(), new Expired(point.id(), point.site(), now)));
    }
}
