package org.gardefou.terms.conformance;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.jspecify.annotations.Nullable;

/** What is broken, over HTTP: for who has to mend it. */
@Path("/terms/v1/promises/broken")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conformance")
class BrokenPromiseResource {

    private final Standings standings;

    BrokenPromiseResource(Standings standings) {
        this.standings = standings;
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "List broken promises",
            description = "Of all sites, what has been broken the longest first; of one promise where asked.")
    public Page<Standing.View> broken(@BeanParam PageParams page, @QueryParam("promise") @Nullable Promise promise) {
        return standings.broken(page.request(), promise).map(Standing::view);
    }
}
