package org.gardefou.restore.drill;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures how long the steps of one drill take. What is done between two of them is the drill's own, and does not count. */
final class Took {

    private final Map<DrillStep, Long> millis = new EnumMap<>(DrillStep.class);
    private @Nullable DrillStep open;
    private long since;

    /** Ends the step that is open, and begins this one. */
    void begin(DrillStep step) {
        end();
        open = step;
        // No clock that somebody may set.
        since = System.nanoTime();
    }

    /** Ends the step that is open, if one is. */
    void end() {
        DrillStep ended = open;
        if (ended == null) return;
        millis.merge(ended, Duration.ofNanos(System.nanoTime() - since).toMillis(), Long::sum);
        open = null;
    }

    /** Of each step that ended, in milliseconds. */
    Map<DrillStep, Long> millis() {
        return Map.copyOf(millis);
    }
}
