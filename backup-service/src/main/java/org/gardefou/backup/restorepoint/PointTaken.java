package org.gardefou.backup.restorepoint;

/** Said within the service, in the transaction that enters it: there is a new restore point. */
public record PointTaken(RestorePoint point) {}
