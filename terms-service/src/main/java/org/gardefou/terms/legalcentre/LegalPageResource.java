package org.gardefou.terms.legalcentre;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.checkpoint.PublishedCheckpoints;
import org.gardefou.terms.document.PublishedDocument;
import org.gardefou.terms.document.PublishedTerms;
import org.gardefou.terms.document.PublishedVersion;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.responsibility.Matrix;
import org.gardefou.terms.stationery.Reader;
import org.gardefou.terms.stationery.Stationery;
import org.jspecify.annotations.Nullable;

/** The legal centre for people: pages without a token, which search engines may read. */
@Path(Paths.PAGES)
@Produces(MediaType.TEXT_HTML)
@PermitAll
class LegalPageResource {

    private static final String VERSION = "published version";

    /** What fits on one page; the rest is in the JSON. */
    private static final int CHECKPOINTS = 20;

    private final PublishedTerms terms;
    private final PublishedCheckpoints checkpoints;
    private final Matrix matrix;
    private final Stationery stationery;

    LegalPageResource(PublishedTerms terms, PublishedCheckpoints checkpoints, Matrix matrix, Stationery stationery) {
        this.terms = terms;
        this.checkpoints = checkpoints;
        this.matrix = matrix;
        this.stationery = stationery;
    }

    /** Who reads, in which language. */
    static class Asked {
        @QueryParam("lang")
        @Nullable String lang;

        @Context
        HttpHeaders headers;

        @SuppressWarnings("NullAway.Init") // the framework fills it
        Asked() {}

        Language language() {
            return Reader.language(lang, headers, Language.FR);
        }
    }

    @GET
    @Operation(hidden = true)
    public Response home(@BeanParam Asked asked, @BeanParam PageParams params) {
        Language in = asked.language();
        Page<PublishedDocument> page = terms.documents(params.request());
        String more = page.next() == null ? null : Paths.home(in) + "&cursor=" + page.next();
        return answer(LegalPages.home(page.items(), more, in), Paths.JSON + "/documents");
    }

    @GET
    @Path("/documents/{id}")
    @Operation(hidden = true)
    public Response document(@PathParam("id") UUID id, @BeanParam Asked asked) {
        return answer(
                LegalPages.document(known(id), terms.versions(id), asked.language()), Paths.JSON + "/documents/" + id);
    }

    @GET
    @Path("/versions/{id}")
    @Operation(hidden = true)
    public Response version(@PathParam("id") UUID id, @BeanParam Asked asked) {
        PublishedVersion version = terms.version(id).orElseThrow(() -> Problems.notFound(VERSION, id));
        return answer(
                LegalPages.version(
                        known(version.document()),
                        version,
                        PlainChange.of(terms.effect(id).orElseThrow()),
                        terms.versions(version.document()),
                        asked.language()),
                Paths.JSON + "/versions/" + id);
    }

    @GET
    @Path("/versions/{id}/differences")
    @Operation(hidden = true)
    public Response differences(
            @PathParam("id") UUID id, @QueryParam("from") @NotNull UUID from, @BeanParam Asked asked) {
        PublishedTerms.Differences differences =
                terms.differences(from, id).orElseThrow(() -> Problems.notFound(VERSION, from));
        return answer(
                LegalPages.differences(from, id, differences, asked.language()),
                Paths.JSON + "/versions/" + id + "/differences?from=" + from);
    }

    @GET
    @Path("/responsibilities")
    @Operation(hidden = true)
    public Response responsibilities(
            @QueryParam("level") @DefaultValue("STANDARD") Level level, @BeanParam Asked asked) {
        return answer(
                LegalPages.responsibilities(level, matrix.on(level), asked.language()),
                Paths.JSON + "/responsibilities?level=" + level);
    }

    @GET
    @Path("/checkpoints")
    @Operation(hidden = true)
    public Response checkpoints(@BeanParam Asked asked) {
        return answer(
                CheckpointsPage.of(checkpoints.last(CHECKPOINTS), checkpoints.keys(), asked.language()),
                "/terms/v1/checkpoints");
    }

    private PublishedDocument known(UUID id) {
        return terms.document(id).orElseThrow(() -> Problems.notFound("published document", id));
    }

    private Response answer(Stationery.Sheet sheet, String json) {
        return stationery
                .answer(200, sheet)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header("Link", "<%s>; rel=\"alternate\"; type=\"application/json\"".formatted(json))
                .build();
    }
}
