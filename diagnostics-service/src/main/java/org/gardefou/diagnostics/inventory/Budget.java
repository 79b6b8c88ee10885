package org.gardefou.diagnostics.inventory;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How much one look may cost, whatever a customer has put into the tree: names, files, bytes, time. */
final class Budget {

    private static final int MOST_NAMES = 100_000;
    private static final int MOST_FILES = 30_000;
    private static final long MOST_BYTES = 512L * 1024 * 1024;

    private final long deadline;
    private final LongSupplier nanos;
    private int names = MOST_NAMES;
    private int files = MOST_FILES;
    private long bytes = MOST_BYTES;
    private boolean spent;

    /** @param nanos a clock of nanoseconds that never goes back */
    Budget(Duration time, LongSupplier nanos) {
        this.nanos = nanos;
        this.deadline = nanos.getAsLong() + time.toNanos();
    }

    /** Whether another file may be read. */
    boolean file() {
        return take(--files >= 0 && bytes > 0);
    }

    void read(int count) {
        bytes -= count;
    }

    /** How many names of a folder may be looked at, at most so many. */
    int names(int most) {
        int granted = Math.min(most, Math.max(0, names));
        names -= granted;
        return take(granted > 0) ? granted : 0;
    }

    /** The names that a folder did not have. */
    void giveBack(int count) {
        names += count;
    }

    /** Whether something was refused: the look is not complete. */
    boolean isSpent() {
        return spent;
    }

    private boolean take(boolean good) {
        boolean granted = good && nanos.getAsLong() - deadline < 0;
        if (!granted) spent = true;
        return granted;
    }
}
