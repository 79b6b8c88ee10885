package org.gardefou.backup.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gardefou.backup.destination.Storage;

/**
 * The locks that runs put into one repository through a gate, on disk before they are in the repository: whatever ends a run, the locks
 * that it left are known by name, and those of others stay.
 */
final class LockJournal {

    private final Path file;
    private final Set<String> names = new LinkedHashSet<>();

    LockJournal(Path folder, String repository) throws IOException {
        Files.createDirectories(folder);
        this.file = folder.resolve(repository);
        if (Files.exists(file)) names.addAll(Files.readAllLines(file));
    }

    synchronized void coming(String name) throws IOException {
        names.add(name);
        Files.write(file, List.of(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
    }

    synchronized boolean has(String name) {
        return names.contains(name);
    }

    synchronized boolean isEmpty() {
        return names.isEmpty();
    }

    /** Deletes those that are there still, and forgets them all. */
    synchronized void clear(Storage storage, String repository) throws IOException {
        for (String name : names) storage.delete(new Storage.File(repository, Wanted.LOCKS, name));
        names.clear();
        Files.deleteIfExists(file);
    }
}
