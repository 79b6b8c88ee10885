package org.gardefou.diagnostics.monitor;

import java.time.Duration;
import java.time.Instant;
import org.gardefou.diagnostics.check.Severity;
import org.jspecify.annotations.Nullable;

/**
 * How a site stands by what its monitor saw.
 *
 * @param since when it was first seen so; of DOWN, when it was first suspected
 * @param knownAt the last look, where that could tell
 */
record Standing(
        State state, @Nullable Instant since, @Nullable Instant knownAt) {

    enum State {
        /** Not looked at yet. */
        NEW,
        UP,
        /** Seen down once. */
        SUSPECT,
        /** Seen down, and again. */
        DOWN
    }

    /**
     * What a look makes of it.
     *
     * @param watched the time that the two looks speak for; null where the one before could not tell or was too long ago
     * @param down whether it was down in that time. It is down from the first look that saw it so, where another confirmed that,
     *     to the first that did not.
     * @param turned whether it went down or came back
     */
    record Step(Standing next, @Nullable Stretch watched, boolean down, boolean turned) {}

    /** @param longest how far two looks may lie apart and still speak for the time between them */
    Step look(Severity seen, Instant at, Duration longest) {
        // What could not be told ends nothing and begins nothing.
        if (seen == Severity.COULD_NOT_CHECK) return new Step(new Standing(state, since, null), null, false, false);
        State then = seen != Severity.CRITICAL
                ? State.UP
                : state == State.SUSPECT || state == State.DOWN ? State.DOWN : State.SUSPECT;
        boolean confirmed = state == State.SUSPECT && then == State.DOWN;
        Stretch watched = knownAt != null
                        && knownAt.isBefore(at)
                        && !knownAt.plus(longest).isBefore(at)
                ? new Stretch(knownAt, at)
                : null;
        boolean down = state == State.DOWN || confirmed;
        boolean turned = confirmed || (state == State.DOWN && then == State.UP);
        Instant from = then == state || confirmed ? since : at;
        return new Step(new Standing(then, from, at), watched, down, turned);
    }
}
