package org.gardefou.restic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a backup or a restore has come.
 *
 * @param percent 0 to 100; never less than what was reported before, 100 only once all is done
 * @param bytesDone bytes read (backup) or written (restore)
 * @param bytesTotal bytes expected; of a backup it grows while restic still looks for files
 * @param filesDone files finished
 * @param filesTotal files expected
 * @param remaining a guess from the rate; null while there is nothing to guess from
 * @param bytesPerSecond smoothed over the last seconds
 */
public record Progress(
        double percent,
        long bytesDone,
        long bytesTotal,
        long filesDone,
        long filesTotal,
        @Nullable Duration remaining,
        long bytesPerSecond) {}
