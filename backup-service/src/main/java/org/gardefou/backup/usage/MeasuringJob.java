package org.gardefou.backup.usage;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.seat.Seated;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.Stats;
import org.jboss.logging.Logger;

/** Measures what a site's repository takes. One that cannot be measured is tried again behind the others: nothing depends on it. */
@ApplicationScoped
class MeasuringJob implements Job, Seated {

    private static final Logger LOG = Logger.getLogger(MeasuringJob.class);

    private final Repositories repositories;
    private final Usages usages;
    private final Clock clock;

    MeasuringJob(Repositories repositories, Usages usages, Clock clock) {
        this.repositories = repositories;
        this.usages = usages;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "measuring";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public int priority() {
        return LAST;
    }

    @Override
    public Where where() {
        return Where.FIRST;
    }

    @Override
    public void run(String id) {
        UUID site = UUID.fromString(id);
        // What a backup adds while it is measured counts twice until the next time, rather than not at all.
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> usages.tried(site, now));
        try {
            // Without a lock: nobody waits for a figure.
            Stats stats = repositories
                    .open(site)
                    .using(CallOptions.defaults().readingWithoutLock().within(Duration.ofHours(1)))
                    .stats(Stats.Mode.RAW_DATA);
            QuarkusTransaction.requiringNew().run(() -> usages.measured(site, stats.bytes(), now));
        } catch (ResticException.Cancelled e) {
            throw e;
        } catch (ResticException | IOException e) {
            LOG.warnf("The repository of site %s could not be measured: %s", site, e.getMessage());
        }
    }
}
