package org.gardefou.backup.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.gardefou.backup.policy.Policies;
import org.gardefou.backup.policy.Policy;
import org.gardefou.backup.repository.ErasedPlace;
import org.gardefou.backup.repository.Erasing;
import org.gardefou.backup.restorepoint.ErasedPoints;
import org.gardefou.backup.run.BackupDesk;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Takes orders for erasures, inside the caller's transaction. */
@ApplicationScoped
class ErasureDesk {

    private final Erasures erasures;
    private final Erasing erasing;
    private final ErasedPoints points;
    private final BackupDesk backups;
    private final Policies policies;
    private final Sites sites;
    private final Jobs jobs;
    private final Clock clock;

    ErasureDesk(
            Erasures erasures,
            Erasing erasing,
            ErasedPoints points,
            BackupDesk backups,
            Policies policies,
            Sites sites,
            Jobs jobs,
            Clock clock) {
        this.erasures = erasures;
        this.erasing = erasing;
        this.points = points;
        this.backups = backups;
        this.policies = policies;
        this.sites = sites;
        this.jobs = jobs;
        this.clock = clock;
    }

    Erasure order(UUID site, String reason, @Nullable String confirm, boolean lost, String by) {
        Site known = sites.findByIdOptional(site).orElseThrow(() -> Problems.notFound("site", site));
        // Whoever starts a backup of the site waits here too.
        sites.lock(known);
        var running = erasures.runningOf(site);
        if (running.isPresent()) return again(running.get(), lost);
        if (!erasing.hasOne(site)) throw Problems.notFound("repository", site);
        demandUnbound(known, confirm);
        points.objection(site).ifPresent(why -> {
            throw Problems.conflict(why);
        });
        if (backups.atWork(site)) {
            throw Problems.conflict("A backup of this site is being made: wait for its end, then ask again.");
        }
        if (!erasing.reachesFiles(site)) {
            throw Problems.conflict(
                    "The repository lies at a place of the settings (gardefou.repositories.location) whose files this service cannot delete. Delete its folder keys there by hand, then all of it.");
        }
        int gone = points.expire(site);
        List<ErasedPlace> places = erasing.begin(site);
        Erasure erasure = new Erasure(Ids.next(), site, known.customer(), reason, by, gone, places, clock.instant());
        if (lost) erasure.knownToBeLost();
        erasures.persist(erasure);
        erasures.flush();
        jobs.submit(ErasureJob.class, erasure.id().toString());
        return erasure;
    }

    private Erasure again(Erasure running, boolean lost) {
        if (lost) running.knownToBeLost();
        jobs.postpone(ErasureJob.class, running.id().toString(), clock.instant());
        return running;
    }

    /** While a contract promises backups, who erases them has to mean it. */
    private void demandUnbound(Site site, @Nullable String confirm) {
        boolean promised = !site.gone()
                && policies.findByIdOptional(site.site())
                        .filter(policy -> policy.kind() == Policy.Kind.HOST_RUN)
                        .isPresent();
        if (promised && !site.name().equals(confirm)) {
            throw Problems.conflict(
                    "The contract of this site promises backups. To erase them all the same, send confirm with the site's name, \"%s\"; the next backup makes a new repository."
                            .formatted(site.name()));
        }
    }
}
