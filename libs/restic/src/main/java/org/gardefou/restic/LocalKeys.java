package org.gardefou.restic;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The {@code keys} folder of a repository on a disk of this machine. */
final class LocalKeys {
    private final Path folder;

    LocalKeys(Path repository) {
        this.folder = repository.resolve("keys");
    }

    /**
     * Puts a light key file in the place of the one that restic has made. The new one is on the disk before the old one
     * goes: a crash leaves both, which is harmless. Where there are several keys, or the password opens none, nothing is done.
     */
    void lighten(RepositoryPassword password) throws IOException {
        List<Path> keys = files().stream().filter(LocalKeys::named).toList();
        if (keys.size() != 1) return;
        KeyFile made = KeyFile.parse(Files.readAllBytes(keys.getFirst()));
        if (made.light()) return;
        try {
            add(made.lightened(password));
        } catch (GeneralSecurityException e) {
            return;
        }
        Files.delete(keys.getFirst());
    }

    /**
     * Lets a second password, which is a random one, open it as well.
     *
     * @return false when the first one does not, or there are no keys to be found here
     */
    boolean add(RepositoryPassword opening, RepositoryPassword more) throws IOException {
        if (!Files.isDirectory(folder)) return false;
        for (Path file : files()) {
            if (!named(file)) continue;
            try {
                byte[] master = KeyFile.parse(Files.readAllBytes(file)).open(opening);
                add(KeyFile.light(master, more, Instant.now(), Locks.hostName()));
                return true;
            } catch (GeneralSecurityException | JsonProcessingException e) {
                // Another password's, or torn.
                continue;
            }
        }
        return false;
    }

    void add(KeyFile key) throws IOException {
        byte[] content = key.json();
        WholeFiles.write(folder, name(content), content);
    }

    /**
     * Takes away what a making left that did not come to its end: of a repository that holds nothing yet, the keys that the
     * password opens, and what is not a whole key.
     *
     * @return false when a whole key stays, which the password does not open
     */
    boolean clearOwn(RepositoryPassword password) throws IOException {
        boolean clear = true;
        for (Path file : files()) {
            if (torn(file) || opens(file, password)) {
                Files.delete(file);
            } else {
                clear = false;
            }
        }
        return clear;
    }

    private static boolean torn(Path file) throws IOException {
        return !file.getFileName().toString().equals(name(Files.readAllBytes(file)));
    }

    private static boolean opens(Path file, RepositoryPassword password) throws IOException {
        try {
            KeyFile.parse(Files.readAllBytes(file)).open(password);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static boolean named(Path file) {
        return file.getFileName().toString().matches("[0-9a-f]{64}");
    }

    /** A file of a repository is named after its content. */
    private static String name(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
