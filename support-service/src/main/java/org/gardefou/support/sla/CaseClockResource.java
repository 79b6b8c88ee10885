package org.gardefou.support.sla;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.support.sla.ClockReading.State;
import org.gardefou.support.supportcase.Cases;
import org.jspecify.annotations.Nullable;

@Path("/support/v1/cases/{id}/clocks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Response times")
class CaseClockResource {

    private final SlaDesk desk;
    private final Cases cases;
    private final Caller caller;

    CaseClockResource(SlaDesk desk, Cases cases, Caller caller) {
        this.desk = desk;
        this.cases = cases;
        this.caller = caller;
    }

    @Schema(name = "CaseClock")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            @Schema(examples = "FIRST_RESPONSE") ClockKind clock,

            @Schema(description = "The first, second … of its kind in the case.", examples = "1")
            int round,

            @Schema(examples = "RUNNING") State state,
            Instant startedAt,

            @Schema(description = "How long it may take, in open hours.", examples = "PT8H")
            Duration target,

            @Nullable Instant warnAt,

            @Schema(description = "When it is over; nothing while it is the customer's turn.") @Nullable Instant dueAt,

            @Nullable Instant breachedAt,
            @Nullable Instant endedAt) {

        static View of(ClockReading reading) {
            return new View(
                    reading.kind(),
                    reading.round(),
                    reading.state(),
                    reading.startedAt(),
                    reading.target(),
                    reading.warnAt(),
                    reading.dueAt(),
                    reading.breachedAt(),
                    reading.endedAt());
        }
    }

    @GET
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read the clocks of a case",
            description =
                    "By when our people answer, and whether they did. Read from what happened in the case; none where nothing is promised.")
    public List<View> read(@PathParam("id") UUID id) {
        if (cases.visible(id, caller.visibility()).isEmpty()) throw Problems.notFound("case", id);
        return desk.readings(id).stream().map(View::of).toList();
    }
}
