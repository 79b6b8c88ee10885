package org.gardefou.backup.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.gardefou.backup.restorepoint.PointTaken;
import org.gardefou.backup.run.BackupFailed;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.job.Jobs;

/** Hears of what becomes of runs, and has it looked at. */
@ApplicationScoped
class Observers {

    private final Jobs jobs;
    private final Sites sites;
    private final FindingDesk desk;

    Observers(Jobs jobs, Sites sites, FindingDesk desk) {
        this.jobs = jobs;
        this.sites = sites;
        this.desk = desk;
    }

    /** By a job of its own: a look into the repository must not hold up what is told of the backup. */
    void taken(@Observes PointTaken news) {
        jobs.submit(PointWatchJob.class, news.point().id().toString());
    }

    void failed(@Observes BackupFailed news) {
        SilenceRule.failed(news.failure().code()).ifPresent(signal -> sites.findByIdOptional(news.site())
                .ifPresent(site -> desk.open(news.site(), site.customer(), signal, null, null)));
    }
}
