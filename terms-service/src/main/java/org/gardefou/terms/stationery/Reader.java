package org.gardefou.terms.stationery;

import jakarta.ws.rs.core.HttpHeaders;
import org.gardefou.terms.language.Language;
import org.jspecify.annotations.Nullable;

/** In which language somebody reads. */
public final class Reader {

    private Reader() {}

    /** The one that is asked for; else the first of the browser's that there is; else that one. */
    public static Language language(@Nullable String asked, HttpHeaders headers, Language otherwise) {
        if (asked != null) return Language.of(asked).orElse(otherwise);
        return headers.getAcceptableLanguages().stream()
                .flatMap(locale -> Language.of(locale.getLanguage()).stream())
                .findFirst()
                .orElse(otherwise);
    }
}
