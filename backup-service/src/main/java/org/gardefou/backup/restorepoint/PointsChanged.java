package org.gardefou.backup.restorepoint;

import java.util.UUID;

/** Said within the service, in the transaction of the change: a site has lost restore points that it could have been taken back to, or one is whole again. */
public record PointsChanged(UUID site) {}
