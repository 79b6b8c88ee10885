package org.gardefou.backup.copy;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/copies")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Repositories")
class CopyResource {

    private final CopyRows rows;

    CopyResource(CopyRows rows) {
        this.rows = rows;
    }

    @GET
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List copies",
            description =
                    "The oldest first: with `state=WAITING` the first one says how far the second repositories are behind, and why.")
    public Page<CopyView> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("state") SnapshotCopy.@Nullable State state,
            @BeanParam PageParams page) {
        return rows.page(site, state, page.request()).map(copy -> CopyView.of(copy, true));
    }
}
