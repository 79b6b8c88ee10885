package org.gardefou.terms.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * Detached signatures: JWS (RFC 7515) with EdDSA over Ed25519 (RFC 8037) and the payload as it is (RFC 7797), so that what was
 * signed can be read and checked without decoding anything.
 */
public final class SignedBytes {

    static final String ALGORITHM = "Ed25519";

    private SignedBytes() {}

    /**
     * The signature of the payload.
     *
     * @param type says what kind of thing is signed, so that a signature of one never passes for that of another
     */
    public static String sign(SigningKey key, String type, byte[] payload) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"alg\":\"EdDSA\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"" + key.id()
                                + "\",\"typ\":\"" + type + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key.secret());
            signature.update(input(header, payload));
            return header + ".." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has Ed25519", e);
        }
    }

    /** Whether the signature is that of the payload by this key. */
    static boolean holds(PublicKey key, String jws, byte[] payload) {
        String[] parts = jws.split("\\.", -1);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(input(parts[0], payload));
            return parts.length == 3 && signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] input(String header, byte[] payload) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes((header + ".").getBytes(StandardCharsets.US_ASCII));
        input.writeBytes(payload);
        return input.toByteArray();
    }
}
