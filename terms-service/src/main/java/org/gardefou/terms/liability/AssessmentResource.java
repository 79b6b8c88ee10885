package org.gardefou.terms.liability;

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

/** Liability assessments over HTTP. */
@Path("/terms/v1/liability-assessments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Liability assessments", description = "Which party, under which clause, with what evidence.")
class AssessmentResource {

    private final Assessments assessments;
    private final Caller caller;

    AssessmentResource(Assessments assessments, Caller caller) {
        this.assessments = assessments;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(summary = "List assessments", description = "The newest first; of one site or diagnosis where asked.")
    public Page<Assessment.View> list(
            @BeanParam PageParams page,
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("diagnosis") @Nullable UUID diagnosis) {
        return assessments
                .page(page.request(), caller.visibility(), site, diagnosis)
                .map(Assessment::view);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read an assessment",
            description =
                    "An appreciation under the contract: the party, the clauses with the hash of the accepted version, the reasons,"
                            + " what is not known, and the facts it was made on.")
    @APIResponse(
            responseCode = "200",
            description = "The assessment",
            content = @Content(schema = @Schema(implementation = Assessment.View.class)))
    public Response get(@PathParam("id") UUID id) {
        Assessment assessment = assessments
                .visible(id, caller.visibility())
                .orElseThrow(() -> Problems.notFound("liability assessment", id));
        return Response.ok(assessment.view()).tag(ETags.of(0)).build();
    }
}
