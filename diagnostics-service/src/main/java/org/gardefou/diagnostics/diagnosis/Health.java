package org.gardefou.diagnostics.diagnosis;

/** How a site is. */
public enum Health {
    HEALTHY,
    /** Visitors see something, but not all of it works. */
    DEGRADED,
    DOWN,
    /** It could not be told. */
    UNKNOWN;

    /** Whether somebody must answer for it. */
    boolean isBroken() {
        return this == DOWN || this == DEGRADED;
    }
}
