package org.gardefou.support.guide;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/support/v1/guides")
@Tag(name = "Guides", description = "How-tos for what diagnostics can name, in French and English.")
class GuideResource {

    private static final String MARKDOWN = "text/markdown;charset=UTF-8";

    private final Guides guides;

    GuideResource(Guides guides) {
        this.guides = guides;
    }

    @Schema(name = "GuideSummary")
    record Summary(
            @Schema(examples = "database-credentials") String key, String locale, String title, String summary) {

        static Summary of(Guide guide) {
            return new Summary(guide.key(), guide.locale(), guide.title(), guide.summary());
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List guides",
            description = "All guides in one language: `locale`, else Accept-Language, else French.")
    public List<Summary> list(
            @QueryParam("locale") @Nullable String locale, @HeaderParam("Accept-Language") @Nullable String accepted) {
        return guides.all(language(locale, accepted)).stream().map(Summary::of).toList();
    }

    @GET
    @Path("/{key}")
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN})
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read a guide",
            description = "As JSON with its text in Markdown; as plain Markdown with `Accept: text/markdown`.")
    @APIResponseSchema(Guide.class)
    public Response read(
            @PathParam("key") String key,
            @QueryParam("locale") @Nullable String locale,
            @HeaderParam("Accept-Language") @Nullable String accepted,
            @Context HttpHeaders headers) {
        Guide guide = find(key, locale, accepted);
        Response.ResponseBuilder answer = wantsMarkdown(headers)
                ? Response.ok("# " + guide.title() + "\n\n" + guide.markdown() + "\n", MARKDOWN)
                : Response.ok(guide, MediaType.APPLICATION_JSON);
        return answer.language(guide.locale())
                .header(HttpHeaders.VARY, "Accept, Accept-Language")
                .build();
    }

    /** Whoever takes anything gets JSON, as everywhere. */
    private static boolean wantsMarkdown(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().getFirst().getSubtype().equals("markdown");
    }

    private Guide find(String key, @Nullable String locale, @Nullable String accepted) {
        return guides.find(key, language(locale, accepted)).orElseThrow(() -> Problems.notFound("guide", key));
    }

    /** The language to answer in. */
    static String language(@Nullable String locale, @Nullable String accepted) {
        if (locale != null) {
            if (locale.equals("fr") || locale.equals("en")) return locale;
            throw Problems.badParameter("locale", "fr or en");
        }
        if (accepted == null || accepted.isBlank()) return "fr";
        try {
            String best = Locale.lookupTag(Locale.LanguageRange.parse(accepted), List.of("fr", "en"));
            return best == null ? "en" : best;
        } catch (IllegalArgumentException e) {
            return "fr";
        }
    }
}
