package org.gardefou.support.sla;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.support.supportcase.Priority;
import org.jspecify.annotations.Nullable;

@Path("/support/v1/clocks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Response times", description = "How long a case may wait, in which hours, and what is late.")
class ClockResource {

    private final CaseClocks clocks;
    private final Clock clock;

    ClockResource(CaseClocks clocks, Clock clock) {
        this.clocks = clocks;
        this.clock = clock;
    }

    @Schema(name = "WaitingCase")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Waiting(
            @JsonProperty("case") UUID caseId,
            UUID site,
            @Schema(examples = "FIRST_RESPONSE") ClockKind clock,
            @Schema(examples = "P2") Priority priority,
            Instant startedAt,
            Instant dueAt,
            boolean late) {

        static Waiting of(CaseClock clock, Instant now) {
            Instant due = clock.dueAt().orElseThrow();
            return new Waiting(
                    clock.caseId(),
                    clock.site(),
                    clock.kind(),
                    clock.priority(),
                    clock.startedAt(),
                    due,
                    due.isBefore(now));
        }
    }

    @GET
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "List what waits for our people",
            description = "The clocks that run, the earliest due first: what is late stands before all else.")
    public Page<Waiting> waiting(
            @QueryParam("clock") @Nullable ClockKind kind,
            @QueryParam("priority") @Nullable Priority priority,
            @QueryParam("late") @Nullable Boolean late,
            @BeanParam PageParams page) {
        Instant now = clock.instant();
        return clocks.running(kind, priority, late, now, page.request()).map(running -> Waiting.of(running, now));
    }
}
