package org.gardefou.diagnostics.sitelog;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gardefou.kit.job.RepeatedJob;

/** Forgets troubles that were not seen for long, and all that is left of sites that were removed. */
@ApplicationScoped
class LogSweep implements RepeatedJob {

    private final LogTails tails;
    private final LogOccurrences occurrences;
    private final LogUploads uploads;
    private final LogConfig config;
    private final Clock clock;

    LogSweep(LogTails tails, LogOccurrences occurrences, LogUploads uploads, LogConfig config, Clock clock) {
        this.tails = tails;
        this.occurrences = occurrences;
        this.uploads = uploads;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "log-sweep";
    }

    /** They are kept for months. */
    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant before = clock.instant().minus(config.kept());
        QuarkusTransaction.requiringNew().run(() -> uploads.forget(before));
        QuarkusTransaction.requiringNew().run(() -> occurrences.forget(before));
        QuarkusTransaction.requiringNew().run(tails::forgetRemoved);
    }
}
