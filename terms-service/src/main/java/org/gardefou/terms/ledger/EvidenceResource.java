package org.gardefou.terms.ledger;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

/** The evidence ledger over HTTP. */
@Path("/terms/v1/evidence")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Evidence", description = "What happened, in an append-only hash chain.")
class EvidenceResource {

    private final EvidenceReader reader;
    private final Caller caller;

    EvidenceResource(EvidenceReader reader, Caller caller) {
        this.reader = reader;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List evidence",
            description =
                    "The entries of the ledger in their order, of one site or customer where asked; a customer sees"
                            + " what is theirs, a panel what is of its sites.")
    public Page<Evidence> list(
            @BeanParam PageParams page,
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("customer") @Nullable UUID customer) {
        return reader.page(page.request(), caller.visibility(), site, customer);
    }

    @GET
    @Path("/{seq}")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(summary = "Read one entry", description = "One entry by its sequence number. It never changes.")
    @APIResponse(
            responseCode = "200",
            description = "The entry",
            content = @Content(schema = @Schema(implementation = Evidence.class)))
    public Response get(@PathParam("seq") long seq) {
        Evidence entry =
                reader.entry(seq, caller.visibility()).orElseThrow(() -> Problems.notFound("evidence entry", seq));
        return Response.ok(entry).tag(ETags.of(0)).build();
    }
}
