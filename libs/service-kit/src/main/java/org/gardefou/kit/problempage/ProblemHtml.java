package org.gardefou.kit.problempage;

import static org.gardefou.kit.page.Frame.escaped;

import java.util.Collection;
import java.util.stream.Collectors;
import org.gardefou.kit.page.PlainPage;

/** Writes the pages: plain HTML that fetches nothing. */
final class ProblemHtml {

    private ProblemHtml() {}

    static String page(ProblemText problem, Language language) {
        ProblemText.Words words = problem.in(language);
        String example = """
                {
                  "type": "/problems/%s",
                  "title": "%s",
                  "status": %d,
                  "detail": "…"
                }""".formatted(problem.slug(), problem.en().title(), problem.status());
        return document(language, words.title(), "/problems/" + problem.slug(), """
                <p class="status">HTTP %d · <code>/problems/%s</code></p>
                <h1>%s</h1>
                <p>%s</p>
                <h2>%s</h2>
                <p>%s</p>
                <pre tabindex="0">%s</pre>
                """.formatted(
                        problem.status(),
                        problem.slug(),
                        escaped(words.title()),
                        escaped(words.meaning()),
                        language.toDo,
                        escaped(words.next()),
                        escaped(example)));
    }

    static String index(Collection<ProblemText> problems, Language language) {
        String list = problems.stream()
                .map(problem -> "<li>%d <a href=\"/problems/%s?lang=%s\">%s</a></li>"
                        .formatted(
                                problem.status(),
                                problem.slug(),
                                language.code(),
                                escaped(problem.in(language).title())))
                .collect(Collectors.joining("\n"));
        return document(
                language,
                language.all,
                "/problems",
                "<h1>%s</h1>\n<p>%s</p>\n<ul>\n%s\n</ul>\n".formatted(language.all, language.introduction, list));
    }

    static String unknown(Language language) {
        return document(language, "404", "/problems", "<h1>404</h1>\n<p>%s</p>\n".formatted(language.unknown));
    }

    private static String document(Language language, String title, String path, String body) {
        return new PlainPage(
                        language.code(),
                        title,
                        "Garde-fou",
                        new PlainPage.Link("/problems?lang=" + language.code(), language.all),
                        new PlainPage.Link(path + "?lang=" + language.other().code(), language.switchTo),
                        body)
                .html();
    }
}
