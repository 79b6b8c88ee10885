package org.gardefou.terms.delivery;

import java.util.List;
import org.gardefou.terms.language.Language;

/** The words of a mail, written once and read as text or as HTML: both say the same. */
final class Wordings {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%s">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title></head>
            <body style="margin: 0; padding: 24px; font: 16px/1.5 Arial, Helvetica, sans-serif; color: #1a1a1a; background: #ffffff;">
            <main style="max-width: 36em;">
            %s</main>
            </body>
            </html>
            """;

    private final Language language;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    Wordings(Language language) {
        this.language = language;
    }

    /** The one of two that is in the reader's language. */
    String say(String french, String english) {
        return language == Language.FR ? french : english;
    }

    void paragraph(String french, String english) {
        String words = say(french, english);
        text.append(words).append("\n\n");
        html.append("<p>").append(escape(words)).append("</p>\n");
    }

    void heading(String french, String english) {
        String words = say(french, english);
        text.append(words).append('\n').append("-".repeat(words.length())).append("\n\n");
        html.append("<h2 style=\"font-size: 18px; margin: 24px 0 8px 0;\">")
                .append(escape(words))
                .append("</h2>\n");
    }

    void items(List<String> items) {
        html.append("<ul>\n");
        for (String one : items) {
            text.append("- ").append(one).append('\n');
            html.append("<li>").append(escape(one)).append("</li>\n");
        }
        text.append('\n');
        html.append("</ul>\n");
    }

    String text() {
        return text.toString().stripTrailing() + "\n";
    }

    String html(String title) {
        return PAGE.formatted(language.tag(), escape(title), html);
    }

    private static String escape(String words) {
        return org.jsoup.nodes.Entities.escape(words);
    }
}
