package org.gardefou.backup.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce in front, by a key that is read anew each time. */
final class AesKeyEncryption implements KeyEncryption {

    static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final String name;
    private final Source source;

    AesKeyEncryption(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    /** Where the key is: 32 bytes in Base64. */
    interface Source {
        String read() throws IOException;
    }

    @Override
    public byte[] wrap(byte[] plain, byte[] context) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IOException("The repository's key cannot be wrapped", e);
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) throws IOException {
        if (wrapped.length <= NONCE_BYTES) throw new IOException("What should be a wrapped key is too short for one");
        ByteBuffer parts = ByteBuffer.wrap(wrapped);
        byte[] nonce = new byte[NONCE_BYTES];
        parts.get(nonce);
        byte[] sealed = new byte[parts.remaining()];
        parts.get(sealed);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(sealed);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "The key-encryption key %s does not open the key of this site's repository. Put back the one it was made with."
                            .formatted(name),
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException, IOException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    private byte[] key() throws IOException {
        String text = source.read();
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        if (bytes.length != KEY_BYTES) throw malformed();
        return bytes;
    }

    private IOException malformed() {
        return new IOException("The key-encryption key %s must be 32 bytes in Base64".formatted(name));
    }
}
