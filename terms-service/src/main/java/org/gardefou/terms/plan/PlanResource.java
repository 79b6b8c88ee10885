package org.gardefou.terms.plan;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.gardefou.terms.language.Name;
import org.jspecify.annotations.Nullable;

/** Plans over HTTP. */
@Path("/terms/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Plans", description = "Hosting offers with the promises that the systems check.")
class PlanResource {

    private static final String EXAMPLE = """
            {"code": "standard", "level": "STANDARD", "name": {"fr": "Standard", "en": "Standard"},
             "promises": {
               "backup": {"included": true, "frequency": "PT24H", "retention": "P7D"},
               "restore": {"selfService": true, "assistedFree": 0},
               "support": {"firstResponse": "PT8H"},
               "repair": {"price": {"amount": 9000, "currency": "EUR"}}}}""";

    private static final String CHANGE_EXAMPLE = """
            {"level": "STANDARD", "name": {"fr": "Standard", "en": "Standard"},
             "promises": {
               "backup": {"included": true, "frequency": "PT12H", "retention": "P14D"},
               "restore": {"selfService": true, "assistedFree": 1},
               "support": {"firstResponse": "PT8H"},
               "repair": {"price": {"amount": 9000, "currency": "EUR"}}}}""";

    private final Plans plans;
    private final PlanEditions editions;
    private final DefaultPlans defaults;
    private final AuditTrail trail;
    private final Clock clock;

    PlanResource(Plans plans, PlanEditions editions, DefaultPlans defaults, AuditTrail trail, Clock clock) {
        this.plans = plans;
        this.editions = editions;
        this.defaults = defaults;
        this.trail = trail;
        this.clock = clock;
    }

    /** The plans that come with the product. */
    @Schema(name = "LoadedPlans")
    record Loaded(List<PlanView> items) {}

    /** All of a plan that can change. */
    record PlanChange(
            @NotNull Level level,
            @NotNull @Valid Name name,
            @NotNull @Valid Promises promises) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Create a plan",
            description =
                    "A hosting offer with what it promises. Terms are filled from the promises, so that no text says what"
                            + " the plan does not do. Prices are what the customer pays, taxes included.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "standard", value = EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    public Response create(@NotNull @Valid NewPlan wanted) {
        require(wanted.promises().violations("/promises"));
        if (plans.withCode(wanted.code()).isPresent())
            throw Problems.conflict(
                    "There is a plan with the code %s already. Read it with GET /terms/v1/plans?code=%s, or choose another code."
                            .formatted(wanted.code(), wanted.code()));
        Plan plan = plans.add(wanted, clock.instant());
        trail.record("plan.create", "plan", plan.id(), null, PlanView.of(plan));
        return Response.created(URI.create("/terms/v1/plans/" + plan.id()))
                .tag(ETags.of(plan.version()))
                .entity(PlanView.of(plan))
                .build();
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(summary = "List plans", description = "The newest first; with a code, the one plan that has it.")
    public Page<PlanView> list(@BeanParam PageParams page, @QueryParam("code") @Nullable String code) {
        return plans.page(page.request(), code).map(PlanView::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(summary = "Read a plan", description = "The plan with its promises as they are now.")
    @APIResponse(
            responseCode = "200",
            description = "The plan",
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    public Response get(@PathParam("id") UUID id) {
        Plan plan = plan(id);
        return Response.ok(PlanView.of(plan)).tag(ETags.of(plan.version())).build();
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Change a plan",
            description =
                    "What is published or contracted already keeps its promises; they change for those who accept a version of the"
                            + " terms that is published from now on.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "more backups", value = CHANGE_EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    public Response change(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid PlanChange wanted) {
        Plan plan = plan(id);
        ifMatch.check(plan, Plan::version);
        require(wanted.promises.violations("/promises"));
        PlanView before = PlanView.of(plan);
        plan.change(wanted.level, wanted.name, wanted.promises, clock.instant());
        plans.keepEdition(plan);
        trail.record("plan.change", "plan", id, before, PlanView.of(plan));
        return Response.ok(PlanView.of(plan)).tag(ETags.of(plan.version())).build();
    }

    @POST
    @Path("/defaults")
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Load the plans that come with the product",
            description =
                    "standard, managed, reseller and vps, to start from: change what they promise to what you sell before you publish terms."
                            + " A code that is taken is left as it is; asked again, it adds nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The four plans as they are now",
            content = @Content(schema = @Schema(implementation = Loaded.class)))
    public Response load() {
        List<PlanView> loaded = defaults.load().stream().map(PlanView::of).toList();
        trail.record(
                "plan.load-defaults",
                "plan",
                "defaults",
                null,
                loaded.stream().map(PlanView::id).toList());
        return Response.ok(new Loaded(loaded)).build();
    }

    @GET
    @Path("/{id}/editions")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List what a plan promised",
            description = "Each change of the plan, the newest first, with the moment from which it held.")
    public Page<PlanEdition.View> editions(@PathParam("id") UUID id, @BeanParam PageParams page) {
        return editions.page(plan(id).id(), page.request()).map(PlanEdition::view);
    }

    private Plan plan(UUID id) {
        return plans.findByIdOptional(id).orElseThrow(() -> Problems.notFound("plan", id));
    }

    private static void require(List<Violation> violations) {
        if (!violations.isEmpty()) throw Problems.validation(violations);
    }
}
