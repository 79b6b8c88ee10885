package org.gardefou.restore.proposal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What was shown, as the very bytes whose hash is confirmed.
 *
 * @param json UTF-8 when it is hashed and answered
 */
record ShownText(String json) {

    /** SHA-256 over its bytes, hex, lower case. */
    String sha256() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
