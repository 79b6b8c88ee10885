package org.gardefou.restic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * What restic seals with (its design document, "Keys, Encryption and MAC"): AES-256 in counter mode, and Poly1305-AES over the result.
 * Sealed are a nonce, the ciphertext and the tag. The fields are those of the JSON in which a repository's master key is kept.
 *
 * @param encrypt the AES key, 32 bytes
 */
record SealingKey(Mac mac, byte[] encrypt) {
    /**
     * @param k the AES key that makes a number of the nonce, 16 bytes
     * @param r where the polynomial is evaluated, 16 bytes, with those bits cleared that must be zero
     */
    record Mac(
            @JsonProperty("k") byte[] k, @JsonProperty("r") byte[] r) {}

    /** How many bytes {@link #of} takes. */
    static final int BYTES = 64;

    private static final int CIPHER_KEY_BYTES = 32;
    private static final int HALF_BYTES = 16;
    private static final int NONCE_BYTES = 16;
    private static final int TAG_BYTES = 16;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new key for all that a repository will hold. */
    static SealingKey fresh() {
        return of(random(BYTES));
    }

    /** An AES key, k and r, in this order, as scrypt derives them from a password. */
    static SealingKey of(byte[] bytes) {
        byte[] k = Arrays.copyOfRange(bytes, CIPHER_KEY_BYTES, CIPHER_KEY_BYTES + HALF_BYTES);
        byte[] r = Arrays.copyOfRange(bytes, CIPHER_KEY_BYTES + HALF_BYTES, BYTES);
        for (int i = 3; i < HALF_BYTES; i += 4) r[i] &= 0x0f;
        for (int i = 4; i < HALF_BYTES; i += 4) r[i] &= (byte) 0xfc;
        return new SealingKey(new Mac(k, r), Arrays.copyOf(bytes, CIPHER_KEY_BYTES));
    }

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    byte[] json() throws IOException {
        return MAPPER.writeValueAsBytes(this);
    }

    byte[] seal(byte[] plain) throws GeneralSecurityException {
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length + TAG_BYTES);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        System.arraycopy(tag(nonce, sealed), 0, whole, NONCE_BYTES + sealed.length, TAG_BYTES);
        return whole;
    }

    /** @throws GeneralSecurityException when another key sealed it, or it was changed */
    byte[] open(byte[] whole) throws GeneralSecurityException {
        if (whole.length < NONCE_BYTES + TAG_BYTES) throw new GeneralSecurityException("Sealed are too few bytes");
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length - TAG_BYTES);
        byte[] tag = Arrays.copyOfRange(whole, whole.length - TAG_BYTES, whole.length);
        if (!MessageDigest.isEqual(tag, tag(nonce, sealed))) {
            throw new GeneralSecurityException("This key did not seal it");
        }
        return cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed);
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(mode, new SecretKeySpec(encrypt, "AES"), new IvParameterSpec(nonce));
        return cipher;
    }

    /** The library takes r and then k. */
    private byte[] tag(byte[] nonce, byte[] sealed) {
        byte[] key = Arrays.copyOf(mac.r(), 2 * HALF_BYTES);
        System.arraycopy(mac.k(), 0, key, HALF_BYTES, HALF_BYTES);
        Poly1305 poly1305 = new Poly1305(AESEngine.newInstance());
        poly1305.init(new ParametersWithIV(new KeyParameter(key), nonce));
        poly1305.update(sealed, 0, sealed.length);
        byte[] tag = new byte[TAG_BYTES];
        poly1305.doFinal(tag, 0);
        return tag;
    }
}
