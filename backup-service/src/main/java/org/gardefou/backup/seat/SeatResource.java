package org.gardefou.backup.seat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.destination.Destinations;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/destinations/{id}/work")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Destinations")
class SeatResource {

    private final SeatRows rows;
    private final Destinations destinations;

    SeatResource(SeatRows rows, Destinations destinations) {
        this.rows = rows;
        this.destinations = destinations;
    }

    @Schema(name = "DestinationWork")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            @Schema(
                    description =
                            "What is done: copying, copy-forgetting, forgetting, prune, reconciliation, data-reading, boot, export, measuring.",
                    examples = "copying")
            String job,

            UUID site,
            Instant askedAt,

            @Nullable @Schema(description = "Since when it is at work; left out: it waits in line.")
            Instant atWorkSince) {

        static View of(Seat seat) {
            return new View(
                    seat.job(), seat.site(), seat.askedAt(), seat.seatedAt().orElse(null));
        }
    }

    @GET
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List the background work at a destination",
            description =
                    "What is at work there beside backups and restores, and what waits in line because as much is at work as may be (`gardefou.destinations.background`, and one less than the destination's `parallel`). The oldest first.")
    public Page<View> list(@PathParam("id") UUID id, @BeanParam PageParams page) {
        if (destinations.findByIdOptional(id).isEmpty()) throw Problems.notFound("destination", id);
        return rows.page(id, page.request()).map(View::of);
    }
}
