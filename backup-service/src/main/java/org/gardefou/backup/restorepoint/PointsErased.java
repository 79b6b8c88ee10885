package org.gardefou.backup.restorepoint;

import java.util.UUID;

/** Said within the service, in the transaction of the change: a site's backups are erased, and what was learnt of their content goes too. */
public record PointsErased(UUID site) {}
