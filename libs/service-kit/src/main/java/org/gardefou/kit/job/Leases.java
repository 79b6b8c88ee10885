package org.gardefou.kit.job;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Makes sure that no run goes on twice. A run's heartbeat in the database is its lease. When the heartbeat does not get through, as
 * while the database is away, another process may start the run again; so the one that is here is interrupted a little earlier.
 */
final class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);

    /** Of the time after which a run is started elsewhere: one heartbeat is left for what is going on to end. */
    private static final double TOO_LATE = 0.75;

    private final Map<String, Lease> running = new ConcurrentHashMap<>();

    /** Does the work of a run, which can be interrupted from now on. */
    void during(TaskInstanceId run, Runnable body) {
        String key = key(run);
        Lease lease = new Lease(Thread.currentThread());
        if (running.putIfAbsent(key, lease) != null) throw new StillRunning(key);
        try {
            body.run();
        } finally {
            running.remove(key);
            lease.end();
        }
    }

    /** Interrupts the runs whose heartbeat has not got through for too long. */
    void check(Collection<CurrentlyExecuting> executing) {
        executing.stream()
                .filter(run -> run.getHeartbeatState().getFractionDead() >= TOO_LATE)
                .forEach(run -> lose(key(run.getTaskInstance())));
    }

    private void lose(String key) {
        Lease lease = running.get(key);
        if (lease != null && lease.lose()) {
            LOG.warnf("%s is interrupted: no sign of life of it reaches the database. It is taken up again", key);
        }
    }

    private static String key(TaskInstanceId run) {
        return run.getTaskName() + " of " + run.getId();
    }

    /** The thread that does a run, for as long as it does. */
    private static final class Lease {
        private final Thread thread;
        private boolean lost;
        private boolean ended;

        Lease(Thread thread) {
            this.thread = thread;
        }

        synchronized boolean lose() {
            if (lost || ended) return false;
            lost = true;
            thread.interrupt();
            return true;
        }

        synchronized void end() {
            ended = true;
            // The thread's next run must not be interrupted for this one.
            if (lost) Thread.interrupted();
        }
    }

    /** The run was started again before its first start has ended. */
    static final class StillRunning extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StillRunning(String key) {
            super(key + " is still at work in this process", null, false, false);
        }
    }
}
