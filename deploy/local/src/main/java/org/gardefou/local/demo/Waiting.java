package org.gardefou.local.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waiting for what the suite does by itself. */
public final class Waiting {

    /** Short enough to tell a second from two. */
    private static final long PAUSE_MILLIS = 40;

    /** Long enough to leave the machine to the suite, while it does what takes it long. */
    private static final long LONGEST_PAUSE_MILLIS = 250;

    /** What a wait may be prolonged by, as a part of itself. */
    private static final int PART = 20;

    private Waiting() {}

    /**
     * What a look finds, as soon as it finds something.
     *
     * @param what is waited for, to go on after "waited 30 s for "
     * @param look answers what was looked for, or nothing yet
     * @param state what there is instead, said when the time is up
     * @throws UnexpectedAnswer when nothing was found in that time
     */
    public static <T> T until(String what, Duration limit, Supplier<Optional<T>> look, Supplier<String> state) {
        long start = System.nanoTime();
        long end = start + limit.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new UnexpectedAnswer(
                        "Waited " + limit.toSeconds() + " s for " + what + "; there is " + state.get());
            }
            long waited = Duration.ofNanos(System.nanoTime() - start).toMillis();
            pause(Math.clamp(waited / PART, PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
        }
    }

    static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new UnexpectedAnswer("Stopped while waiting.");
        }
    }
}
