package org.gardefou.backup.usage;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;

/** Writes down each day what the backups take, and has the repositories measured whose figure is old. */
@ApplicationScoped
class UsageRound implements RepeatedJob {

    private final Usages usages;
    private final UsageConfig config;
    private final Jobs jobs;
    private final Clock clock;

    UsageRound(Usages usages, UsageConfig config, Jobs jobs, Clock clock) {
        this.usages = usages;
        this.config = config;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "usage";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        QuarkusTransaction.requiringNew().run(() -> {
            usages.keep(today);
            usages.forgetBefore(today.minusDays(config.keepDays().toDays()));
        });
        int room = jobs.room(MeasuringJob.class, config.measuredAnHour());
        if (room == 0) return;
        QuarkusTransaction.requiringNew()
                .call(() -> usages.toMeasure(now.minus(config.measureEvery()), config.measuredAnHour()))
                .forEach(site -> jobs.submitMissing(MeasuringJob.class, site.toString()));
    }
}
