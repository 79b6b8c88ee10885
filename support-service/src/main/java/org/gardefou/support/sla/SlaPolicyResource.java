package org.gardefou.support.sla;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.support.hours.HolidayCalendars;
import org.gardefou.support.supportcase.Priority;

@Path("/support/v1/sla-policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Response times", description = "How long a case may wait, in which hours, and what is late.")
class SlaPolicyResource {

    private static final String CODE = "[a-z0-9][a-z0-9._-]{0,63}";
    private static final Duration LONGEST = Duration.ofDays(366);

    private final SlaPolicies policies;
    private final HolidayCalendars calendars;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    SlaPolicyResource(SlaPolicies policies, HolidayCalendars calendars, AuditTrail audit, Caller caller, Clock clock) {
        this.policies = policies;
        this.calendars = calendars;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "SlaPolicy")
    record View(
            @Schema(examples = "standard") String plan,
            @Schema(examples = "2") int edition,
            SlaAim aim,
            String author,
            Instant since) {

        static View of(SlaPolicy policy) {
            return new View(policy.planCode(), policy.edition(), policy.aim(), policy.author(), policy.since());
        }
    }

    @GET
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "List response time policies",
            description =
                    "Of each plan the edition that counts. A plan without one has the first response that its contracts promise, and no other clock.")
    public List<View> list() {
        return policies.current().stream().map(View::of).toList();
    }

    @GET
    @Path("/{plan}/editions")
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "List the editions of a plan's policy", description = "Newest first; none is ever changed.")
    @APIResponse(responseCode = "404", description = "The plan has no policy.")
    public List<View> editions(@PathParam("plan") @Schema(examples = "standard") String plan) {
        List<View> all = policies.of(plan).stream().map(View::of).toList();
        if (all.isEmpty()) throw Problems.notFound("response time policy of the plan", plan);
        return all;
    }

    @POST
    @Path("/{plan}/editions")
    @Transactional
    @Idempotent
    @PermissionsAllowed("support:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Set a plan's response times",
            description =
                    "By the plan's code. Counts for cases that wait for our people from now on; clocks that run go on by what they were started with. "
                            + "A first response that the contract promises is never made longer by it.")
    @APIResponse(responseCode = "201", description = "It counts from now on.")
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Response set(
            @PathParam("plan") @Pattern(regexp = CODE) @Schema(examples = "standard") String plan,
            @NotNull @Valid SlaAim aim) {
        check(aim);
        List<SlaPolicy> before = policies.of(plan);
        int edition = before.isEmpty() ? 1 : before.getFirst().edition() + 1;
        SlaPolicy policy = new SlaPolicy(Ids.next(), plan, edition, aim, caller.subject(), clock.instant());
        policies.persistAndFlush(policy);
        audit.record(
                "sla-policy.set",
                "response time policy",
                plan,
                before.isEmpty() ? null : View.of(before.getFirst()),
                View.of(policy));
        return Response.created(URI.create("/support/v1/sla-policies/" + plan + "/editions"))
                .entity(View.of(policy))
                .build();
    }

    private void check(SlaAim aim) {
        aim.targets().forEach(SlaPolicyResource::check);
        Set<String> unknown = calendars.unknown(aim.holidays());
        if (!unknown.isEmpty())
            throw Problems.validation(
                    "/holidays",
                    "knows no calendar %s: add it first with POST /support/v1/holiday-calendars"
                            .formatted(String.join(", ", unknown)));
    }

    private static void check(Priority priority, Targets targets) {
        if (targets.none())
            throw Problems.validation("/targets/" + priority, "aims at nothing: leave the priority out");
        for (ClockKind kind : ClockKind.values())
            targets.of(kind)
                    .filter(target -> !target.isPositive() || target.compareTo(LONGEST) > 0)
                    .ifPresent(target -> {
                        throw Problems.validation(
                                "/targets/%s".formatted(priority), "must be longer than nothing and at most 366 days");
                    });
    }
}
