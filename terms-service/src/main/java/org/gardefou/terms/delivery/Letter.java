package org.gardefou.terms.delivery;

import java.util.List;
import org.gardefou.terms.durable.PaperFile;
import org.gardefou.terms.language.Language;

/**
 * What a mail says.
 *
 * @param text without marks, for who reads mail so
 * @param html a complete page that says the same and loads nothing
 */
record Letter(String subject, String text, String html, Language language, List<Attached> attached) {

    /** A file that goes with it. */
    record Attached(String name, PaperFile file) {}

    /** The SHA-256 of the terms, which come first. */
    String documentSha256() {
        return attached.getFirst().file().sha256();
    }
}
