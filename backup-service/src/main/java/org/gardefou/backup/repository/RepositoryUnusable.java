package org.gardefou.backup.repository;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A site's repository cannot be opened, for a reason that restic has no part in. The message says what to do. */
public final class RepositoryUnusable extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is in the way. */
    public enum What {
        /** The key-encryption key is missing, unreadable or another one. */
        KEY,
        /** The place of repositories cannot be made or entered. */
        PLACE,
        /** The secret of the destination is missing, unreadable or malformed. */
        SECRET,
        /** It is being erased. */
        ERASED,
        /** None was made, or it was erased. */
        NONE
    }

    private final What what;

    RepositoryUnusable(What what, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.what = what;
    }

    public What what() {
        return what;
    }
}
