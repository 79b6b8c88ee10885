package org.gardefou.restic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Snapshot ids. restic 0.14 ends a backup with the first eight digits only, and asking it for the rest opens the
 * repository again for a quarter of a CPU second. The full id is also a file name: in a local repository, and in restic's
 * cache of a remote one, where a snapshot is put as it is saved. So those are looked at first.
 */
final class SnapshotIds {
    private static final Pattern VALID = Pattern.compile("[0-9a-f]{8,64}");
    private static final int FULL = 64;

    private final Runner runner;

    SnapshotIds(Runner runner) {
        this.runner = runner;
    }

    /** Refuses what is no id before restic sees it: "latest", an option, a path. */
    static String require(String id) {
        if (!VALID.matcher(id).matches()) {
            throw new ResticException.SnapshotUnknown(id);
        }
        return id;
    }

    String full(String id) {
        if (id.length() == FULL) {
            return id;
        }
        List<String> found = new ArrayList<>();
        try {
            if (runner.access().localFolder().isPresent()) {
                found.addAll(
                        startingWith(id, runner.access().localFolder().get().resolve("snapshots")));
            } else {
                found.addAll(cached(id));
            }
        } catch (IOException e) {
            // Only a short cut; restic itself knows too.
            found.clear();
        }
        return found.size() == 1 ? found.getFirst() : ask(id);
    }

    private List<String> cached(String id) throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> caches =
                Files.newDirectoryStream(runner.access().cacheDirectory(), Files::isDirectory)) {
            for (Path cache : caches) {
                found.addAll(startingWith(id, cache.resolve("snapshots").resolve(id.substring(0, 2))));
            }
        }
        return found;
    }

    private static List<String> startingWith(String id, Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, id + "*")) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    if (name.length() == FULL) {
                        found.add(name);
                    }
                }
            }
        }
        return found;
    }

    private String ask(String id) {
        try {
            JsonNode snapshots = Json.parse(runner.call("search for snapshot " + id, CallOptions.defaults())
                    .arguments("snapshots", "--json", "--no-lock", "--", id)
                    .about(id)
                    .output());
            return snapshots.path(0).path("id").asText(id);
        } catch (IOException e) {
            throw new ResticException.ResticFailed("search for snapshot " + id, 0, "It printed no JSON.", e);
        }
    }
}
