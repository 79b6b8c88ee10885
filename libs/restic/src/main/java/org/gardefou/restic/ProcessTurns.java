package org.gardefou.restic;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many restic processes of this service may be at work at one place at the same time; the others wait, first come first
 * served. Every call that is given the same turns shares them.
 */
public final class ProcessTurns {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final int most;
    private final Semaphore free;

    /** @param most at least one */
    public ProcessTurns(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("At least one process must be able to work there");
        }
        this.most = most;
        this.free = new Semaphore(most, true);
    }

    public int most() {
        return most;
    }

    /** A turn that was taken; closing it gives it to the next. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a turn, for as long as nobody cancels. The waiting does not count against the time-out. */
    Turn take(String operation, CallOptions options) {
        Cancellation cancellation = options.cancellation();
        try {
            while (!free.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (cancellation != null && cancellation.isCancelled()) throw new ResticException.Cancelled(operation);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ResticException.Cancelled(operation);
        }
        return free::release;
    }
}
