package org.gardefou.backup.restorepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.backup.policy.Policies;
import org.gardefou.backup.policy.Policy;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.restorepoint.RetentionRule.Point;
import org.gardefou.kit.job.RepeatedJob;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.jboss.logging.Logger;

/**
 * Lets restore points go when their time is over: restic forgets their snapshots, then the rows (and the bus) say so, then the data is
 * cleared away. A repository that is busy is left for the next turn.
 */
@ApplicationScoped
class Retention implements RepeatedJob {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final RestorePoints points;
    private final RunningRestores restores;
    private final Policies policies;
    private final Repositories repositories;
    private final Outbox outbox;
    private final Clock clock;

    Retention(
            RestorePoints points,
            RunningRestores restores,
            Policies policies,
            Repositories repositories,
            Outbox outbox,
            Clock clock) {
        this.points = points;
        this.restores = restores;
        this.policies = policies;
        this.repositories = repositories;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The data of {@code restore-point.expired}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
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
        List<UUID> sites = QuarkusTransaction.requiringNew()
                .call(() -> points.sitesWithOlderThan(clock.instant().minus(Duration.ofHours(1))));
        for (UUID site : sites) {
            try {
                expire(site);
            } catch (ResticException | RepositoryUnusable e) {
                LOG.warnf("Old restore points of site %s stay for now: %s", site, e.getMessage());
            }
        }
    }

    /** Forgets first and says so afterwards: a crash in between repeats a forgetting, which changes nothing. */
    void expire(UUID site) throws RepositoryUnusable {
        List<RestorePoint> old = QuarkusTransaction.requiringNew().call(() -> expired(site));
        if (old.isEmpty()) return;
        ResticRepository repository = repositories.open(site);
        repository.unlockOwnDead();
        repository.forget(old.stream().map(RestorePoint::snapshot).toList());
        QuarkusTransaction.requiringNew().run(() -> old.forEach(point -> tell(point.id())));
        repository.prune();
    }

    private List<RestorePoint> expired(UUID site) {
        Policy policy = policies.findById(site);
        if (policy == null || policy.retention().isEmpty()) return List.of();
        List<RestorePoint> there = points.available(site);
        List<UUID> ids = RetentionRule.expired(
                there.stream()
                        .map(point -> new Point(point.id(), point.takenAt()))
                        .toList(),
                policy.retention().get(),
                restores.pointsInUse(site),
                clock.instant());
        return there.stream().filter(point -> ids.contains(point.id())).toList();
    }

    private void tell(UUID id) {
        RestorePoint point = points.findById(id);
        if (point == null || point.state() == RestorePoint.State.EXPIRED) return;
        point.expire();
        outbox.add(Event.of(
                "gardefou.backups",
                "restore-point.expired",
                point.site(),
                new Expired(point.id(), point.site(), clock.instant())));
    }
}
