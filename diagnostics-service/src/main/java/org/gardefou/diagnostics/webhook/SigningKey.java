package org.gardefou.diagnostics.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/** What a panel signs with. Its text form hides it. */
final class SigningKey {

    private static final String PREFIX = "whsec_";

    /** As long as the hash: more adds nothing (RFC 2104). */
    private static final int BYTES = 32;

    private final byte[] bytes;

    SigningKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static SigningKey generate() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SigningKey(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** As a sender is given it: {@code whsec_…}. To be shown once. */
    String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "signing key";
    }
}
