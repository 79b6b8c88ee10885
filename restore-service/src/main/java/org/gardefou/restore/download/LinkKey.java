package org.gardefou.restore.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gardefou.restore.site.DataConfig;
import org.jspecify.annotations.Nullable;

/**
 * Signs the links to downloads (HMAC-SHA-256): a link is the permission to fetch one file until its end, and cannot be made without the key, which
 * lies beside the files. Nothing of a link is stored.
 */
@ApplicationScoped
public class LinkKey {

    private static final int BYTES = 32;
    private static final int OF_ID = 16;
    /** Signs, of six bits each. */
    private static final int PASSWORD = 24;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{64}");
    private static final String ALGORITHM = "HmacSHA256";

    private final Path file;
    private byte @Nullable [] key;

    LinkKey(DataConfig own) {
        this.file = own.directory().toAbsolutePath().resolve("download-key");
    }

    /** The token of a download's link. */
    String token(UUID download, Instant expiresAt) {
        byte[] signature = signature(download, expiresAt);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(OF_ID + BYTES)
                        .put(id(download))
                        .put(signature)
                        .array());
    }

    /** Which download a token names; empty when none can look so. That it was signed is still to be checked. */
    static Optional<UUID> named(String token) {
        if (!FORM.matcher(token).matches()) return Optional.empty();
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
        return Optional.of(new UUID(bytes.getLong(), bytes.getLong()));
    }

    /** Whether it was signed here for that end. */
    boolean signed(String token, UUID download, Instant expiresAt) {
        byte[] given = Base64.getUrlDecoder().decode(token);
        return MessageDigest.isEqual(
                ByteBuffer.allocate(OF_ID + BYTES)
                        .put(id(download))
                        .put(signature(download, expiresAt))
                        .array(),
                given);
    }

    /** A password for something of ours that nobody can guess, and that can be told again: nothing of it is stored. */
    public String password(UUID of, Instant since) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(signature(of, since))
                .substring(0, PASSWORD);
    }

    private byte[] signature(UUID download, Instant expiresAt) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            mac.update(id(download));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(expiresAt.getEpochSecond())
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] id(UUID id) {
        return ByteBuffer.allocate(OF_ID)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private synchronized byte[] key() {
        if (key == null) {
            try {
                key = read();
            } catch (IOException e) {
                throw new UncheckedIOException("The key of the links, " + file + ", cannot be read or made", e);
            }
        }
        return key;
    }

    /** Made whole under another name first: a process that dies, or another one that looks, never meets half a key. */
    private byte[] read() throws IOException {
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            Path made = Files.createTempFile(
                    file.getParent(),
                    "download-key",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(made, fresh);
                Files.createLink(file, made);
            } catch (FileAlreadyExistsException e) {
                // Another process was first.
            } finally {
                Files.delete(made);
            }
        }
        byte[] read = Files.readAllBytes(file);
        if (read.length != BYTES) throw new IOException(file + " is no key: delete it, and links that are open end");
        return read;
    }
}
