package org.gardefou.restore.saga;

import org.jspecify.annotations.Nullable;

/** What becomes of a restored site. Pure. */
enum Verdict {
    /** It stays. */
    KEEP,
    /** The state before comes back. */
    ROLL_BACK,
    /** Nothing certain was said: have a look ourselves. */
    LOOK;

    /**
     * Decides.
     *
     * @param now how the restored site was found
     * @param before how it was found last before the switch; null when it was not
     */
    static Verdict of(String now, @Nullable String before) {
        return switch (now) {
            case "HEALTHY" -> KEEP;
            // A site that limps is still better than one that was down, and no worse than one that limped.
            case "DEGRADED" -> "HEALTHY".equals(before) ? ROLL_BACK : KEEP;
            case "DOWN" -> ROLL_BACK;
            default -> LOOK;
        };
    }
}
