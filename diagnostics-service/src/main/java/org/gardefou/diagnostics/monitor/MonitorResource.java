package org.gardefou.diagnostics.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.monitor.Monitors.Stored;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/sites/{id}/monitor")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Monitors", description = "Scheduled looks at sites from outside.")
class MonitorResource {

    private final Monitors monitors;
    private final Sites sites;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    MonitorResource(Monitors monitors, Sites sites, Caller caller, AuditTrail audit, Clock clock) {
        this.monitors = monitors;
        this.sites = sites;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** How a monitor is to look. */
    @Schema(name = "MonitorSettings")
    record Settings(
            @NotNull @Min(60) @Max(900) @Schema(description = "From one look to the next.", examples = "300")
            Integer intervalSeconds,

            @NotNull @Schema(description = "While true nobody looks, and nothing is watched.", examples = "false")
            Boolean paused) {}

    /**
     * A monitor.
     *
     * @param since when the site was first seen so; of DOWN, when it was first suspected
     */
    @Schema(name = "Monitor")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID site,

            @Schema(description = "SUSPECT: seen down once, and looked at again soon.", examples = "UP")
            Standing.State state,

            @Nullable Instant since,
            @Nullable Instant lookedAt,
            @Schema(examples = "300") long intervalSeconds,
            boolean paused) {

        static View of(Stored one) {
            return new View(
                    one.site(),
                    one.standing().state(),
                    one.standing().since(),
                    one.lookedAt(),
                    one.interval().toSeconds(),
                    one.paused());
        }
    }

    @GET
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read a site's monitor",
            description =
                    "What scheduled looks from outside saw last, and since when. DOWN has been confirmed by a second look, and a diagnosis says why.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        demand(id);
        return answer(monitors.find(id).orElseThrow(() -> Problems.notFound("monitor", id)));
    }

    @PUT
    @Transactional
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Change how a site is watched",
            description =
                    "Sets the interval, or pauses the monitor. What is not watched cannot show that a promised availability was kept.")
    @APIResponseSchema(View.class)
    public Response change(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Settings settings) {
        demand(id);
        Stored before = monitors.lock(id).orElseThrow(() -> Problems.notFound("monitor", id));
        ifMatch.check(before.version());
        monitors.change(before, settings.intervalSeconds(), settings.paused(), clock.instant());
        Stored after = monitors.find(id).orElseThrow();
        audit.record("monitor.changed", "site", id, View.of(before), View.of(after));
        return answer(after);
    }

    private static Response answer(Stored monitor) {
        return Response.ok(View.of(monitor)).tag(ETags.of(monitor.version())).build();
    }

    private void demand(UUID id) {
        if (sites.visible(id, caller.visibility()).isEmpty()) throw Problems.notFound("site", id);
    }
}
