package org.gardefou.diagnostics.sitelog;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;

/** Looks for sites whose logs are to be read on. */
@ApplicationScoped
class LogTick implements RepeatedJob {

    /** Of these one process has read the most within one turn. */
    private static final int MOST_WAITING = 500;

    private final LogTails tails;
    private final Jobs jobs;
    private final LogConfig config;
    private final Clock clock;

    LogTick(LogTails tails, Jobs jobs, LogConfig config, Clock clock) {
        this.tails = tails;
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "log-tick";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        int room = jobs.room(LogTailJob.class, MOST_WAITING);
        if (room > 0)
            QuarkusTransaction.requiringNew().run(() -> tails.take(now, now.plus(config.every()), room)
                    .forEach(site -> jobs.submitMissing(LogTailJob.class, site.toString())));
    }
}
