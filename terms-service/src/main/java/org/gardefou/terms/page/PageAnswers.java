package org.gardefou.terms.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.gardefou.terms.durable.PaperFile;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.stationery.Stationery;
import org.gardefou.terms.stationery.Stationery.Sheet;

/** Answers that are one reader's: kept by nobody, found by no search engine, framed by the hoster's panels alone. */
@ApplicationScoped
class PageAnswers {

    private final Stationery stationery;
    private final PageConfig config;

    PageAnswers(Stationery stationery, PageConfig config) {
        this.stationery = stationery;
        this.config = config;
    }

    Response page(int status, Sheet sheet) {
        return personal(Stationery.guarded(stationery.answer(status, sheet).tag((EntityTag) null), panels()))
                .build();
    }

    /** The bytes of a version's text, to be shown in the page's frame or to be kept as a file. */
    Response text(Offering.Bytes text, Language language, boolean kept) {
        Response.ResponseBuilder answer = Response.ok(text.content(), MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        if (kept)
            answer.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"conditions-v%d-%s.html\"".formatted(text.number(), language.tag()));
        return personal(Stationery.guardedText(answer, panels())).build();
    }

    /** A file to be kept. */
    Response paper(PaperFile file, String name) {
        return personal(Response.ok(file.content(), PaperFile.TYPE)
                        .header(HttpHeaders.CONTENT_LANGUAGE, file.language().tag())
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name))
                        .header("X-Content-Type-Options", "nosniff"))
                .build();
    }

    private List<String> panels() {
        return config.panels().orElse(List.of());
    }

    private static Response.ResponseBuilder personal(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").header("X-Robots-Tag", "noindex, nofollow");
    }
}
