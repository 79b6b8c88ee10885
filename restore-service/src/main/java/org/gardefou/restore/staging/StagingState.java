package org.gardefou.restore.staging;

import java.util.Set;

/** Where a copy stands. */
enum StagingState {
    PREPARING,
    READY,
    REMOVING,
    REMOVED,
    FAILED,
    /** It could not be removed for so long that nobody tries any more: what is left of it is named, and its removal can be asked for again. */
    ABANDONED;

    /** Those of which something may stand beside the site. */
    static final Set<StagingState> THERE = Set.of(PREPARING, READY, REMOVING);

    boolean there() {
        return THERE.contains(this);
    }
}
