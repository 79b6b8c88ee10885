package org.gardefou.backup.restorepoint;

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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/restore-points")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Restore points", description = "The states that sites can be taken back to.")
class RestorePointResource {

    private final RestorePoints points;
    private final Caller caller;

    RestorePointResource(RestorePoints points, Caller caller) {
        this.points = points;
        this.caller = caller;
    }

    @Schema(name = "RestorePoint")
    record View(
            UUID id,
            UUID site,
            UUID customer,
            UUID backup,
            Instant takenAt,
            @Schema(examples = "3086") long files,

            @Schema(description = "Bytes of all files.", examples = "68157440")
            long bytes,

            @Schema(description = "Bytes that were new.", examples = "1048576")
            long added,

            List<Dumped> databases,
            @Schema(examples = "AVAILABLE") RestorePoint.State state,

            @Schema(description = "Whether it is good, and by which evidence.")
            EvidenceView evidence) {

        static View of(RestorePoint point) {
            return new View(
                    point.id(),
                    point.site(),
                    point.customer(),
                    point.backup(),
                    point.takenAt(),
                    point.files(),
                    point.bytes(),
                    point.added(),
                    point.databases(),
                    point.state(),
                    EvidenceView.of(point));
        }
    }

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(summary = "List restore points", description = "Newest first; of one site with `site`.")
    public Page<View> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("state") RestorePoint.@Nullable State state,
            @BeanParam PageParams page) {
        return points.page(site, state, caller.visibility(), page.request()).map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(summary = "Read a restore point", description = "When it was taken, and what it holds.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        RestorePoint point =
                points.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("restore point", id));
        return Response.ok(View.of(point)).tag(ETags.of(point.version())).build();
    }
}
