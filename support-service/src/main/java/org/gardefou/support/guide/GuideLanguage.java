package org.gardefou.support.guide;

import java.util.List;
import java.util.Locale;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** In which language a guide is answered. */
final class GuideLanguage {

    private GuideLanguage() {}

    /** The one asked for; else the best of the accepted ones, English for who accepts neither; else French. */
    static String of(@Nullable String locale, @Nullable String accepted) {
        if (locale != null) {
            if (ShippedGuides.LOCALES.contains(locale)) return locale;
            throw Problems.badParameter("locale", "fr or en");
        }
        if (accepted == null || accepted.isBlank()) return "fr";
        try {
            String best = Locale.lookupTag(Locale.LanguageRange.parse(accepted), List.of("fr", "en"));
            return best == null ? "en" : best;
        } catch (IllegalArgumentException e) {
            return "fr";
        }
    }
}
