package org.gardefou.support.guide;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Size;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/support/v1/guides")
@Blocking
@Tag(name = "Guides", description = "How-tos for what diagnostics can name, in French and English.")
class GuideResource {

    private static final String MARKDOWN = "text/markdown;charset=UTF-8";
    private static final int WORDS = 200;

    private final Guides guides;

    GuideResource(Guides guides) {
        this.guides = guides;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List or search guides",
            description =
                    "All guides in one language: `locale`, else Accept-Language, else French. With `q`, the twenty that say most about "
                            + "these words, best first: any sentence or message, with or without accents.")
    public List<GuideView.Summary> list(
            @QueryParam("q") @Size(max = WORDS) @Parameter(example = "page blanche apres une mise a jour") @Nullable String words,
            @QueryParam("locale") @Nullable String locale,
            @HeaderParam("Accept-Language") @Nullable String accepted) {
        return guides.list(words, GuideLanguage.of(locale, accepted)).stream()
                .map(GuideView.Summary::of)
                .toList();
    }

    @GET
    @Path("/{key}")
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN})
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read a guide",
            description =
                    "As JSON with its text in Markdown; as plain Markdown with `Accept: text/markdown`. In the other language where there is "
                            + "none in the one asked for; `locale` says which it is. `page` is the same for people, and open to everybody.")
    @APIResponseSchema(GuideView.class)
    public Response read(
            @PathParam("key") String key,
            @QueryParam("locale") @Nullable String locale,
            @HeaderParam("Accept-Language") @Nullable String accepted,
            @Context HttpHeaders headers) {
        GuideView guide = guides.find(key, GuideLanguage.of(locale, accepted))
                .map(GuideView::of)
                .orElseThrow(() -> Problems.notFound("guide", key));
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
}
