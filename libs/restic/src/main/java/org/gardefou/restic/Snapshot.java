package org.gardefou.restic;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot in a repository.
 *
 * @param id the full id, 64 hexadecimal digits
 * @param original the id of the snapshot that it was copied from or replaces; null: it is nobody's copy
 * @param paths the absolute paths it was made from; the tree itself starts at the base directory of the backup
 */
public record Snapshot(
        String id,
        Instant time,
        String host,
        String user,
        List<String> paths,
        List<String> tags,
        String tree,
        @Nullable String original) {}
