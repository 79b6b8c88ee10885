package org.gardefou.restore.saga;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;

/** Asks for the run of every restore that is due, and has removed what ended ones left or kept for long enough. */
@ApplicationScoped
class RestoreWatch implements RepeatedJob {

    private final Restores restores;
    private final Jobs jobs;
    private final RestoreConfig config;
    private final Clock clock;

    RestoreWatch(Restores restores, Jobs jobs, RestoreConfig config, Clock clock) {
        this.restores = restores;
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "restore-watch";
    }

    @Override
    public Duration every() {
        return config.watch();
    }

    @Override
    public void run() {
        QuarkusTransaction.requiringNew()
                .call(() -> restores.due(clock.instant()))
                .forEach(id -> jobs.submitMissing(RestoreJob.class, id.toString()));
        List<UUID> untidy = QuarkusTransaction.requiringNew().call(() -> restores.toTidy(clock.instant()));
        for (UUID id : untidy) {
            // Its own run tidies first; only what it could not do is done by another.
            if (!jobs.pending(RestoreJob.class, id.toString())) {
                jobs.submitMissing(RestoreTidying.class, id.toString());
            }
        }
    }
}
