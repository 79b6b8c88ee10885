package org.gardefou.restore.newer;

/** Whose state of a thing counts that is in the restore point and was changed since. */
public enum Winner {
    /** The restore point's: it goes back. */
    POINT,
    /** The live site's: it stays as it is. */
    LIVE
}
