package org.gardefou.restic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of a repository: each lets one password open it. */
final class Keys {
    private static final String ADDING = "adding of a key";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private final Runner runner;
    private final CallOptions options;

    Keys(Runner runner, CallOptions options) {
        this.runner = runner;
        this.options = options;
    }

    List<String> list() {
        byte[] ids = runner.call("listing of keys", options)
                .arguments("list", "keys", "--no-lock")
                .output();
        return new String(ids, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> ID.matcher(line).matches())
                .toList();
    }

    /** Where the repository is on a disk of this machine and the password is a random one, its key is a light one, as at the making. */
    void add(RepositoryPassword password) {
        if (password.random() && addedOnDisk(password)) return;
        Path file = null;
        try {
            Files.createDirectories(runner.access().cacheDirectory());
            // restic takes a new password from a file only. It is gone before anybody else could read it: only we may.
            file = Files.createTempFile(
                    runner.access().cacheDirectory(),
                    "new-key",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password.reveal());
            runner.call(ADDING, options)
                    .arguments("key", "add", "--new-password-file=" + file)
                    .succeed();
        } catch (IOException e) {
            throw new ResticException.ResticFailed(ADDING, -1, "A file for it cannot be written.", e);
        } finally {
            delete(file);
        }
    }

    /** Whether it is done; not so where the repository is elsewhere, or for restic to say what is wrong with it. */
    private boolean addedOnDisk(RepositoryPassword password) {
        Optional<Path> repository = runner.access().localFolder();
        if (repository.isEmpty()) return false;
        try {
            return new LocalKeys(repository.get()).add(runner.access().password(), password);
        } catch (IOException e) {
            Runner.Call call = runner.call(ADDING, options);
            String reason = e.getClass().getSimpleName() + " " + e.getMessage();
            throw call.failures()
                    .storage(List.of(reason), List.of(), null)
                    .orElseGet(() -> call.unreadable(reason + ".", e));
        }
    }

    List<String> removeOthers() {
        String current = current();
        List<String> removed = new ArrayList<>();
        for (String id : list()) {
            if (id.startsWith(current)) continue;
            runner.call("removing of a key", options)
                    .arguments("key", "remove", id)
                    .succeed();
            removed.add(id);
        }
        return List.copyOf(removed);
    }

    /** The first digits of the key that our password uses. */
    private String current() {
        try {
            JsonNode keys = Json.parse(runner.call("listing of keys", options)
                    .arguments("key", "list", "--json", "--no-lock")
                    .output());
            for (JsonNode key : keys) {
                if (key.path("current").asBoolean() && !key.path("id").asText().isEmpty()) {
                    return key.path("id").asText();
                }
            }
        } catch (IOException e) {
            throw new ResticException.ResticFailed("listing of keys", 0, "It printed no JSON.", e);
        }
        throw new ResticException.ResticFailed("listing of keys", 0, "It names no key in use.", null);
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        if (file == null) return;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ResticException.ResticFailed(
                    ADDING, -1, "The file " + file + " with the new password cannot be deleted.", e);
        }
    }
}
