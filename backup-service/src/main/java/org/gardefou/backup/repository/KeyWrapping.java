package org.gardefou.backup.repository;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.gardefou.access.secret.SecretUnavailableException;
import org.gardefou.access.secret.Secrets;
import org.gardefou.backup.source.SecretsConfig;
import org.gardefou.restic.RepositoryPassword;

/**
 * Keys of repositories, wrapped by the key-encryption key (AES-256-GCM, NIST SP 800-38D, a fresh 96-bit nonce in front). The
 * site's id is authenticated with it, so that a wrapped key cannot be moved to another site's row.
 */
@ApplicationScoped
class KeyWrapping {

    /** The name of the secret: 32 bytes in Base64. */
    static final String SECRET = "kek";

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    KeyWrapping(SecretsConfig config) {
        this.directory = config.directory();
    }

    /** Makes the key-encryption key if there is none. Only for the first repository: later, a missing key is a loss. */
    void prepareFirst() throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Set<java.nio.file.attribute.PosixFilePermission> mine = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(mine));
        Path file = directory.resolve(SECRET);
        if (Files.exists(file)) return;
        // Written whole before it has its name: a crash must not leave half a key, and of two processes one wins.
        Path whole = Files.createTempFile(
                directory,
                "." + SECRET,
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

    byte[] wrap(UUID site, RepositoryPassword password) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, site, nonce)
                    .doFinal(password.reveal().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IOException("The repository's key cannot be wrapped", e);
        }
    }

    RepositoryPassword unwrap(UUID site, byte[] wrapped) throws IOException {
        ByteBuffer parts = ByteBuffer.wrap(wrapped);
        byte[] nonce = new byte[NONCE_BYTES];
        parts.get(nonce);
        byte[] sealed = new byte[parts.remaining()];
        parts.get(sealed);
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, site, nonce).doFinal(sealed);
            return RepositoryPassword.ofGenerated(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "The key-encryption key in the secret kek does not open the key of this site's repository. Put back the one it was made with.",
                    e);
        }
    }

    private Cipher cipher(int mode, UUID site, byte[] nonce)
            throws GeneralSecurityException, SecretUnavailableException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(site.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private SecretKey key() throws SecretUnavailableException, GeneralSecurityException {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder()
                    .decode(Secrets.in(directory).get(SECRET).value());
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("The secret kek must be 32 bytes in Base64", e);
        }
        if (bytes.length != KEY_BYTES) throw new GeneralSecurityException("The secret kek must be 32 bytes in Base64");
        return new SecretKeySpec(bytes, "AES");
    }
}
