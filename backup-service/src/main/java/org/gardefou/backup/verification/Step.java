package org.gardefou.backup.verification;

/** A step of the ladder. */
public enum Step {
    /** The dumps have every table, and an end. Done while the backup is made: what fails it is no restore point. */
    DUMP,
    /** The snapshot is in its repository. */
    PRESENT,
    /** What the snapshot needs was read and is whole. */
    DATA,
    /** It was restored in a place apart, its databases loaded, the site served and looked at. */
    BOOTED
}
