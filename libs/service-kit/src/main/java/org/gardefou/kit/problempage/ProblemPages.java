package org.gardefou.kit.problempage;

import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import org.gardefou.kit.page.PlainPage;

/**
 * Serves {@code /problems} and a page for each type, to anybody: the {@code type} of a problem document leads to its documentation, as
 * RFC 9457, section 3.1.1, recommends. Types of a service's own have its base path in front: {@code /problems/restores/…}.
 */
@ApplicationScoped
class ProblemPages {

    private static final String ROOT = "/problems";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final ProblemTexts texts;

    ProblemPages(ProblemTexts texts) {
        this.texts = texts;
    }

    void register(@Observes Router router) {
        router.get(ROOT)
                .handler(context ->
                        answer(context, OK, language(context), ProblemHtml.index(texts.list(), language(context))));
        router.get(ROOT + "/*").handler(this::page);
    }

    private void page(RoutingContext context) {
        Language language = language(context);
        String slug = context.normalizedPath().substring(ROOT.length() + 1);
        texts.of(slug)
                .ifPresentOrElse(
                        problem -> answer(context, OK, language, ProblemHtml.page(problem, language)),
                        () -> answer(context, NOT_FOUND, language, ProblemHtml.unknown(language)));
    }

    private static Language language(RoutingContext context) {
        // Of a header that is no list of languages there is no tag.
        List<String> accepted = context.acceptableLanguages().stream()
                .map(LanguageHeader::tag)
                .filter(Objects::nonNull)
                .toList();
        return Language.of(context.request().getParam("lang"), accepted);
    }

    private static void answer(RoutingContext context, int status, Language language, String html) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("Content-Language", language.code())
                .putHeader("Vary", "Accept-Language")
                .putHeader("Cache-Control", "max-age=3600")
                .putHeader("Content-Security-Policy", PlainPage.POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(html);
    }
}
