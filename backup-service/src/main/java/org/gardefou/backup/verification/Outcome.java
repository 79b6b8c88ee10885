package org.gardefou.backup.verification;

/** How a verification ended. */
public enum Outcome {
    PASSED,
    /** It answered, but not as it did before, or not as it should. */
    DOUBTFUL,
    FAILED,
    /** This machine, or this site, cannot be verified so; that says nothing about the point, for better or worse. */
    NOT_POSSIBLE
}
