package org.gardefou.diagnostics.webhook;

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
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.gardefou.access.secret.Secrets;

/**
 * Wraps signing keys by the key-encryption key, a file among the secrets of this service (AES-256-GCM, a fresh nonce in front). What was wrapped for one secret opens
 * for no other row.
 */
@ApplicationScoped
class KeyWrapping {

    static final String NAME = "webhook-kek";

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Path directory;

    KeyWrapping(WebhookSecretsConfig config) {
        this.directory = config.directory();
    }

    byte[] wrap(UUID secret, SigningKey key) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, secret).doFinal(key.bytes());
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IOException("A webhook secret cannot be wrapped", e);
        }
    }

    /** @throws IOException when the key-encryption key is not the one that wrapped it; the message says what to do */
    SigningKey unwrap(UUID secret, byte[] wrapped) throws IOException {
        if (wrapped.length <= NONCE_BYTES)
            throw new IOException("What should be a wrapped secret is too short for one");
        byte[] nonce = java.util.Arrays.copyOf(wrapped, NONCE_BYTES);
        try {
            return new SigningKey(cipher(Cipher.DECRYPT_MODE, nonce, secret)
                    .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "The key-encryption key %s does not open the webhook secret %s. Put back the one that it was made with, or make the connection new secrets."
                            .formatted(NAME, secret),
                    e);
        }
    }

    /** Makes the key-encryption key if there is none. Only for the first secret of all: later, a missing key is a loss that is to be seen. */
    void prepareFirst() throws IOException {
        Path file = directory.resolve(NAME);
        if (Files.exists(file)) return;
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // Whole before it has its name: a crash leaves no half a key, and of two processes one wins.
        Path whole = Files.createTempFile(
                directory,
                "." + NAME,
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
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

    private Cipher cipher(int mode, byte[] nonce, UUID secret) throws GeneralSecurityException, IOException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("webhook-secret:" + secret).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] key() throws IOException {
        byte[] key;
        try {
            key = Base64.getMimeDecoder().decode(Secrets.in(directory).get(NAME).value());
        } catch (IllegalArgumentException e) {
            throw new IOException("The key-encryption key %s must be 32 bytes in Base64".formatted(NAME), e);
        }
        if (key.length != KEY_BYTES)
            throw new IOException("The key-encryption key %s must be 32 bytes in Base64".formatted(NAME));
        return key;
    }
}
