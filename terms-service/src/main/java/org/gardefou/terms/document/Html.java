package org.gardefou.terms.document;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Wording;
import org.gardefou.terms.plan.Plan;
import org.gardefou.terms.stationery.Markup;

/**
 * The page that a reader is shown: one complete HTML document without anything to load, so that its bytes are all there is to
 * prove. Headings, language and landmarks are marked for assistive technology (WCAG 2.1: 1.3.1, 2.4.2, 2.4.6, 3.1.1).
 */
public final class Html {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            body { max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.6 sans-serif; color: #1a1a1a; background: #fff; overflow-wrap: break-word; }
            h1 { font-size: 1.6em; line-height: 1.25; }
            h2 { margin-top: 2em; font-size: 1.25em; line-height: 1.35; }
            a { color: #0b4fa8; }
            dt { font-weight: bold; }
            dd { margin: 0 0 .5em; }
            ol { padding-left: 2.2em; }
            </style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            <dl>
            <dt>%s</dt><dd>%s</dd>
            <dt>%s</dt><dd>%d (%s)</dd>
            <dt>%s</dt><dd>%s</dd>
            </dl>
            <nav aria-label="%s">
            <ol>
            %s
            </ol>
            </nav>
            %s
            </main>
            </body>
            </html>
            """;

    private Html() {}

    static byte[] page(
            Document document,
            Edition edition,
            Plan plan,
            List<Publication.Published> clauses,
            Instant effective,
            Language language) {
        boolean french = language == Language.FR;
        String name = Markup.escape(document.name().in(language));
        String contents = clauses.stream()
                .map(clause -> "<li><a href=\"#%s\">%s</a></li>"
                        .formatted(clause.code(), Markup.escape(clause.title().in(language))))
                .collect(Collectors.joining("\n"));
        String sections =
                clauses.stream().map(clause -> section(clause, language)).collect(Collectors.joining("\n"));
        return PAGE.formatted(
                        language.tag(),
                        name,
                        name,
                        french ? "Offre" : "Plan",
                        Markup.escape(plan.name().in(language)),
                        "Version",
                        edition.number(),
                        edition.id(),
                        french ? "En vigueur à partir du" : "In force from",
                        Wording.at(effective, language),
                        french ? "Sommaire" : "Contents",
                        contents,
                        sections)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String section(Publication.Published clause, Language language) {
        String paragraphs = clause.text()
                .in(language)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> "<p>" + Markup.escape(line) + "</p>")
                .collect(Collectors.joining("\n"));
        return """
                <section id="%1$s" aria-labelledby="%1$s-title">
                <h2 id="%1$s-title">%1$s. %2$s</h2>
                %3$s
                </section>""".formatted(clause.code(), Markup.escape(clause.title().in(language)), paragraphs);
    }
}
