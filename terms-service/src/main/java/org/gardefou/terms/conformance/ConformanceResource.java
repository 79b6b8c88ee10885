package org.gardefou.terms.conformance;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
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
import org.gardefou.terms.site.Sites;

/** What was promised to a site, and what became of it, over HTTP. */
@Path("/terms/v1/sites/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conformance", description = "Whether promises are kept, now and month by month.")
class ConformanceResource {

    private final Sites sites;
    private final Standings standings;
    private final Statements statements;
    private final Caller caller;

    ConformanceResource(Sites sites, Standings standings, Statements statements, Caller caller) {
        this.sites = sites;
        this.standings = standings;
        this.statements = statements;
        this.caller = caller;
    }

    /** The promises to a site. */
    @Schema(name = "SiteConformance")
    record Now(
            UUID site,

            @Schema(description = "What is promised by the contract that is active; none without one")
            List<Standing.View> promises) {}

    @GET
    @Path("/conformance")
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Tell whether the promises to a site are kept",
            description =
                    "Each promise of the site's contract with its state as last looked at: KEPT, BROKEN (since when, and what shows it), or NOT_MEASURED, which"
                            + " is never counted as kept. Availability is of the calendar month that goes on, and measured only where somebody looks often enough; first responses"
                            + " (FIRST_RESPONSE) are measured where somebody asked for help.")
    @APIResponse(
            responseCode = "200",
            description = "The promises",
            content = @Content(schema = @Schema(implementation = Now.class)))
    public Now now(@PathParam("id") UUID id) {
        require(id);
        return new Now(
                id,
                standings.visible(id, caller.visibility()).stream()
                        .map(Standing::view)
                        .toList());
    }

    @GET
    @Path("/statements")
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List the monthly statements of a site",
            description =
                    "The newest first. A month is stated some days after its end; what corrects a statement is another one that names it in `supersedes`.")
    public Page<Statement.View> statements(@PathParam("id") UUID id, @BeanParam PageParams page) {
        require(id);
        return statements.page(page.request(), caller.visibility(), id).map(Statement::view);
    }

    private void require(UUID id) {
        if (sites.findByIdOptional(id)
                .filter(site -> caller.visibility().allows(site.customer(), site.connection()))
                .isEmpty()) throw Problems.notFound("site", id);
    }
}
