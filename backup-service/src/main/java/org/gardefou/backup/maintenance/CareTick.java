package org.gardefou.backup.maintenance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gardefou.backup.claim.QuietHours;
import org.gardefou.backup.claim.QuietHoursConfig;
import org.gardefou.backup.claim.SiteTurns;
import org.gardefou.backup.restorepoint.PrunesWanted;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;

/** Asks for the prunes and comparisons that are due, in quiet hours, as many as there is room for: the others wait where they keep nobody waiting. */
@ApplicationScoped
class CareTick implements RepeatedJob {

    private final PrunesWanted prunes;
    private final SiteTurns turns;
    private final MaintenanceConfig config;
    private final QuietHours hours;
    private final Jobs jobs;
    private final Clock clock;

    CareTick(
            PrunesWanted prunes,
            SiteTurns turns,
            MaintenanceConfig config,
            QuietHoursConfig hours,
            Jobs jobs,
            Clock clock) {
        this.prunes = prunes;
        this.turns = turns;
        this.config = config;
        this.hours = QuietHours.of(hours);
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "due-maintenance";
    }

    @Override
    public Duration every() {
        return config.tick();
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        if (!hours.at(now)) return;
        QuarkusTransaction.requiringNew().run(() -> {
            // Those that were asked for already are among the oldest.
            if (jobs.room(PruneJob.class, config.prunes()) > 0) {
                prunes.waiting(now.minus(config.again()), config.prunes())
                        .forEach(site -> jobs.submitMissing(PruneJob.class, site.toString()));
            }
            turns.due(
                            SiteTurns.Kind.RECONCILIATION,
                            now,
                            config.reconciliation(),
                            jobs.room(ReconcileJob.class, config.batch()))
                    .forEach(site -> jobs.submitMissing(ReconcileJob.class, site.toString()));
        });
    }
}
