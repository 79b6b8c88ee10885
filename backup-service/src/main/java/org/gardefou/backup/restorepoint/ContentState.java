package org.gardefou.backup.restorepoint;

/** Whether the files of a restore point can be browsed, searched and compared. */
public enum ContentState {
    /** They are read soon. */
    PENDING,
    INDEXED,
    /** They could not be read; tried again once a day. */
    FAILED,
    /** The restore point has expired. */
    REMOVED
}
