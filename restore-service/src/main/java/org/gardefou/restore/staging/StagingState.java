package org.gardefou.restore.staging;

import java.util.Set;

/** Where a copy stands. */
enum StagingState {
    PREPARING,
    READY,
    REMOVING,
    REMOVED,
    FAILED;

    /** Those of which something may stand beside the site. */
    static final Set<StagingState> THERE = Set.of(PREPARING, READY, REMOVING);

    boolean there() {
        return THERE.contains(this);
    }
}
