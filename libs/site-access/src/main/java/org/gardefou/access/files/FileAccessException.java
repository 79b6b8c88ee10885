package org.gardefou.access.files;

import java.io.IOException;

/** A file that could not be looked at or changed, with the reason in a form that a caller can decide by. */
public final class FileAccessException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The path leads out of the root. */
        OUTSIDE_ROOT,
        /** There is no such file. */
        MISSING,
        /** It is a directory, a device, a FIFO: not an ordinary file. */
        NOT_A_FILE,
        /** It is not a directory. */
        NOT_A_DIRECTORY,
        /** We may not. */
        NOT_PERMITTED,
        /** The two names are on two file systems (or two project quotas): EXDEV. */
        CROSS_DEVICE,
        /** The kernel or the file system does not have the call. */
        NOT_SUPPORTED,
        /** Something else stands in the place of a folder of ours: somebody moved it away while we worked. */
        SWAPPED,
        /** Anything else; the message says what. */
        OTHER
    }

    private final Reason reason;

    /** A problem with a path, and what to do about it. */
    public FileAccessException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
