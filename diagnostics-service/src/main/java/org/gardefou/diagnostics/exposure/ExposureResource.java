package org.gardefou.diagnostics.exposure;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;

@Path("/diagnostics/v1/sites/{id}/exposures")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Inventories")
class ExposureResource {

    private final Exposures exposures;
    private final Sites sites;
    private final Caller caller;

    ExposureResource(Exposures exposures, Sites sites, Caller caller) {
        this.exposures = exposures;
        this.sites = sites;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List what feeds say of a site",
            description =
                    "Newest first: versions with a published hole, extensions that their directory closed. Each says which feed says so, how old that feed is, and the notices to be shown with it. None of them is no proof that there is no hole.")
    public Page<Exposure> list(@PathParam("id") UUID id, @BeanParam PageParams page) {
        if (sites.visible(id, caller.visibility()).isEmpty()) throw Problems.notFound("site", id);
        return exposures.page(id, page.request());
    }
}
