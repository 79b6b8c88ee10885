package org.gardefou.diagnostics.quarantine;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.gardefou.kit.job.RepeatedJob;

/** Forgets what nobody placed in time. */
@ApplicationScoped
class QuarantineSweep implements RepeatedJob {

    private final HeldReports reports;
    private final Clock clock;

    QuarantineSweep(HeldReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "quarantine-sweep";
    }

    /** They are kept for days. */
    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        QuarkusTransaction.requiringNew().run(() -> reports.forget(clock.instant()));
    }
}
