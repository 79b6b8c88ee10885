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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.acceptance.Acceptance;
import org.gardefou.terms.acceptance.Acceptances;

/** Receipts over HTTP. */
@Path("/terms/v1/acceptances/{id}/receipt")
@Tag(name = "Acceptances")
class ReceiptResource {

    private final Acceptances acceptances;
    private final Receipts receipts;
    private final HostedPapers papers;
    private final Caller caller;

    ReceiptResource(Acceptances acceptances, Receipts receipts, HostedPapers papers, Caller caller) {
        this.acceptances = acceptances;
        this.receipts = receipts;
        this.papers = papers;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read the receipt of an acceptance",
            description =
                    "What was accepted, by whom, when and how, and the entry of the ledger that proves it. Once a checkpoint covers that entry, after a"
                            + " few minutes, the receipt has the inclusion proof (RFC 9162) under it, and stays the same from then on; only a name that is"
                            + " erased goes from it. A panel has it where a contract of one of its sites stands on the acceptance.")
    @APIResponse(
            responseCode = "200",
            description = "The receipt",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public Receipt get(@PathParam("id") UUID id) {
        return receipts.of(readable(id).id(), Receipts.ANY);
    }

    @GET
    @Path("/pdf")
    @Produces({PaperFile.TYPE, MediaType.APPLICATION_JSON})
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Download the receipt of an acceptance",
            description =
                    "As a PDF file to keep: PDF/A-3a and PDF/UA-1, with the JSON of the receipt attached to it. The SHA-256 of the bytes is the ETag.")
    @APIResponse(responseCode = "200", description = "The file", content = @Content(mediaType = PaperFile.TYPE))
    public Response pdf(@PathParam("id") UUID id) {
        PaperFile file = papers.receipt(readable(id));
        return file.answer(Receipts.fileName(id, file.language()));
    }

    private Acceptance readable(UUID id) {
        return acceptances.readable(id, caller.visibility()).orElseThrow(() -> Problems.notFound("acceptance", id));
    }
}
