package org.gardefou.terms.acceptance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What tells a reference of another system from others without being it: HMAC-SHA-256 (RFC 2104) under a key of this database. It outlives the
 * erasure of the reference, so it never leaves the database.
 */
@ApplicationScoped
class ReferenceMarks {

    private static final String HMAC = "HmacSHA256";

    private final EntityManager entities;

    ReferenceMarks(EntityManager entities) {
        this.entities = entities;
    }

    /** The mark of a reference, in lower-case hex. */
    String of(String reference) {
        byte[] key = (byte[]) entities.createNativeQuery("select key from reference_key", byte[].class)
                .getSingleResult();
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return HexFormat.of().formatHex(mac.doFinal(reference.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HMAC, e);
        }
    }
}
