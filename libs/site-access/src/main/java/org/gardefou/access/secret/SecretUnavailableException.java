package org.gardefou.access.secret;

import java.io.IOException;

/** A secret could not be had; the message says what to do, and nothing of the secret. */
public final class SecretUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** No secret can have that name. */
        BAD_NAME,
        /** There is none of that name. */
        MISSING,
        /** Others could have read or changed it. */
        NOT_PRIVATE,
        /** We cannot read it. */
        UNREADABLE,
        /** It does not have the form that it should. */
        MALFORMED
    }

    private final Reason reason;

    SecretUnavailableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
