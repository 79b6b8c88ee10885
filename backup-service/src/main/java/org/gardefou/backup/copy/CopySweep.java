package org.gardefou.backup.copy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;

/** Finds the copies that are still to be made or forgotten and that no run is asked for: one that had nothing to do where it looked, as while nothing could be deleted there. */
@ApplicationScoped
class CopySweep implements RepeatedJob {

    /** While a second place is away every site has a copy waiting, and a run that waits for it: then they are looked at in turn. */
    private static final int MOST = 500;

    private static final UUID BEGINNING = new UUID(0, 0);

    private final CopyRows rows;
    private final Jobs jobs;
    private UUID waiting = BEGINNING;
    private UUID toForget = BEGINNING;

    CopySweep(CopyRows rows, Jobs jobs) {
        this.rows = rows;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return "copy-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(3);
    }

    @Override
    public synchronized void run() {
        waiting = submit(CopyingJob.class, rows::sitesWaiting, waiting);
        toForget = submit(CopyForgettingJob.class, rows::sitesToForget, toForget);
    }

    /** From where the last look ended; behind the last one it begins again. */
    private UUID submit(Class<? extends Job> job, BiFunction<UUID, Integer, List<UUID>> find, UUID after) {
        List<UUID> sites = QuarkusTransaction.requiringNew().call(() -> find.apply(after, MOST));
        sites.forEach(site -> jobs.submitMissing(job, site.toString()));
        return sites.size() < MOST ? BEGINNING : sites.getLast();
    }
}
