package org.gardefou.support.guide;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gardefou.kit.page.PlainPage;
import org.jspecify.annotations.Nullable;

/** The guides for people: pages without a token, which search engines may read. */
@Path(GuidePages.ROOT)
@Produces(MediaType.TEXT_HTML)
@Blocking
@PermitAll
class GuidePageResource {

    private static final int WORDS = 200;
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final Guides guides;

    GuidePageResource(Guides guides) {
        this.guides = guides;
    }

    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("q") @Size(max = WORDS) @Nullable String sought,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam("Accept-Language") @Nullable String accepted) {
        String locale = language(lang, accepted);
        List<Guide> found =
                guides.list(sought, locale).stream().map(GuideEdition::guide).toList();
        return answer(
                OK, GuidePages.list(found, sought == null || sought.isBlank() ? null : sought.strip(), locale), locale);
    }

    @GET
    @Path("/{key}")
    @Operation(hidden = true)
    public Response read(
            @PathParam("key") String key,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam("Accept-Language") @Nullable String accepted) {
        String locale = language(lang, accepted);
        Optional<Guide> guide = guides.find(key, locale).map(GuideEdition::guide);
        return guide.map(known -> answer(OK, GuidePages.guide(known), known.locale()))
                .orElseGet(() -> answer(NOT_FOUND, GuidePages.unknown(locale), locale));
    }

    /** Who follows a link with a language that there is not gets the page all the same. */
    private static String language(@Nullable String lang, @Nullable String accepted) {
        return GuideLanguage.of(lang != null && ShippedGuides.LOCALES.contains(lang) ? lang : null, accepted);
    }

    private static Response answer(int status, String html, String locale) {
        return Response.status(status)
                .entity(html)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .language(locale)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CACHE_CONTROL, "max-age=300")
                .header("Content-Security-Policy", PlainPage.POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
