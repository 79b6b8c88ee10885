package org.gardefou.kit.problempage;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of the pages. */
enum Language {
    FR,
    EN;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Language other() {
        return this == FR ? EN : FR;
    }

    /** That of the query, or else the first of the browser's that there is, or else English. */
    static Language of(@Nullable String asked, List<String> accepted) {
        if (asked != null) return asked.toLowerCase(Locale.ROOT).startsWith("fr") ? FR : EN;
        for (String one : accepted) {
            String tag = one.toLowerCase(Locale.ROOT);
            if (tag.startsWith("fr")) return FR;
            if (tag.startsWith("en")) return EN;
        }
        return EN;
    }
}
