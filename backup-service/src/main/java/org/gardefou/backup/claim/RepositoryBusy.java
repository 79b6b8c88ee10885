package org.gardefou.backup.claim;

import java.util.UUID;

/** Somebody of ours works on the repository in a way that this work would disturb: its turn comes. */
public final class RepositoryBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RepositoryBusy(UUID site, String purpose) {
        super("The repository of site " + site + " is in use; what waits is: " + purpose, null, false, false);
    }
}
