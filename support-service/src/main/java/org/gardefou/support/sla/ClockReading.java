package org.gardefou.support.sla;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one clock of a case shows.
 *
 * @param round the first, second … of its kind in the case
 * @param target how long it may take, in open hours
 * @param used how much of that had passed when it was last started, stopped or changed
 * @param since when it was last started or changed; where it does not run, when it stopped
 * @param warnAt when it is nearly over, if it goes on; nothing while it stands still
 * @param dueAt when it is over, if it goes on; nothing while it stands still, or where the hours are never open
 * @param promiseDueAt when what the contract itself promises of it is over; not before {@code dueAt}
 * @param promiseBrokenAt when that was over without an end
 * @param breachedAt when it was over without an end
 * @param endedAt when what it waited for came, or was needed no more
 */
record ClockReading(
        ClockKind kind,
        int round,
        State state,
        Instant startedAt,
        Duration target,
        Duration used,
        Instant since,
        @Nullable Instant warnAt,
        @Nullable Instant dueAt,
        @Nullable Instant promiseDueAt,
        @Nullable Instant breachedAt,
        @Nullable Instant promiseBrokenAt,
        @Nullable Instant endedAt) {

    enum State {
        RUNNING,
        /** It is the customer's turn. */
        PAUSED,
        /** What it waited for came. */
        MET,
        /** The case was over before, so that nobody needs it any more. */
        VOID;

        boolean ended() {
            return this == MET || this == VOID;
        }
    }

    /** Whether what it waits for came, or will come, too late. */
    boolean breached() {
        return breachedAt != null;
    }
}
