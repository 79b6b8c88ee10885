package org.gardefou.backup.restorepoint;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what may be the last good restore point, whoever has pinned it and takes the pin off.
 *
 * @param finding what looks wrong with the point behind it
 * @param until when it ends by itself; null: when staff has said what it was
 */
record Suspicion(UUID finding, @Nullable Instant until) {

    boolean holds(Instant now) {
        return until == null || until.isAfter(now);
    }
}
