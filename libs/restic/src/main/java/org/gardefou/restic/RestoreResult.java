package org.gardefou.restic;

import java.time.Duration;

/**
 * What a restore left on disk, counted there.
 *
 * @param took wall time of restic and the counting
 */
public record RestoreResult(Contents restored, Duration took) {}
