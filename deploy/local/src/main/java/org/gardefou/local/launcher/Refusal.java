package org.gardefou.local.launcher;

/** Something the launcher cannot do; the message is the one line that the user reads, and says what to do. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
