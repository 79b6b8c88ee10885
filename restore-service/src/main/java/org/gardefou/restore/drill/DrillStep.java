package org.gardefou.restore.drill;

/** What a drill does, in this order; each is measured. Their sum is the recovery time. */
enum DrillStep {
    /** Opens the repository and looks what the point holds. */
    PREFLIGHT,
    /** Restores the files, makes them harmless, and gives them to their owner. */
    FILES,
    /** Loads the databases beside the live ones. */
    DATABASES,
    /** Puts both in their places. */
    SWITCH,
    /** Starts PHP, and asks for the pages. */
    BOOT,
    /** Counts rows, reads the log, and judges. */
    CHECK
}
