package org.gardefou.terms.stationery;

import org.gardefou.kit.page.Frame;
import org.gardefou.terms.language.Language;

/** What stands on a page in the {@link Frame}, on a screen and on paper: the hoster's name, the other language a link away, the heading, the foot. Pure. */
public final class Layout {

    private Layout() {}

    /** A page to be read on a screen, with the hoster's name above it. */
    static String screen(Stationery.Sheet sheet, String hoster) {
        Language language = sheet.language();
        String title = sheet.title() + " · " + hoster;
        return Frame.document(
                language.tag(),
                sheet.wrong() ? language.either("Erreur : ", "Error: ") + title : title,
                Style.CSS,
                Frame.screen(
                        language.tag(),
                        """
                        <header>
                        <p>%s</p>
                        %s</header>
                        """.formatted(Markup.escape(hoster), elsewhere(sheet)),
                        """
                        <h1>%s</h1>
                        %s""".formatted(Markup.escape(sheet.title()), sheet.body()),
                        """
                        <footer>
                        %s</footer>
                        """.formatted(sheet.foot())));
    }

    /**
     * A page to be set on paper: nothing on it is pressed.
     *
     * @param body HTML
     */
    public static String paper(Language language, String title, String body) {
        return Frame.document(language.tag(), title, Style.PAPER, """
                        <main>
                        <h1>%s</h1>
                        %s
                        </main>
                        """.formatted(Markup.escape(title), body));
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
