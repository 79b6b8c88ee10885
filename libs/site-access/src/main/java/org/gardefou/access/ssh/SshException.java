package org.gardefou.access.ssh;

import java.io.IOException;

/** Another machine could not be reached or used; the message says what to do, and nothing of the key. */
public final class SshException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Nobody answers there, or what answers does not speak SSH. */
        UNREACHABLE,
        /** It shows another key than the pinned ones: it was set up anew, or it is somebody else. */
        OTHER_HOST_KEY,
        /** It knows neither user nor key. */
        LOGIN_REFUSED,
        /** Our private key cannot be read. */
        KEY_UNREADABLE,
        /** It forwards no port to us. */
        NOT_FORWARDED,
        /** The connection ended while something was going on. */
        LOST
    }

    private final Reason reason;

    SshException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
