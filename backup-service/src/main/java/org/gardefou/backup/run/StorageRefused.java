package org.gardefou.backup.run;

import java.io.IOException;

/** The place of the repository did not take what a restic on another machine sent. */
final class StorageRefused extends IOException {
    private static final long serialVersionUID = 1L;

    StorageRefused(IOException trouble, Exception seenThere) {
        super(trouble.getClass().getSimpleName() + ": " + trouble.getMessage(), trouble);
        addSuppressed(seenThere);
    }
}
