package org.gardefou.restic;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a backup did.
 *
 * @param snapshotId the full id, 64 hexadecimal digits
 * @param bytesProcessed bytes of all files in the snapshot
 * @param bytesAdded bytes new to the repository, before compression
 * @param bytesStored the same after compression; known from restic 0.18 on
 * @param took wall time of restic's own work
 */
public record BackupSummary(
        String snapshotId,
        long filesNew,
        long filesChanged,
        long filesUnmodified,
        long directoriesNew,
        long directoriesChanged,
        long directoriesUnmodified,
        long filesProcessed,
        long bytesProcessed,
        long bytesAdded,
        OptionalLong bytesStored,
        Duration took) {}
