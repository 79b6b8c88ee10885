package org.gardefou.backup.verification;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gardefou.backup.claim.QuietHours;
import org.gardefou.backup.claim.QuietHoursConfig;
import org.gardefou.backup.claim.SiteTurns;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;

/** Asks for the readings of data that are due, in quiet hours, as many as there is room for. */
@ApplicationScoped
class DataTick implements RepeatedJob {

    private final SiteTurns turns;
    private final VerificationConfig config;
    private final QuietHours hours;
    private final Jobs jobs;
    private final Clock clock;

    DataTick(SiteTurns turns, VerificationConfig config, QuietHoursConfig hours, Jobs jobs, Clock clock) {
        this.turns = turns;
        this.config = config;
        this.hours = QuietHours.of(hours);
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "due-data-readings";
    }

    @Override
    public Duration every() {
        return config.tick();
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        if (!hours.at(now)) return;
        Duration interval = config.dataPeriod().dividedBy(config.dataParts());
        QuarkusTransaction.requiringNew()
                .run(() -> turns.due(SiteTurns.Kind.DATA, now, interval, jobs.room(DataJob.class, config.batch()))
                        .forEach(site -> jobs.submitMissing(DataJob.class, site.toString())));
    }
}
