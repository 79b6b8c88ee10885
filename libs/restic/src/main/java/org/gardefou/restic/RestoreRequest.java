package org.gardefou.restic;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to restore, and where to.
 *
 * @param target an absolute path to a folder that is empty or does not exist yet. Links and device nodes of the customer
 *     come back as they were: choose a place that the customer cannot reach
 * @param includes absolute paths within the snapshot, taken literally; empty for all of it
 * @param expected what the selection holds, when the caller knows it from an earlier {@link ResticRepository#list};
 *     null makes the restore list the snapshot first, which opens the repository once more
 */
public record RestoreRequest(
        Path target, List<String> includes, @Nullable Contents expected) {
    public RestoreRequest {
        includes = List.copyOf(includes);
        if (!target.isAbsolute()) {
            throw new IllegalArgumentException("The target must be absolute: " + target);
        }
        for (String include : includes) {
            if (!include.startsWith("/") || (include.length() > 1 && include.endsWith("/"))) {
                throw new IllegalArgumentException("\"" + include
                        + "\" must be a path within the snapshot that starts with / and does not end with it");
            }
        }
    }

    public static RestoreRequest everything(Path target) {
        return new RestoreRequest(target, List.of(), null);
    }

    public static RestoreRequest only(Path target, String... includes) {
        return new RestoreRequest(target, List.of(includes), null);
    }

    public RestoreRequest expecting(Contents contents) {
        return new RestoreRequest(target, includes, contents);
    }

    boolean selects(Node node) {
        return includes.isEmpty() || includes.stream().anyMatch(node::isWithin);
    }
}
