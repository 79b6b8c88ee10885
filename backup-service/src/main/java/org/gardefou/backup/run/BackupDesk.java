package org.gardefou.backup.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Takes orders for backups, inside the caller's transaction. */
@ApplicationScoped
public class BackupDesk {

    private final Backups backups;
    private final Sites sites;
    private final Jobs jobs;
    private final Clock clock;

    BackupDesk(Backups backups, Sites sites, Jobs jobs, Clock clock) {
        this.backups = backups;
        this.sites = sites;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Queues a backup of a known site. */
    Backup request(UUID site, Reason reason) {
        return request(sites.findById(site), reason, null);
    }

    /** Queues the backup that is due, unless one waits already: then that one serves. */
    public void due(UUID site) {
        if (backups.queued(site).isEmpty()) request(site, Reason.scheduled());
    }

    /**
     * Queues the backup that somebody asks for, unless one that was asked for waits already: what is asked for now will be in it. So
     * nobody can fill the queue, in however many requests at once.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when the one that waits bears another label
     */
    Backup onDemand(Site site, @Nullable String label) {
        sites.lock(site);
        return backups.queuedOnDemand(site.site())
                .map(waiting -> serving(waiting, label))
                .orElseGet(() -> request(site, Reason.onDemand(), label));
    }

    private static Backup serving(Backup waiting, @Nullable String label) {
        if (label != null && !waiting.label().equals(Optional.of(label))) {
            throw Problems.conflict(
                    "The backup %s of this site waits already, under another label. What you ask for will be in it; for a backup under your label, ask again when it has begun."
                            .formatted(waiting.id()));
        }
        return waiting;
    }

    private Backup request(Site site, Reason reason, @Nullable String label) {
        Backup backup = new Backup(Ids.next(), site, reason, label, clock.instant());
        backups.persist(backup);
        backups.flush();
        jobs.submit(reason.job(), backup.id().toString());
        return backup;
    }
}
