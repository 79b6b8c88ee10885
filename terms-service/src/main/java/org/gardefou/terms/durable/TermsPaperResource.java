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
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.language.Language;

/** The pages of versions, as files to keep, over HTTP. */
@Path("/terms/v1/versions/{id}/renditions/{locale}/pdf")
@Produces({PaperFile.TYPE, MediaType.APPLICATION_JSON})
@Tag(name = "Documents")
class TermsPaperResource {

    private final TermsPapers papers;

    TermsPaperResource(TermsPapers papers) {
        this.papers = papers;
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Download what is shown",
            description =
                    "The page of a published version, in fr or en, as a PDF file to keep: PDF/A-3a and PDF/UA-1, with the page itself attached to it byte"
                            + " for byte. It is made once; its SHA-256 is the ETag.")
    @APIResponse(responseCode = "200", description = "The file", content = @Content(mediaType = PaperFile.TYPE))
    public Response get(@PathParam("id") UUID id, @PathParam("locale") String locale) {
        Language language = Language.of(locale).orElseThrow(() -> Problems.badParameter("locale", "fr or en"));
        return papers.asked(id, language)
                .orElseThrow(() -> Problems.notFound("published version", id))
                .answer("conditions-%s-%s.pdf".formatted(id, language.tag()));
    }
}
