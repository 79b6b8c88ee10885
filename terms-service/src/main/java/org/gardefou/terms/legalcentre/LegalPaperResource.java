package org.gardefou.terms.legalcentre;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.durable.DifferencePapers;
import org.gardefou.terms.durable.PaperFile;
import org.gardefou.terms.durable.TermsPapers;
import org.gardefou.terms.language.Language;

/** What was published, as files to keep, to anybody: made once, a few at a time. */
@Path(Paths.PAPERS + "/versions/{id}")
@Produces({PaperFile.TYPE, MediaType.TEXT_HTML})
@PermitAll
class LegalPaperResource {

    private final TermsPapers papers;
    private final DifferencePapers differences;

    LegalPaperResource(TermsPapers papers, DifferencePapers differences) {
        this.papers = papers;
        this.differences = differences;
    }

    @GET
    @Operation(hidden = true)
    public Response version(@PathParam("id") UUID id, @BeanParam LegalPageResource.Asked asked) {
        Language in = asked.language();
        PaperFile file = papers.asked(id, in).orElseThrow(() -> unknown(id));
        return answer(file, "conditions-%s-%s.pdf".formatted(id, in.tag()));
    }

    @GET
    @Path("/differences")
    @Operation(hidden = true)
    public Response differences(
            @PathParam("id") UUID id,
            @QueryParam("from") @NotNull UUID from,
            @BeanParam LegalPageResource.Asked asked) {
        Language in = asked.language();
        PaperFile file = differences.asked(from, id, in).orElseThrow(() -> unknown(from));
        return answer(
                file, in.either("changements-%s-%s.pdf", "changes-%s-%s.pdf").formatted(from, id));
    }

    /** What was published never changes; in which language it is, where none is asked for, says the reader. */
    private static Response answer(PaperFile file, String name) {
        return Response.fromResponse(file.answer(name))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static RuntimeException unknown(UUID id) {
        return Problems.notFound("published version", id);
    }
}
