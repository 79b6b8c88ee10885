package org.gardefou.support.supportcase;

import org.gardefou.support.coverage.Outcome;

/** How urgent a case is: from what is known of it, until one of our people says otherwise and why. */
public enum Priority {
    /** The host's own fault, or many are hit: all hands. */
    P1,
    /** A site is down. */
    P2,
    /** A site limps, or nobody knows yet. */
    P3,
    /** A question that can wait. */
    P4;

    /** What a decision says: what is ours to repair comes first, then what is down. */
    static Priority of(Outcome outcome, boolean down) {
        if (outcome == Outcome.PLATFORM_FAULT) return down ? P1 : P2;
        return down ? P2 : P3;
    }
}
