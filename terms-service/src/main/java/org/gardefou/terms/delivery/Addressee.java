package org.gardefou.terms.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where a mail goes.
 *
 * @param salt that the address is committed to with in the ledger; it goes when the address is erased
 */
record Addressee(String address, byte[] salt) {

    private static final String HMAC = "HmacSHA256";
    private static final String PURPOSE = "gardefou.mail.seal.v1 ";

    /**
     * What nobody can guess of a mail: HMAC-SHA-256 (RFC 2104) of the delivery under the salt, in lower-case hex. The ledger keeps the hash of the mail
     * for ever; without the seal anybody who guesses to whom and about what it was could write it anew, and learn from the hash that they are right.
     * Once the salt is erased only who has the mail can show that the hash is of it.
     */
    String seal(UUID delivery) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(salt, HMAC));
            return HexFormat.of().formatHex(mac.doFinal((PURPOSE + delivery).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HMAC, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Addressee one && one.address.equals(address) && Arrays.equals(one.salt, salt);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** Without the salt, which is nobody's business. */
    @Override
    public String toString() {
        return "Addressee";
    }
}
