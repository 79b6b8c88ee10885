package org.gardefou.diagnostics.sitechange;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/site-changes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Site changes")
class SiteChangeResource {

    private final SiteChanges changes;
    private final Caller caller;

    SiteChangeResource(SiteChanges changes, Caller caller) {
        this.changes = changes;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List changes",
            description = "Newest first; of one site with `site`, of one kind with `type` (`site.plugin-updated`).")
    public Page<SiteChange> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("type") @Nullable String type,
            @BeanParam PageParams page) {
        ChangeType wanted = type == null
                ? null
                : ChangeType.ofShort(type)
                        .orElseThrow(() -> Problems.badParameter("type", "a type such as site.plugin-updated"));
        return changes.page(site, wanted, caller.visibility(), page.request());
    }

    @GET
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Path("/{id}")
    @Operation(summary = "Read a change", description = "Who changed what, from what to what, and who reported it.")
    @APIResponseSchema(SiteChange.class)
    public Response read(@PathParam("id") UUID id) {
        SiteChange change =
                changes.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("site change", id));
        return Response.ok(change).tag(ETags.of(0)).build();
    }
}
