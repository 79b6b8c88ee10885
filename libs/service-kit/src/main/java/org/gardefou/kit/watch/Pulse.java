package org.gardefou.kit.watch;

import java.time.Duration;

/**
 * The pulse of a thread that has to run as long as the service does. The thread beats at each of its turns; when it has not for
 * longer than a turn can take, it hangs or is gone, and only a new process helps.
 */
public final class Pulse {

    private final String name;
    private final Duration longestTurn;
    private volatile boolean expected;
    private volatile long last;

    /**
     * @param name of the thread, as the health check shows it
     * @param longestTurn how long one turn takes at most while all goes as it should, waiting for others included
     */
    public Pulse(String name, Duration longestTurn) {
        this.name = name;
        this.longestTurn = longestTurn;
    }

    /** The thread is at its next turn; from the first beat on the next ones are expected. */
    public void beat() {
        last = System.nanoTime();
        expected = true;
    }

    /** The thread ends because it should. */
    public void end() {
        expected = false;
    }

    /** The thread's name. */
    public String name() {
        return name;
    }

    /** Whether the thread runs, or need not. */
    public boolean alive() {
        return !expected || sinceLast().compareTo(longestTurn) <= 0;
    }

    /** The time since the last beat. */
    public Duration sinceLast() {
        return Duration.ofNanos(System.nanoTime() - last);
    }
}
