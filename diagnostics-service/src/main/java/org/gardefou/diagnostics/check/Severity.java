package org.gardefou.diagnostics.check;

/** What a check saw. That it could not look is a result: silence is never health. */
public enum Severity {
    OK,
    INFO,
    WARNING,
    ERROR,
    CRITICAL,
    COULD_NOT_CHECK
}
