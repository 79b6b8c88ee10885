package org.gardefou.backup.restorepoint;

import java.util.Optional;
import java.util.UUID;

/** What can stand against the erasure of a site's restore points: each bean of this type is asked. */
public interface ErasureObjection {

    /** Why not, and what to do first; empty when nothing stands against it. Inside the caller's transaction. */
    Optional<String> against(UUID site);
}
