package org.gardefou.diagnostics.monitor;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.gardefou.diagnostics.site.SitePlaced;
import org.gardefou.kit.job.RepeatedJob;
import org.jboss.logging.Logger;

/**
 * Has every site looked at in its turn. Nothing is taken that cannot be begun at once: sites that hang take up places, and hold up no one
 * as long as others are free. What a process had taken when it ended is looked at again at its next turn, and that time is not watched.
 */
@ApplicationScoped
class MonitorTurns implements RepeatedJob {

    private static final Logger LOG = Logger.getLogger(MonitorTurns.class);

    private final Monitors monitors;
    private final Look look;
    private final MonitorConfig config;
    private final Clock clock;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("monitor-", 0).factory());

    MonitorTurns(Monitors monitors, Look look, MonitorConfig config, Clock clock) {
        this.monitors = monitors;
        this.look = look;
        this.config = config;
        this.clock = clock;
        this.places = new Semaphore(config.atOnce());
    }

    @Override
    public String name() {
        return "monitor-turns";
    }

    /** So that ten thousand a minute come in small groups. */
    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run() {
        if (config.byItself()) turn();
    }

    /** Begins all looks that are due and have a place, and waits for none. */
    void turn() {
        int free = places.drainPermits();
        int begun = 0;
        try {
            List<UUID> due = free == 0
                    ? List.of()
                    : QuarkusTransaction.requiringNew().call(() -> monitors.take(clock.instant(), free));
            for (UUID site : due) {
                threads.execute(() -> look(site));
                begun++;
            }
        } finally {
            places.release(free - begun);
        }
    }

    private void look(UUID site) {
        try {
            look.at(site);
        } catch (RuntimeException e) {
            LOG.warnf(e, "Site %s could not be looked at; it will be at its next turn", site);
        } finally {
            places.release();
        }
    }

    void placed(@Observes SitePlaced site) {
        monitors.add(site.site(), clock.instant());
    }

    void stop(@Observes ShutdownEvent end) {
        threads.shutdownNow();
    }
}
