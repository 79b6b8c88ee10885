package org.gardefou.backup.restorepoint;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.copy.Copies;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.seat.Seated;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.ResticRepository;

/**
 * Forgets a site's expired snapshots, which takes a second: nobody finds them any more. What only they held is cleared away by the next prune,
 * in the hours of maintenance, since that takes the repository for minutes. A crash, or a repository that is busy or away, repeats it, which
 * changes nothing that was done; only then the rows say that it is gone.
 *
 * <p>What is forgotten is chosen when the repository is at hand and not before: while it was waited for, a hold may have been set, or a restore begun.
 */
@ApplicationScoped
class ForgettingJob implements Job, Seated {

    private final RestorePoints points;
    private final RunningRestores restores;
    private final LegalHolds holds;
    private final Sites sites;
    private final Repositories repositories;
    private final Copies copies;
    private final Claims claims;
    private final PrunesWanted prunes;
    private final RetentionConfig config;
    private final Clock clock;

    ForgettingJob(
            RestorePoints points,
            RunningRestores restores,
            LegalHolds holds,
            Sites sites,
            Repositories repositories,
            Copies copies,
            Claims claims,
            PrunesWanted prunes,
            RetentionConfig config,
            Clock clock) {
        this.points = points;
        this.restores = restores;
        this.holds = holds;
        this.sites = sites;
        this.repositories = repositories;
        this.copies = copies;
        this.claims = claims;
        this.prunes = prunes;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forgetting";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public int priority() {
        return FIRST;
    }

    @Override
    public Where where() {
        return Where.FIRST;
    }

    @Override
    public void run(String id) throws RepositoryUnusable {
        UUID site = UUID.fromString(id);
        if (QuarkusTransaction.requiringNew().call(() -> toForget(site)).isEmpty()) return;
        // What cannot be deleted stays, and stays to be forgotten: the place may change its mind.
        if (QuarkusTransaction.requiringNew().call(() -> repositories.appendOnly(site))) return;
        ResticRepository repository = repositories.open(site);
        List<RestorePoint> old;
        try (Claim claim = claims.alone(site, "forgetting")) {
            old = QuarkusTransaction.requiringNew().call(() -> choose(site));
            if (old.isEmpty()) return;
            repository.unlockOwnDead();
            repository
                    .using(CallOptions.defaults().cancelledBy(claim.cancellation()))
                    .forget(old.stream().map(RestorePoint::snapshot).toList());
        }
        QuarkusTransaction.requiringNew().run(() -> {
            old.forEach(point -> points.findById(point.id()).forgotten(clock.instant()));
            prunes.add(site, clock.instant());
            copies.originalsForgotten(site);
        });
    }

    /** A hold that is being set is waited for; one that comes later takes the claim back. */
    private List<RestorePoint> choose(UUID site) {
        sites.findByIdOptional(site).ifPresent(sites::lock);
        return toForget(site);
    }

    /** What was expired while a restore of it was on its way here stays until that has ended; what is held since then, until it is not. */
    private List<RestorePoint> toForget(UUID site) {
        Set<UUID> inUse = restores.pointsInUse(site);
        LegalHolds.Held held = holds.of(site);
        return points.toForget(site, clock.instant().minus(config.grace())).stream()
                .filter(point -> !inUse.contains(point.id()) && !held.holds(point.id()))
                .toList();
    }
}
