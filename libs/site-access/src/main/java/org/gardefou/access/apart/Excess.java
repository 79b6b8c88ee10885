package org.gardefou.access.apart;

/** What a boot takes too much of, and is ended for. */
public enum Excess {
    /** For the database server's folder, or more than leaves the disk enough for others. */
    DISK,
    PROCESSES,
    MEMORY
}
