package org.gardefou.support.guide;

import static org.gardefou.kit.page.Frame.escaped;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.gardefou.kit.page.PlainPage;
import org.jspecify.annotations.Nullable;

/** Writes the guides as pages. Pure. */
final class GuidePages {

    static final String ROOT = "/support/guides";

    private static final Parser PARSER = Parser.builder().build();

    /** HTML in a text is shown as it is written, and an address leads to the web or to mail only. */
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    private GuidePages() {}

    static String address(String key, String locale) {
        return ROOT + "/" + key + "?lang=" + locale;
    }

    /** One guide. */
    static String guide(Guide guide) {
        Words words = Words.of(guide.locale());
        return framed(
                words,
                guide.title(),
                ROOT + "/" + guide.key(),
                "<h1>%s</h1>\n<p class=\"lead\">%s</p>\n%s"
                        .formatted(
                                escaped(guide.title()),
                                escaped(guide.summary()),
                                RENDERER.render(PARSER.parse(guide.markdown()))));
    }

    /** All guides, or those that were found. */
    static String list(List<Guide> guides, @Nullable String sought, String locale) {
        Words words = Words.of(locale);
        StringBuilder items = new StringBuilder();
        for (Guide guide : guides) {
            items.append("<li><a href=\"%s\">%s</a><br>%s</li>\n"
                    .formatted(
                            escaped(address(guide.key(), locale)), escaped(guide.title()), escaped(guide.summary())));
        }
        String asked = sought == null ? "" : sought;
        String found = guides.isEmpty()
                ? "<p role=\"status\">%s</p>\n".formatted(words.nothing)
                : "<ul>\n%s</ul>\n".formatted(items);
        String body = """
                <h1>%s</h1>
                <form action="%s" method="get" role="search"><input type="hidden" name="lang" value="%s">
                <label for="q">%s</label><input id="q" name="q" type="search" maxlength="200" value="%s"><button>%s</button></form>
                %s""".formatted(words.all, ROOT, locale, words.ask, escaped(asked), words.search, found);
        String path = asked.isEmpty() ? ROOT : ROOT + "?q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8);
        return framed(words, asked.isEmpty() ? words.all : asked, path, body);
    }

    /** That there is no such guide. */
    static String unknown(String locale) {
        Words words = Words.of(locale);
        return framed(words, words.unknown, ROOT, "<h1>%s</h1>\n<p>%s</p>\n".formatted(words.unknown, words.seeAll));
    }

    private static String framed(Words words, String title, String path, String body) {
        Words other = words == Words.FR ? Words.EN : Words.FR;
        return new PlainPage(
                        words.locale,
                        title,
                        words.owner,
                        new PlainPage.Link(ROOT + "?lang=" + words.locale, words.all),
                        new PlainPage.Link(
                                path + (path.contains("?") ? "&" : "?") + "lang=" + other.locale, words.elsewhere),
                        body)
                .html();
    }

    /** The words around a text. */
    private enum Words {
        FR(
                "fr",
                "Guides",
                "Tous les guides",
                "In English",
                "Que voyez-vous ? Un message, un code, quelques mots",
                "Chercher",
                "Aucun guide n'en parle. Essayez d'autres mots, ou le message exact.",
                "Ce guide n'existe pas",
                "La liste de tous les guides est en haut de la page."),
        EN(
                "en",
                "Guides",
                "All guides",
                "En français",
                "What do you see? A message, a code, some words",
                "Search",
                "No guide speaks of that. Try other words, or the exact message.",
                "This guide does not exist",
                "The list of all guides is at the top of the page.");

        private final String locale;
        private final String owner;
        private final String all;
        private final String elsewhere;
        private final String ask;
        private final String search;
        private final String nothing;
        private final String unknown;
        private final String seeAll;

        Words(
                String locale,
                String owner,
                String all,
                String elsewhere,
                String ask,
                String search,
                String nothing,
                String unknown,
                String seeAll) {
            this.locale = locale;
            this.owner = owner;
            this.all = all;
            this.elsewhere = elsewhere;
            this.ask = ask;
            this.search = search;
            this.nothing = nothing;
            this.unknown = unknown;
            this.seeAll = seeAll;
        }

        static Words of(String locale) {
            return locale.equals("fr") ? FR : EN;
        }
    }
}
