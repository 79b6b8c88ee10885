package org.gardefou.verify;

/** How a check ends; each with an exit code of its own, so that a script can tell them apart. */
enum Outcome {
    GOOD(0),
    ALTERED(1),
    INCOMPLETE(2),
    UNTRUSTED(3),
    FORKED(4),
    WRONG_TIME_STAMP(5),
    NOT_A_BUNDLE(65),
    USAGE(64);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
