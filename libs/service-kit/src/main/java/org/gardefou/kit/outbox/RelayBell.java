package org.gardefou.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the relay of this process after a commit. PostgreSQL's NOTIFY is not used: it takes an instance-wide lock at commit.
 */
@ApplicationScoped
public class RelayBell {

    private final Semaphore rung = new Semaphore(0);

    /** There may be rows to publish. */
    public void ring() {
        if (rung.availablePermits() == 0) rung.release();
    }

    /** Waits for a ring, or until the slow poll is due: rows of another process, or of one that died, are found by it. */
    void await(Duration poll) throws InterruptedException {
        if (rung.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) rung.drainPermits();
    }
}
