package org.gardefou.terms.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.gardefou.terms.ledger.Canonical;

/**
 * A public Ed25519 key, called by its JWK thumbprint (RFC 7638): whoever has the key can compute the name, and nobody can give the
 * name to another key.
 *
 * @param x the key's 32 bytes in base64url
 */
public record VerifyingKey(String id, String x, PublicKey key) {

    /** What stands before the 32 bytes in a SubjectPublicKeyInfo of Ed25519 (RFC 8410, section 4). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    static VerifyingKey of(PublicKey key) {
        byte[] spki = key.getEncoded();
        String x = base64url(Arrays.copyOfRange(spki, PREFIX.length, spki.length));
        byte[] thumbprint = Canonical.digest()
                .digest(("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}").getBytes(StandardCharsets.UTF_8));
        return new VerifyingKey(base64url(thumbprint), x, key);
    }

    /** The key of that point of the curve, as its 32 bytes say it. */
    static VerifyingKey ofPoint(byte[] point) {
        byte[] spki = Arrays.copyOf(PREFIX, PREFIX.length + point.length);
        System.arraycopy(point, 0, spki, PREFIX.length, point.length);
        return of(spki);
    }

    /** Reads a SubjectPublicKeyInfo. */
    static VerifyingKey of(byte[] spki) {
        try {
            return of(KeyFactory.getInstance(SignedBytes.ALGORITHM).generatePublic(new X509EncodedKeySpec(spki)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that has signed cannot be read any more", e);
        }
    }

    /** As openssl reads it. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
