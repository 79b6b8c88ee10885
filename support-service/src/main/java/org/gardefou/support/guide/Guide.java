package org.gardefou.support.guide;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A how-to in one language.
 *
 * @param key the same in both languages; causes refer to it
 * @param markdown the whole text, headings from the second level down
 */
record Guide(String key, String locale, String title, String summary, String markdown) {

    /** SHA-256 of title, summary and text, which tells two editions apart. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(
                            String.join("\n", title, summary, markdown).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
