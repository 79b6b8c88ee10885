package org.gardefou.terms.document;

import java.util.List;
import java.util.stream.Collectors;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.stationery.Markup;
import org.jspecify.annotations.Nullable;

/**
 * The differences of two versions as people read them: topic by topic, with the words that went and came marked as such. What is struck
 * out or underlined is also said ({@code del}, {@code ins}), so that nobody depends on colours (WCAG 2.1: 1.3.1, 1.4.1).
 */
final class ComparisonPage {

    private ComparisonPage() {}

    /**
     * Of the page, as of its window.
     *
     * @param before the number of the earlier version
     * @param after the number of the later one
     */
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
        return WordDifferences.of(lines(topic.before(), language), lines(topic.after(), language)).stream()
                .map(paragraph -> "<p>" + html(paragraph) + "</p>")
                .collect(Collectors.joining("\n"));
    }

    private static String merged(String before, String after) {
        return before.isEmpty() || after.isEmpty()
                ? Markup.escape(before + after)
                : html(WordDifferences.of(before, after));
    }

    private static String html(WordDifferences.Paragraph paragraph) {
        return paragraph.pieces().stream()
                .map(piece -> {
                    String text = Markup.escape(piece.text());
                    return switch (piece.fate()) {
                        case STAYS -> text;
                        case GOES -> "<del>" + text + "</del>";
                        case COMES -> "<ins>" + text + "</ins>";
                    };
                })
                .collect(Collectors.joining());
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
