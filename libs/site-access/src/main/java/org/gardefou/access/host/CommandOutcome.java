package org.gardefou.access.host;

import java.time.Duration;

/** How a command ended. */
public sealed interface CommandOutcome {
    /** The end of what it wrote on standard error, at most 16 KB; or our own words when it never ran. */
    String stderr();

    /** Whether it did what it was asked: it ran to its end and said 0. */
    default boolean succeeded() {
        return this instanceof Exited exited && exited.code() == 0;
    }

    /** One sentence about it. */
    String said();

    /** Itself, or an exception with {@link #said} and the end of its standard error. */
    default Exited orThrow() throws CommandFailedException {
        if (this instanceof Exited exited && exited.code() == 0) {
            return exited;
        }
        throw new CommandFailedException(this);
    }

    /** It ran to its end; {@code code} is what it said, 128 + n when signal n ended it. */
    record Exited(String program, int code, String stderr, Duration took) implements CommandOutcome {
        @Override
        public String said() {
            return program + " ended with code " + code;
        }
    }

    /** It was still running at its timeout, and was ended. */
    record TimedOut(String program, Duration after, String stderr) implements CommandOutcome {
        @Override
        public String said() {
            return program + " was ended after its limit of " + after.toSeconds() + " s";
        }
    }

    /** Our thread was interrupted, and it was ended; the thread's interrupt flag is set again. */
    record Cancelled(String program, String stderr) implements CommandOutcome {
        @Override
        public String said() {
            return program + " was cancelled";
        }
    }

    /** Its input or output could not be moved (our disk is full, the reader refused); it was ended. */
    record Failed(String program, String problem, String stderr) implements CommandOutcome {
        @Override
        public String said() {
            return program + " was ended: " + problem;
        }
    }

    /** The connection to its machine could not be made, or ended before it did; then it was ended there as far as that could still be done. */
    record Lost(String program, String host, String stderr) implements CommandOutcome {
        @Override
        public String said() {
            return "the connection to " + host + " was lost while " + program
                    + " ran there; see whether the machine is up and its network works";
        }
    }

    /** It never ran: no such program, no right to be that user. */
    record NotStarted(String program, String problem) implements CommandOutcome {
        @Override
        public String stderr() {
            return problem;
        }

        @Override
        public String said() {
            return program + " could not be started";
        }
    }
}
