package org.gardefou.backup.run;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Interrupts the runs of this process that somebody wants to end, whichever replica took the order. One statement a second for all
 * of them, and none while nothing is at work.
 */
@ApplicationScoped
class Cancelling {

    private static final Logger LOG = Logger.getLogger(Cancelling.class);

    /** What a person takes for "at once". */
    private static final long POLL_MILLIS = 500;

    private final CancelOrders orders;
    private final Map<UUID, AtWork> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cancelling").factory());

    Cancelling(CancelOrders orders) {
        this.orders = orders;
        var _ = watch.scheduleWithFixedDelay(this::look, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        watch.shutdownNow();
    }

    /** From now on the calling thread is interrupted when the run is to end; until what is returned is closed. */
    AtWork atWork(UUID backup) {
        AtWork run = new AtWork(backup, Thread.currentThread());
        running.put(backup, run);
        return run;
    }

    /** Whether somebody wants the run to end. */
    boolean ordered(UUID backup) {
        return QuarkusTransaction.requiringNew()
                .call(() -> orders.findByIdOptional(backup).isPresent());
    }

    private void look() {
        try {
            if (running.isEmpty()) return;
            List<UUID> all = List.copyOf(running.keySet());
            QuarkusTransaction.requiringNew().call(() -> orders.among(all)).forEach(this::interrupt);
        } catch (RuntimeException e) {
            LOG.debug("Orders to cancel could not be looked for; they are again in a moment", e);
        }
    }

    private void interrupt(UUID backup) {
        AtWork run = running.get(backup);
        if (run != null) run.interrupt();
    }

    /** The thread that does a run, for as long as it does. */
    final class AtWork implements AutoCloseable {
        private final UUID backup;
        private final Thread thread;
        private boolean interrupted;
        private boolean over;

        private AtWork(UUID backup, Thread thread) {
            this.backup = backup;
            this.thread = thread;
        }

        private synchronized void interrupt() {
            if (interrupted || over) return;
            interrupted = true;
            thread.interrupt();
        }

        /** What comes after the work is not interrupted, nor is the thread's next run. */
        @Override
        public synchronized void close() {
            over = true;
            running.remove(backup, this);
            if (interrupted) Thread.interrupted();
        }
    }
}
