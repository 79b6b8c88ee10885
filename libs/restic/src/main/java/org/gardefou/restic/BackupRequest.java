package org.gardefou.restic;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one backup holds. The tree of the snapshot is portable: it starts at {@code baseDirectory}, so that
 * {@code htdocs} and {@code .backup} appear as {@code /htdocs} and {@code /.backup}. Where {@link Restic#confinesBackups}
 * nothing outside of {@code baseDirectory} can be read: what leads out of it makes the backup incomplete.
 *
 * @param baseDirectory absolute; keep it the same from run to run, for restic finds the previous snapshot by it and then
 *     reads only what changed
 * @param paths relative to {@code baseDirectory}, at least one, all of them existing
 * @param host the host to store; snapshots of one site share it
 * @param tags stored with the snapshot; without commas. Keep state elsewhere: changing a tag changes the snapshot's id
 * @param excludes restic's exclude patterns
 * @param parent the full id of the snapshot to compare with; null lets restic find it
 * @param held a path that leads to {@code baseDirectory} by a descriptor of ours, so that nothing put in the place of its name
 *     is read; null goes by the name
 * @param expectedBytes bytes the last run had, 0 when unknown: keeps the percentage honest while restic still counts
 */
public record BackupRequest(
        Path baseDirectory,
        List<String> paths,
        String host,
        List<String> tags,
        List<String> excludes,
        @Nullable String parent,
        @Nullable Path held,
        long expectedBytes) {

    public BackupRequest {
        paths = List.copyOf(paths);
        tags = List.copyOf(tags);
        excludes = List.copyOf(excludes);
        if (!baseDirectory.isAbsolute()) {
            throw new IllegalArgumentException("The base directory must be absolute: " + baseDirectory);
        }
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("Nothing to back up: give at least one path under " + baseDirectory);
        }
        for (String path : paths) {
            Path relative = Path.of(path);
            if (path.isEmpty() || relative.isAbsolute() || relative.normalize().startsWith("..")) {
                throw new IllegalArgumentException(
                        "\"" + path + "\" must be a path below " + baseDirectory + ", without \"..\" that leaves it");
            }
        }
        for (String tag : tags) {
            if (tag.isBlank() || tag.indexOf(',') >= 0) {
                throw new IllegalArgumentException("A tag must not be blank nor hold a comma: \"" + tag + "\"");
            }
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("Give the host that the snapshot is to be stored under");
        }
    }

    public static BackupRequest of(Path baseDirectory, String host, String... paths) {
        return new BackupRequest(baseDirectory, List.of(paths), host, List.of(), List.of(), null, null, 0);
    }

    public BackupRequest tagged(String... newTags) {
        return new BackupRequest(baseDirectory, paths, host, List.of(newTags), excludes, parent, held, expectedBytes);
    }

    public BackupRequest excluding(String... patterns) {
        return new BackupRequest(baseDirectory, paths, host, tags, List.of(patterns), parent, held, expectedBytes);
    }

    public BackupRequest since(String parentId) {
        return new BackupRequest(baseDirectory, paths, host, tags, excludes, parentId, held, expectedBytes);
    }

    public BackupRequest expecting(long bytes) {
        return new BackupRequest(baseDirectory, paths, host, tags, excludes, parent, held, bytes);
    }

    /** The same, its base directory reached by a descriptor. */
    public BackupRequest heldAs(Path path) {
        return new BackupRequest(baseDirectory, paths, host, tags, excludes, parent, path, expectedBytes);
    }

    /** Where the base directory is reached. */
    Path place() {
        return held == null ? baseDirectory : held;
    }
}
