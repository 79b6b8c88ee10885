package org.gardefou.terms.checkpoint;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * The key that signs: an Ed25519 key pair, known by its public half.
 *
 * @param verifying the public half
 */
public record SigningKey(PrivateKey secret, VerifyingKey verifying) {

    /**
     * Reads a private key.
     *
     * @param pem PKCS #8, as {@code openssl genpkey -algorithm ed25519} writes it
     * @throws GeneralSecurityException when it is no such key
     */
    public static SigningKey of(String pem) throws GeneralSecurityException {
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            PrivateKey key =
                    KeyFactory.getInstance(SignedBytes.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
            byte[] seed = ((EdECPrivateKey) key)
                    .getBytes()
                    .orElseThrow(() -> new GeneralSecurityException("The key does not tell its bytes"));
            // Java does not derive the public half of a private key that it has read.
            byte[] point =
                    new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
            return new SigningKey(key, VerifyingKey.ofPoint(point));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("Not PEM", e);
        }
    }

    /** The thumbprint of its public half. */
    public String id() {
        return verifying.id();
    }

    @Override
    public String toString() {
        return "signing key " + id();
    }
}
