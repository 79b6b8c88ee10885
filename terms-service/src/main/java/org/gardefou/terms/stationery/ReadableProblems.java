package org.gardefou.terms.stationery;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.gardefou.terms.language.Language;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What goes wrong at the address of a page is told as a page: who opens it in a browser can do nothing with a problem document. In both
 * languages, since the one that was asked for may be what is wrong.
 */
class ReadableProblems {

    private static final List<String> PAGES = List.of("/terms/pages", "/terms/legal");

    private final Stationery stationery;

    ReadableProblems(Stationery stationery) {
        this.stationery = stationery;
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(response.getEntity() instanceof HttpProblem)
                || !isPage(request.getUriInfo().getPath())) return;
        String html = stationery.html(sheet(response.getStatus()));
        try (Response page = Stationery.guarded(Response.status(response.getStatus()), List.of())
                .build()) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            headers.putAll(page.getHeaders());
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        response.setEntity(
                html.getBytes(StandardCharsets.UTF_8),
                null,
                MediaType.TEXT_HTML_TYPE.withCharset(StandardCharsets.UTF_8.name()));
    }

    private static boolean isPage(String path) {
        return PAGES.stream().anyMatch(page -> path.equals(page) || path.startsWith(page + "/"));
    }

    private static Stationery.Sheet sheet(int status) {
        return new Stationery.Sheet(
                Language.FR,
                Failure.of(status).title(Language.FR),
                null,
                true,
                Stream.of(Language.FR, Language.EN)
                        .map(language -> said(Failure.of(status), language))
                        .reduce("", String::concat),
                "");
    }

    private static String said(Failure failure, Language language) {
        return language == Language.FR
                ? "<p class=\"lead\">%s</p>\n".formatted(Markup.escape(failure.advice(language)))
                : "<section lang=\"en\"><h2>%s</h2>\n<p>%s</p></section>\n"
                        .formatted(Markup.escape(failure.title(language)), Markup.escape(failure.advice(language)));
    }

    /** What a reader is told of a status. */
    private enum Failure {
        UNKNOWN(
                "Cette page n'existe pas",
                "Vérifiez l'adresse : elle doit être recopiée en entier. Si elle vous a été envoyée, demandez-la de nouveau.",
                "This page does not exist",
                "Check the address: it must be copied to its end. If it was sent to you, ask for it again."),
        TOO_MANY(
                "Trop de demandes",
                "Attendez une minute, puis rechargez la page. Rien n'a été enregistré.",
                "Too many requests",
                "Wait a minute, then load the page again. Nothing was recorded."),
        MISREAD(
                "La demande n'a pas été comprise",
                "Revenez à la page précédente et recommencez. Rien n'a été enregistré.",
                "The request was not understood",
                "Go back to the page before and try again. Nothing was recorded."),
        OURS(
                "Un incident de notre côté",
                "Rechargez la page dans quelques instants. Ce que vous avez envoyé n'a peut-être pas été enregistré : la page vous le dira.",
                "Something went wrong on our side",
                "Load the page again in a moment. What you sent may not have been recorded: the page will say so.");

        private final String title;
        private final String advice;
        private final String titleEn;
        private final String adviceEn;

        Failure(String title, String advice, String titleEn, String adviceEn) {
            this.title = title;
            this.advice = advice;
            this.titleEn = titleEn;
            this.adviceEn = adviceEn;
        }

        static Failure of(int status) {
            if (status == 404) return UNKNOWN;
            if (status == 429) return TOO_MANY;
            return status < 500 ? MISREAD : OURS;
        }

        String title(Language language) {
            return language.either(title, titleEn);
        }

        String advice(Language language) {
            return language.either(advice, adviceEn);
        }
    }
}
