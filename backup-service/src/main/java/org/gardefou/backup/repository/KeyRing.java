package org.gardefou.backup.repository;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.gardefou.access.secret.Secrets;
import org.gardefou.backup.source.SecretsConfig;

/** The key-encryption keys by their ids. */
@ApplicationScoped
class KeyRing {

    private final KeyConfig config;
    private final Vault vault;
    private final Path directory;

    KeyRing(KeyConfig config, Vault vault, SecretsConfig secrets) {
        this.config = config;
        this.vault = vault;
        this.directory = secrets.directory();
    }

    /** The id of the one that wraps from now on. */
    String current() {
        return config.current();
    }

    /** Where a key is, in words: {@code file:kek}. */
    String source(String id) {
        return config.sources().getOrDefault(id, "file:" + id);
    }

    /** The key of an id. Whether it is to be had shows when it is used. */
    KeyEncryption key(String id) throws IOException {
        String source = source(id);
        int colon = source.indexOf(':');
        String kind = colon < 0 ? source : source.substring(0, colon);
        String name = colon < 0 ? id : source.substring(colon + 1);
        return switch (kind) {
            case "file" ->
                new AesKeyEncryption(id, () -> Secrets.in(directory).get(name).value());
            case "env" -> new AesKeyEncryption(id, () -> variable(id, name));
            case "vault-kv" -> new AesKeyEncryption(id, () -> vault.value(name));
            case "vault-transit" -> vault.transit(name);
            default ->
                throw new IOException(
                        "The setting gardefou.keys.sources.\"%s\" must begin with file:, env:, vault-transit: or vault-kv:"
                                .formatted(id));
        };
    }

    private static String variable(String id, String name) throws IOException {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(
                        () -> new IOException("The key-encryption key %s should be in the variable %s, which is not set"
                                .formatted(id, name)));
    }

    /**
     * Makes the current key if it is a file and there is none. Only for the first repository: later, a missing key is a loss.
     */
    void prepareFirst() throws IOException {
        String source = source(current());
        if (!source.startsWith("file")) return;
        String name = source.startsWith("file:") ? source.substring("file:".length()) : current();
        byte[] key = new byte[AesKeyEncryption.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(mine));
        Path file = directory.resolve(name);
        if (Files.exists(file)) return;
        // Written whole before it has its name: a crash must not leave half a key, and of two processes one wins.
        Path whole = Files.createTempFile(
                directory,
                "." + name,
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(whole, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.SYNC);
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            // The other process was first: its key counts.
            return;
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
