package org.gardefou.backup.maintenance;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.maintenance.Reconciliation.Outcome;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Reconciliations",
        description = "Where repositories and what we know of them differ; for the hoster's staff.")
class ReconciliationResource {

    private final Reconciliations reconciliations;

    ReconciliationResource(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    @Schema(name = "Reconciliation")
    record View(
            UUID id,
            UUID site,
            Instant at,
            @Schema(examples = "DIFFERS") Outcome outcome,

            @Schema(description = "Found in the repository.", examples = "31")
            int snapshots,

            @Schema(description = "That should be there.", examples = "30")
            int points,

            List<Difference> differences) {

        static View of(Reconciliation one) {
            return new View(
                    one.id(), one.site(), one.at(), one.outcome(), one.snapshots(), one.points(), one.differences());
        }
    }

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "List reconciliations",
            description =
                    "Newest first; of one site with `site`, of one outcome with `outcome`. Each repository is compared daily: leftovers of our own runs are removed, what is not ours is only listed, points whose snapshot is gone are told as corrupted. `GONE`: the repository is not where it was; mount its storage, or see who deleted it: after a day its points count as lost. `NOT_OPENED`: see to the secret kek and to the storage.")
    public Page<View> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("outcome") @Nullable Outcome outcome,
            @BeanParam PageParams page) {
        return reconciliations.page(site, outcome, page.request()).map(View::of);
    }
}
