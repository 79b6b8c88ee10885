package org.gardefou.terms.durable;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.acceptance.Acceptance;
import org.gardefou.terms.acceptance.Acceptances;
import org.gardefou.terms.language.Language;

/** The page that was accepted, as a file to keep, over HTTP. */
@Path("/terms/v1/acceptances/{id}/document/pdf")
@Produces({PaperFile.TYPE, MediaType.APPLICATION_JSON})
@Tag(name = "Acceptances")
class AcceptedPaperResource {

    private final Acceptances acceptances;
    private final TermsPapers papers;
    private final Caller caller;

    AcceptedPaperResource(Acceptances acceptances, TermsPapers papers, Caller caller) {
        this.acceptances = acceptances;
        this.papers = papers;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Download the accepted page",
            description =
                    "As a PDF file to keep: PDF/A-3a and PDF/UA-1, with the very page that was shown attached to it byte for byte. Everybody who accepted"
                            + " the version in this language has the same file; its SHA-256 is the ETag, and stands in the receipt.")
    @APIResponse(responseCode = "200", description = "The file", content = @Content(mediaType = PaperFile.TYPE))
    public Response get(@PathParam("id") UUID id) {
        Acceptance acceptance =
                acceptances.readable(id, caller.visibility()).orElseThrow(() -> Problems.notFound("acceptance", id));
        if (!acceptance.click())
            throw Problems.of(
                    ProblemType.NOT_FOUND,
                    "The acceptance was taken over from another system: no page was shown here. What the version says is at /terms/v1/versions/%s/renditions/%s/pdf."
                            .formatted(acceptance.version(), acceptance.locale()));
        Language language = Language.of(acceptance.locale()).orElse(Language.FR);
        return papers.asked(acceptance.version(), language)
                .orElseThrow()
                .answer("conditions-%s.pdf".formatted(acceptance.version()));
    }
}
