package org.gardefou.backup.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * What a contract promises of backups.
 *
 * @param keptAfterEnd how long restore points stay when the contract has ended; the hoster's setting where the plan says nothing
 */
record Promise(Duration frequency, Duration retention, Optional<Duration> keptAfterEnd) {}
