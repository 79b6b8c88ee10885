package org.gardefou.terms.stationery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gardefou.terms.clause.Hoster;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.ledger.Canonical;
import org.jspecify.annotations.Nullable;

/** Answers with pages on the hoster's paper: plain HTML that runs nothing and fetches nothing ({@link Layout}). */
@ApplicationScoped
public class Stationery {

    private final Hoster hoster;

    Stationery(Hoster hoster) {
        this.hoster = hoster;
    }

    /**
     * A page to be.
     *
     * @param title in a few words: the heading, and with the hoster's name the title of the window
     * @param elsewhere the same page in the other language; null: it is in both
     * @param wrong whether it says that something was not done: its title says so first
     * @param body HTML
     * @param foot HTML
     */
    public record Sheet(
            Language language, String title, @Nullable String elsewhere, boolean wrong, String body, String foot) {}

    /** The page as HTML. */
    public String html(Sheet sheet) {
        return Layout.screen(sheet, hoster.name().orElse(sheet.language.either("Votre hébergeur", "Your hoster")));
    }

    /** An answer with the page, which nobody may put into a frame, and with the hash of its bytes as its entity tag. */
    public Response.ResponseBuilder answer(int status, Sheet sheet) {
        byte[] bytes = html(sheet).getBytes(StandardCharsets.UTF_8);
        return guarded(Response.status(status).entity(bytes), List.of())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .tag(Canonical.sha256(bytes))
                .header(HttpHeaders.CONTENT_LANGUAGE, sheet.language.tag());
    }

    /**
     * Lets a page run nothing, fetch nothing and send forms to its own origin only (Content Security Policy Level 3).
     *
     * @param panels the origins in whose frames it may stand; none: in nobody's
     */
    public static Response.ResponseBuilder guarded(Response.ResponseBuilder answer, List<String> panels) {
        return headers(
                answer,
                "default-src 'none'; style-src %s; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors %s"
                        .formatted(Style.SOURCE, panels.isEmpty() ? "'none'" : String.join(" ", panels)));
    }

    /** The same for the text of a version, whose style was written and hashed with it. */
    public static Response.ResponseBuilder guardedText(Response.ResponseBuilder answer, List<String> panels) {
        return headers(
                answer,
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'%s"
                        .formatted(panels.isEmpty() ? "" : " " + String.join(" ", panels)));
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder answer, String policy) {
        // A header that is set again replaces the one before.
        return answer.header("Content-Security-Policy", null)
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", null)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", null)
                .header("Referrer-Policy", "no-referrer");
    }
}
