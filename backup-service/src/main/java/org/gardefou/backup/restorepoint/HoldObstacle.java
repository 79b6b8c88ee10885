package org.gardefou.backup.restorepoint;

import java.util.Optional;
import java.util.UUID;

/** What makes a legal hold of a site come too late: each bean of this type is asked. */
public interface HoldObstacle {

    /** Why nothing can be held any more, and what to do; empty when nothing is in the way. Inside the caller's transaction. */
    Optional<String> against(UUID site);
}
