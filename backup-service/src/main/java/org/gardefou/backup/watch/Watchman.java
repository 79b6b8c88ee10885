package org.gardefou.backup.watch;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gardefou.kit.start.Open;
import org.gardefou.kit.trace.Trace;
import org.gardefou.kit.watch.Pulse;
import org.gardefou.kit.watch.Watched;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks for overdue backups again and again, on a thread of its own: whatever holds up the jobs, a scheduler that is dead or whose workers are all
 * at something long, must not hold up the alarm about it. That the thread runs is part of the service's liveness.
 */
@ApplicationScoped
class Watchman implements Watched {

    private static final Logger LOG = Logger.getLogger(Watchman.class);

    /** A turn after a long outage raises the alarm for all sites. */
    private static final Duration LONGEST_TURN = Duration.ofMinutes(30);

    private final OverdueTick tick;
    private final WatchConfig config;
    private final Pulse pulse;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    Watchman(OverdueTick tick, WatchConfig config) {
        this.tick = tick;
        this.config = config;
        this.pulse = new Pulse("overdue-watch", LONGEST_TURN.plus(config.tick()));
    }

    void start(@Observes Open event) {
        thread = Thread.ofPlatform().name("overdue-watch").daemon().start(this::watch);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        Thread worker = thread;
        if (worker != null) worker.join(Duration.ofSeconds(5));
    }

    @Override
    public Pulse pulse() {
        return pulse;
    }

    private void watch() {
        boolean failing = false;
        try {
            do {
                pulse.beat();
                failing = look(failing);
            } while (!stopped.await(config.tick().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pulse.end();
    }

    private boolean look(boolean failing) {
        try (Trace.Scope scope = Trace.after(null).enter()) {
            tick.run();
            if (failing) LOG.info("Overdue backups are looked for again");
            return false;
        } catch (RuntimeException e) {
            if (!failing) LOG.warn("Overdue backups cannot be looked for now; trying on", e);
            return true;
        }
    }
}
