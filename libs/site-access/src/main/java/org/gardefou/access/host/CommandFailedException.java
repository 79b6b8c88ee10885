package org.gardefou.access.host;

import java.io.IOException;

/** A command did not do what it was asked. */
public final class CommandFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient CommandOutcome outcome;

    /** Of a command that did not do what it was asked. */
    public CommandFailedException(CommandOutcome outcome) {
        super(outcome.said()
                + (outcome.stderr().isBlank() ? "" : ": " + outcome.stderr().strip()));
        this.outcome = outcome;
    }

    /** How it ended. */
    public CommandOutcome outcome() {
        return outcome;
    }
}
