package org.gardefou.restic;

import org.jspecify.annotations.Nullable;

/**
 * How a process ended.
 *
 * @param exit its exit code, 128 + n after signal n
 * @param ending why it ended
 * @param sinkFailure what its reader threw, which stopped it; null mostly
 */
record Finished(int exit, Ending ending, @Nullable Exception sinkFailure, Stderr stderr) {
    boolean wasStopped() {
        return ending != Ending.BY_ITSELF;
    }

    /** Who ended it. */
    enum Ending {
        BY_ITSELF,
        CANCELLED,
        TIMED_OUT,
        /** It went on trying what its storage refuses, or does not answer. */
        IN_VAIN
    }
}
