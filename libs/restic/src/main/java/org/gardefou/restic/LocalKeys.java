package org.gardefou.restic;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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
     * Puts a light key file in the place of the one that restic has just made. The new one is on the disk before the old one
     * goes: a crash leaves both, which is harmless. Where there are several keys, or the password opens none, nothing is done.
     */
    void lighten(RepositoryPassword password) throws IOException {
        List<Path> keys;
        try (Stream<Path> files = Files.list(folder)) {
            keys = files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                    .toList();
        }
        if (keys.size() != 1) return;
        KeyFile made = KeyFile.parse(Files.readAllBytes(keys.getFirst()));
        if (made.light()) return;
        try {
            write(made.lightened(password).json());
        } catch (GeneralSecurityException e) {
            return;
        }
        Files.delete(keys.getFirst());
    }

    private void write(byte[] content) throws IOException {
        String name = HexFormat.of().formatHex(sha256(content));
        Path whole = Files.createTempFile(
                folder,
                name + "-tmp-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(whole, content, StandardOpenOption.SYNC);
            Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** A file of a repository is named after its content. */
    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
