package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.UUID;
import org.gardefou.backup.restorepoint.PointTaken;
import org.gardefou.kit.job.Jobs;

/** Where others ask that the files of a site's restore points be looked at. */
@ApplicationScoped
public class ContentIndex {

    private final Jobs jobs;
    private final Clock clock;

    ContentIndex(Jobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    void taken(@Observes PointTaken news) {
        wanted(news.point().site());
    }

    /** A restore point of the site came or went: its files are read or cleared away soon. Inside the caller's transaction, or without one. */
    public void wanted(UUID site) {
        // Not submit: a run that waits for its next try after a failure is started at once.
        jobs.postpone(ContentJob.class, site.toString(), clock.instant());
    }
}
