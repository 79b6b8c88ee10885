package org.gardefou.backup.repository;

import java.util.UUID;

/** Those outside of this service who hold a password of a repository, as restores do. */
public interface KeyHolders {

    /** Whether somebody reads a site's repositories now. Inside a transaction. */
    boolean any(UUID site);
}
