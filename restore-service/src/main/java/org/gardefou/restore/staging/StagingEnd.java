package org.gardefou.restore.staging;

/** Why a copy is not there any more. */
enum StagingEnd {
    /** Somebody removed it. */
    REMOVED,
    /** Its time was over, or its site is gone or another customer's. */
    EXPIRED,
    /** It could not be made. */
    FAILED
}
