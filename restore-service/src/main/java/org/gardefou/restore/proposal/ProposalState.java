package org.gardefou.restore.proposal;

import java.util.Set;

/** Where a proposal stands. */
enum ProposalState {
    /** What it would change is being looked at; for the first time, or again. */
    LOOKING,
    /** The customer may confirm it. */
    OPEN,
    /** Somebody confirmed it: it is a restore. */
    CONFIRMED,
    /** The customer does not want it. */
    DECLINED,
    /** Nobody answered in time. */
    EXPIRED,
    /** Support took it back, or its case is over. */
    WITHDRAWN,
    /** Another proposal took its place, or its restore point is gone. */
    SUPERSEDED,
    /** Something stands in the way of the restore. */
    BLOCKED;

    /** Those that still wait for somebody. */
    static final Set<ProposalState> ACTIVE = Set.of(LOOKING, OPEN);

    boolean active() {
        return ACTIVE.contains(this);
    }
}
