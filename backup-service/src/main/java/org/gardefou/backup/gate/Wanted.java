package org.gardefou.backup.gate;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.backup.destination.Storage;

/**
 * What one request of restic's REST protocol is about, and whether a run may have it. Pure. Whoever has taken over the other machine
 * meets these rules: what was stored before cannot be deleted, replaced or given another key.
 *
 * @param name empty: all names in the folder
 */
record Wanted(String folder, String name) {

    private static final Set<String> FOLDERS = Set.of("data", "keys", "locks", "snapshots", "index");
    private static final Set<String> WRITTEN = Set.of("data", "locks", "snapshots", "index");
    private static final Pattern PATH = Pattern.compile("/([a-z]+)/([0-9a-f]{64})?");
    private static final String CONFIG = "config";
    static final String LOCKS = "locks";

    /** Of a path; empty when it is none of the protocol. */
    static Optional<Wanted> of(String path) {
        if (path.equals("/" + CONFIG)) return Optional.of(new Wanted("", CONFIG));
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches() || !FOLDERS.contains(matcher.group(1))) return Optional.empty();
        String name = matcher.group(2);
        return Optional.of(new Wanted(matcher.group(1), name == null ? "" : name));
    }

    boolean isList() {
        return name.isEmpty();
    }

    boolean isLock() {
        return folder.equals(LOCKS);
    }

    /** Whether a run may put something there; its name must be the SHA-256 of the content. */
    boolean mayBeAdded() {
        return WRITTEN.contains(folder) && !isList();
    }

    Storage.File in(String repository) {
        return new Storage.File(repository, folder, name);
    }
}
