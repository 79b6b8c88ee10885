package org.gardefou.terms.stationery;

import org.gardefou.terms.language.Language;

/**
 * The frame of every page that people read, written here and nowhere else: its language, its title, a way to the text for who cannot see the rest, landmarks,
 * and the other language a link away (WCAG 2.1: 1.3.1, 2.4.1, 2.4.2, 3.1.1). Pure.
 */
public final class PlainPage {

    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>%s</style>
            </head>
            <body>
            %s</body>
            </html>
            """;

    private static final String SCREEN = """
            <a class="skip" href="#text">%s</a>
            <header>
            <p>%s</p>
            %s</header>
            <main id="text" tabindex="-1">
            <h1>%s</h1>
            %s</main>
            <footer>
            %s</footer>
            """;

    private static final String PAPER = """
            <main>
            <h1>%s</h1>
            %s
            </main>
            """;

    private PlainPage() {}

    /** A page to be read on a screen, with the hoster's name above it. */
    static String screen(Stationery.Sheet sheet, String hoster) {
        Language language = sheet.language();
        String title = sheet.title() + " · " + hoster;
        return framed(
                language,
                sheet.wrong() ? language.either("Erreur : ", "Error: ") + title : title,
                Style.CSS,
                SCREEN.formatted(
                        language.either("Aller au texte", "Skip to the text"),
                        Markup.escape(hoster),
                        elsewhere(sheet),
                        Markup.escape(sheet.title()),
                        sheet.body(),
                        sheet.foot()));
    }

    /**
     * A page to be set on paper: nothing on it is pressed.
     *
     * @param body HTML
     */
    public static String paper(Language language, String title, String body) {
        return framed(language, title, Style.PAPER, PAPER.formatted(Markup.escape(title), body));
    }

    private static String framed(Language language, String title, String style, String body) {
        return FRAME.formatted(language.tag(), Markup.escape(title), style, body);
    }

    private static String elsewhere(Stationery.Sheet sheet) {
        if (sheet.elsewhere() == null) return "";
        Language other = sheet.language().other();
        return "<nav aria-label=\"%s\"><a href=\"%s\" lang=\"%s\" hreflang=\"%s\">%s</a></nav>\n"
                .formatted(
                        sheet.language().either("Langue", "Language"),
                        Markup.escape(sheet.elsewhere()),
                        other.tag(),
                        other.tag(),
                        other.either("Lire en français", "Read in English"));
    }
}
