package org.gardefou.terms.document;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.stationery.Markup;
import org.jspecify.annotations.Nullable;

/**
 * The differences of two versions as a page that people read: topic by topic, with the words that went and came marked as such. What is struck
 * out or underlined is also said ({@code del}, {@code ins}), so that nobody depends on colours (WCAG 2.1: 1.3.1, 1.4.1).
 */
final class ComparisonPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            body { max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.6 sans-serif; color: #1a1a1a; background: #fff; }
            h2 { margin-top: 2em; }
            ins { color: #0b5a1e; background: #e3f5e6; text-decoration: underline; }
            del { color: #8a1111; background: #fbe6e6; text-decoration: line-through; }
            .kind { font-weight: bold; }
            </style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            %s
            </main>
            </body>
            </html>
            """;

    // Marks of our own while words are compared: the text is made safe for HTML only afterwards, or a comparison would
    // tear "&lt;" apart.
    private static final String DEL = "\uE000";
    private static final String DEL_END = "\uE001";
    private static final String INS = "\uE002";
    private static final String INS_END = "\uE003";
    private static final Pattern MARKS = Pattern.compile("[\uE000-\uE003]");

    private static final DiffRowGenerator WORDS = DiffRowGenerator.create()
            .showInlineDiffs(true)
            .mergeOriginalRevised(true)
            .inlineDiffByWord(true)
            .lineNormalizer(line -> line)
            .oldTag(start -> start ? DEL : DEL_END)
            .newTag(start -> start ? INS : INS_END)
            .build();

    private ComparisonPage() {}

    /**
     * @param before the number of the earlier version
     * @param after the number of the later one
     */
    static byte[] of(Comparison comparison, String name, int before, int after, Language language) {
        String title = title(name, before, after, language);
        return PAGE.formatted(language.tag(), Markup.escape(title), Markup.escape(title), body(comparison, language))
                .getBytes(StandardCharsets.UTF_8);
    }

    static String title(String name, int before, int after, Language language) {
        return language.either("%s\u00a0: de la version %d à la version %d", "%s: from version %d to version %d")
                .formatted(name, before, after);
    }

    /** What differs, for a page around it. */
    static String body(Comparison comparison, Language language) {
        return "<p>%s</p>\n%s"
                .formatted(
                        summary(comparison, language == Language.FR),
                        comparison.clauses().stream()
                                .map(topic -> section(topic, language))
                                .collect(Collectors.joining("\n")));
    }

    private static String summary(Comparison comparison, boolean french) {
        int topics = comparison.clauses().size();
        if (topics == 0) return french ? "Aucun article ne change dans ses mots." : "No clause changes in its words.";
        return french
                ? "%d %s. Ce qui est <del>barré</del> disparaît, ce qui est <ins>souligné</ins> s'ajoute."
                        .formatted(topics, topics > 1 ? "articles changent" : "article change")
                : "%d %s. What is <del>struck out</del> goes, what is <ins>underlined</ins> comes."
                        .formatted(topics, topics > 1 ? "clauses change" : "clause changes");
    }

    private static String section(Comparison.Topic topic, Language language) {
        return """
                <section id="%1$s" aria-labelledby="%1$s-title">
                <h2 id="%1$s-title">%1$s. %2$s</h2>
                <p class="kind">%3$s</p>
                %4$s
                </section>""".formatted(
                        topic.code(),
                        merged(title(topic.before(), language), title(topic.after(), language)),
                        kind(topic.kind(), language == Language.FR),
                        paragraphs(topic, language));
    }

    private static String paragraphs(Comparison.Topic topic, Language language) {
        return rows(lines(topic.before(), language), lines(topic.after(), language)).stream()
                .map(line -> "<p>" + line + "</p>")
                .collect(Collectors.joining("\n"));
    }

    private static String merged(String before, String after) {
        return before.isEmpty() || after.isEmpty()
                ? Markup.escape(before + after)
                : String.join(" ", rows(List.of(before), List.of(after)));
    }

    private static List<String> rows(List<String> before, List<String> after) {
        return WORDS.generateDiffRows(unmarked(before), unmarked(after)).stream()
                .map(DiffRow::getOldLine)
                .filter(line -> !line.isEmpty())
                .map(ComparisonPage::html)
                .toList();
    }

    private static List<String> unmarked(List<String> lines) {
        return lines.stream().map(line -> MARKS.matcher(line).replaceAll("")).toList();
    }

    private static String html(String marked) {
        return Markup.escape(marked)
                .replace(DEL_END, "</del>")
                .replace(DEL, "<del>")
                .replace(INS_END, "</ins>")
                .replace(INS, "<ins>");
    }

    private static String title(Comparison.@Nullable Words words, Language language) {
        return words == null ? "" : words.title().in(language);
    }

    private static List<String> lines(Comparison.@Nullable Words words, Language language) {
        return words == null
                ? List.of()
                : words.text()
                        .in(language)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    private static String kind(Comparison.Kind kind, boolean french) {
        return switch (kind) {
            case ADDED -> french ? "Article ajouté" : "Clause added";
            case CHANGED -> french ? "Article modifié" : "Clause changed";
            case REMOVED -> french ? "Article supprimé" : "Clause removed";
        };
    }
}
