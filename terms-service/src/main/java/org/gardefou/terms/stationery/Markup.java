package org.gardefou.terms.stationery;

import java.time.Instant;
import org.gardefou.kit.page.Frame;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Wording;

/** Pieces of HTML that pages are made of. What comes from elsewhere is text, and is made safe here. */
public final class Markup {

    private Markup() {}

    /** A text as it stands in an element or in an attribute's quotes. */
    public static String escape(String text) {
        return Frame.escaped(text);
    }

    /** A text of several lines, each a paragraph. */
    public static String paragraphs(String text) {
        StringBuilder html = new StringBuilder();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> html.append("<p>")
                .append(escape(line))
                .append("</p>\n"));
        return html.toString();
    }

    /** A text that stands by itself, with a capital at its beginning. */
    public static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** A link; the address is the code's own. */
    public static String link(String href, String text) {
        return "<a href=\"%s\">%s</a>".formatted(escape(href), escape(text));
    }

    /** A link whose words are those of many others on the page, with what tells it apart for who hears it alone (WCAG 2.1: 2.4.4). */
    public static String link(String href, String text, String about) {
        return "<a href=\"%s\">%s<span class=\"unseen\"> %s</span></a>"
                .formatted(escape(href), escape(text), escape(about));
    }

    /** A line of a list of facts; the value is HTML. */
    public static String fact(String name, String html) {
        return "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(escape(name), html);
    }

    /** A moment in words, and for programs. */
    public static String time(Instant at, Language language) {
        return "<time datetime=\"%s\">%s</time>".formatted(at, escape(Wording.at(at, language)));
    }

    /** A hash, which may be broken anywhere. */
    public static String hash(String hex) {
        return "<code class=\"hash\">%s</code>".formatted(escape(hex));
    }
}
