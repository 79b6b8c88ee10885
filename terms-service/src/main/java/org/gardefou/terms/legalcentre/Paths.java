package org.gardefou.terms.legalcentre;

import java.util.UUID;
import org.gardefou.terms.language.Language;

/** Where things are, for the links between them. */
final class Paths {

    static final String PAGES = "/terms/legal";
    static final String PAPERS = PAGES + "/papers";
    static final String JSON = "/terms/v1/legal-centre";

    private Paths() {}

    static String home(Language language) {
        return PAGES + lang(language);
    }

    static String document(UUID id, Language language) {
        return PAGES + "/documents/" + id + lang(language);
    }

    static String version(UUID id, Language language) {
        return PAGES + "/versions/" + id + lang(language);
    }

    static String differences(UUID id, UUID from, Language language) {
        return PAGES + "/versions/" + id + "/differences" + lang(language) + "&from=" + from;
    }

    static String responsibilities(Object level, Language language) {
        return PAGES + "/responsibilities" + lang(language) + "&level=" + level;
    }

    static String checkpoints(Language language) {
        return PAGES + "/checkpoints" + lang(language);
    }

    static String paper(UUID version, Language language) {
        return PAPERS + "/versions/" + version + lang(language);
    }

    static String differencesPaper(UUID id, UUID from, Language language) {
        return PAPERS + "/versions/" + id + "/differences" + lang(language) + "&from=" + from;
    }

    static String text(UUID version, Language language) {
        return JSON + "/versions/" + version + "/renditions/" + language.tag();
    }

    static String canonical(UUID version) {
        return JSON + "/versions/" + version + "/canonical";
    }

    static String lang(Language language) {
        return "?lang=" + language.tag();
    }
}
