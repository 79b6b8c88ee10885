package org.gardefou.restic;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.jspecify.annotations.Nullable;

/**
 * A file of a repository's {@code keys} folder: the master key, sealed under a password. The format is restic's (its design
 * document, "Keys, Encryption and MAC"): scrypt of the password gives 64 bytes, an AES-256 key and a Poly1305-AES key; the
 * data is a nonce, the master key by AES-256 in counter mode, and the tag.
 *
 * @param cost N of scrypt; time and memory grow with it
 * @param blockSize r of scrypt
 * @param parallel p of scrypt
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record KeyFile(
        String created,
        @Nullable String username,
        @Nullable String hostname,
        String kdf,
        @JsonProperty("N") int cost,
        @JsonProperty("r") int blockSize,
        @JsonProperty("p") int parallel,
        byte[] salt,
        byte[] data) {

    /** 2 ms and 1 MiB. It makes guessing dearer, and 256 random bits cannot be guessed at any price. */
    static final int LIGHT = 1024;

    private static final int BLOCK_SIZE = 8;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int SALT_BYTES = 64;
    private static final int NONCE_BYTES = 16;
    private static final int TAG_BYTES = 16;
    private static final int CIPHER_KEY_BYTES = 32;
    private static final int MAC_KEY_BYTES = 32;

    static KeyFile parse(byte[] json) throws IOException {
        return MAPPER.readValue(json, KeyFile.class);
    }

    byte[] json() throws IOException {
        return MAPPER.writeValueAsBytes(this);
    }

    /** Whether to try a password on it takes no time that anybody would notice. */
    boolean light() {
        return cost <= LIGHT && blockSize <= BLOCK_SIZE && parallel == 1;
    }

    /**
     * The same master key under the same password, with a cheap derivation. Every process that opens the repository derives the
     * key anew, which takes a quarter of a CPU second with the parameters that restic chooses for passwords of people.
     *
     * @throws GeneralSecurityException when the password does not open this one
     */
    KeyFile lightened(RepositoryPassword password) throws GeneralSecurityException {
        byte[] master = open(password);
        KeyFile bare =
                new KeyFile(created, username, hostname, kdf, LIGHT, BLOCK_SIZE, 1, random(SALT_BYTES), new byte[0]);
        return bare.sealing(master, password);
    }

    /** The master key, as restic writes it in JSON. */
    private byte[] open(RepositoryPassword password) throws GeneralSecurityException {
        if (!kdf.equals("scrypt")) throw new GeneralSecurityException("A key by " + kdf + ", which is not known here");
        if (data.length < NONCE_BYTES + TAG_BYTES) throw new GeneralSecurityException("A key of too few bytes");
        byte[] derived = derive(password);
        byte[] nonce = Arrays.copyOf(data, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(data, NONCE_BYTES, data.length - TAG_BYTES);
        byte[] tag = Arrays.copyOfRange(data, data.length - TAG_BYTES, data.length);
        if (!MessageDigest.isEqual(tag, tag(derived, nonce, sealed))) {
            throw new GeneralSecurityException("The password does not open this key");
        }
        return cipher(Cipher.DECRYPT_MODE, derived, nonce).doFinal(sealed);
    }

    private KeyFile sealing(byte[] master, RepositoryPassword password) throws GeneralSecurityException {
        byte[] derived = derive(password);
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, derived, nonce).doFinal(master);
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length + TAG_BYTES);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        System.arraycopy(tag(derived, nonce, sealed), 0, whole, NONCE_BYTES + sealed.length, TAG_BYTES);
        return new KeyFile(created, username, hostname, kdf, cost, blockSize, parallel, salt, whole);
    }

    private byte[] derive(RepositoryPassword password) {
        return SCrypt.generate(
                password.reveal().getBytes(StandardCharsets.UTF_8),
                salt,
                cost,
                blockSize,
                parallel,
                CIPHER_KEY_BYTES + MAC_KEY_BYTES);
    }

    private static Cipher cipher(int mode, byte[] derived, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived, 0, CIPHER_KEY_BYTES, "AES"), new IvParameterSpec(nonce));
        return cipher;
    }

    /** restic stores k and then r; the library takes r and then k, and r with the bits cleared that must be zero. */
    private static byte[] tag(byte[] derived, byte[] nonce, byte[] sealed) {
        int half = MAC_KEY_BYTES / 2;
        byte[] key = new byte[MAC_KEY_BYTES];
        System.arraycopy(derived, CIPHER_KEY_BYTES + half, key, 0, half);
        System.arraycopy(derived, CIPHER_KEY_BYTES, key, half, half);
        Poly1305 mac = new Poly1305(AESEngine.newInstance());
        mac.init(new ParametersWithIV(new KeyParameter(key), nonce));
        mac.update(sealed, 0, sealed.length);
        byte[] tag = new byte[TAG_BYTES];
        mac.doFinal(tag, 0);
        return tag;
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
