package org.gardefou.restore.saga;

import java.util.EnumSet;
import java.util.Set;

/** How far a restore is. */
public enum RestoreState {
    /** Accepted; nothing was done yet. */
    REQUESTED,
    /** Waits for backup-service's safety backup. */
    SAFETY_BACKUP,
    /** Looks whether it can succeed. */
    PREFLIGHT,
    /** Restores beside the live site. */
    PREPARING,
    /** Exchanges. */
    SWITCHING,
    /** Waits for the site to be looked at. */
    CHECKING,
    /** Exchanges back. */
    ROLLING_BACK,
    /** The restored site is live. */
    COMPLETED,
    /** The site before the restore is live again. */
    ROLLED_BACK,
    /** It stopped before the switch, or undid it: the site is as it was. */
    FAILED,
    /** It was called off before the switch. */
    CANCELLED;

    static final Set<RestoreState> ENDED = EnumSet.of(COMPLETED, ROLLED_BACK, FAILED, CANCELLED);

    /** Whether nothing more happens by itself. */
    public boolean ended() {
        return ENDED.contains(this);
    }

    /** Whether it can still be called off: nothing that visitors see was touched. */
    boolean cancellable() {
        return this == REQUESTED || this == SAFETY_BACKUP || this == PREFLIGHT || this == PREPARING;
    }
}
