package org.gardefou.verify;

/** Why a bundle is not to be believed. */
final class Fault extends Exception {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    Fault(Outcome outcome, String message) {
        super(message, null, false, false);
        this.outcome = outcome;
    }

    static Fault altered(String message) {
        return new Fault(Outcome.ALTERED, message);
    }

    static Fault incomplete(String message) {
        return new Fault(Outcome.INCOMPLETE, message);
    }

    Outcome outcome() {
        return outcome;
    }
}
