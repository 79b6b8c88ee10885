package org.gardefou.kit.problempage;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes the pages: plain HTML that fetches nothing. */
final class ProblemHtml {

    private static final String STYLE = """
            body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:2rem 1rem;color:#1d2330;background:#fff}
            h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}h2{font-size:1.1rem;margin:2rem 0 .25rem}
            a{color:#0b4fae}code,pre{font:.9em ui-monospace,monospace;background:#f1f4f9;border-radius:.25rem}
            code{padding:.1em .3em}pre{padding:1rem;overflow:auto}.status{color:#4b5565}li{margin:.35rem 0}
            nav{display:flex;justify-content:space-between;gap:1rem}
            @media(prefers-color-scheme:dark){body{color:#e6e9f0;background:#14171d}a{color:#8db8ff}code,pre{background:#222733}.status{color:#a7b0c0}}
            """;

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
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · Garde-fou</title>
                <style>%s</style>
                </head>
                <body>
                <nav><a href="/problems?lang=%s">%s</a> <a href="%s?lang=%s" lang="%s" hreflang="%s">%s</a></nav>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(
                        language.code(),
                        escaped(title),
                        STYLE,
                        language.code(),
                        language.all,
                        path,
                        language.other().code(),
                        language.other().code(),
                        language.other().code(),
                        language.switchTo,
                        body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
