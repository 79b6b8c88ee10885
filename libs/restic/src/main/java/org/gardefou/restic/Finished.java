package org.gardefou.restic;

/**
 * How a process ended.
 *
 * @param exit its exit code, 128 + n after signal n
 * @param ending why it ended
 * @param killed whether it had to be killed, so that a lock may be left
 */
record Finished(int exit, Ending ending, boolean killed, Stderr stderr) {
    /** Who ended it. */
    enum Ending {
        BY_ITSELF,
        CANCELLED,
        TIMED_OUT
    }
}
