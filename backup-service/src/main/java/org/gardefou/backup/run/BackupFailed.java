package org.gardefou.backup.run;

import java.util.UUID;

/** Said within the service, in the transaction that writes it down: a run has ended without a restore point. */
public record BackupFailed(UUID site, Failure failure) {}
