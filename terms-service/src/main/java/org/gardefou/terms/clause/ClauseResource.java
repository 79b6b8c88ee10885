package org.gardefou.terms.clause;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
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
import org.gardefou.terms.plan.Level;
import org.jspecify.annotations.Nullable;

/** Clauses over HTTP. */
@Path("/terms/v1/clauses")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Clauses", description = "The topics that terms are made of, in French and English.")
class ClauseResource {

    private static final String EXAMPLE = """
            {"code": "C11",
             "title": {"fr": "Sauvegardes", "en": "Backups"},
             "text": {
               "fr": "Nous sauvegardons votre site {backup.frequency} et gardons chaque sauvegarde {backup.retention}.",
               "en": "We back up your site {backup.frequency} and keep each backup for {backup.retention}."},
             "effects": [{"kind": "DUTY_HOST"}]}""";

    private final Clauses clauses;
    private final DefaultClauses defaults;
    private final AuditTrail trail;
    private final Clock clock;

    ClauseResource(Clauses clauses, DefaultClauses defaults, AuditTrail trail, Clock clock) {
        this.clauses = clauses;
        this.defaults = defaults;
        this.trail = trail;
        this.clock = clock;
    }

    /** Some clauses, all of them. */
    record Selection(List<ClauseView> items) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Add a clause",
            description =
                    "A clause is never edited: a second one for the same topic and audience is its next edition. Words in braces"
                            + " are filled from the plan: {plan.name} {backup.statement} {backup.frequency} {backup.retention}"
                            + " {backup.location} {restore.statement} {availability.statement} {credit.statement} {support.firstResponse}"
                            + " {support.hours} {managed.statement} {repair.price}, and from the settings: {hoster.name} {hoster.contact}"
                            + " {hoster.mediator}. Others are refused.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "backups", value = EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = ClauseView.class)))
    public Response add(@NotNull @Valid ClauseText wanted) {
        List<Violation> violations = new ArrayList<>(Placeholders.violations("/text", wanted.text()));
        for (int i = 0; i < wanted.effects().size(); i++)
            if (!wanted.effects().get(i).saysItsButton())
                violations.add(new Violation(
                        "/effects/%d/button".formatted(i),
                        "must say what the button says of the kind ORDER, and of no other"));
        if (!violations.isEmpty()) throw Problems.validation(violations);
        Clause clause = clauses.add(wanted, clock.instant());
        trail.record("clause.add", "clause", clause.id(), null, ClauseView.of(clause));
        return Response.created(URI.create("/terms/v1/clauses/" + clause.id()))
                .tag(ETags.of(0))
                .entity(ClauseView.of(clause))
                .build();
    }

    @POST
    @Path("/defaults")
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Load the clauses that come with the product",
            description =
                    "A library to start from, written for consumers in plain French and English. Nothing is loaded by itself:"
                            + " what a hoster tells its customers is the hoster's decision, and needs its counsel. Asked again, it adds nothing.")
    @APIResponse(
            responseCode = "200",
            description = "All of them, whether just added or there before",
            content = @Content(schema = @Schema(implementation = Selection.class)))
    public Response load() {
        List<ClauseView> loaded = defaults.load().stream().map(ClauseView::of).toList();
        clauses.flush();
        trail.record(
                "clause.load-defaults",
                "clause",
                "defaults",
                null,
                loaded.stream().map(ClauseView::id).toList());
        return Response.ok(new Selection(loaded)).build();
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "List clauses", description = "By topic, all editions; with a code, those of one topic.")
    public Page<ClauseView> list(@BeanParam PageParams page, @QueryParam("code") @Nullable String code) {
        return clauses.page(page.request(), code).map(ClauseView::of);
    }

    @GET
    @Path("/fitting")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Choose the clauses for a draft",
            description =
                    "Of each topic the one clause that is written for these readers and such a plan, in its newest edition, in the order of"
                            + " the topics: what a draft usually consists of.")
    @APIResponse(
            responseCode = "200",
            description = "The clauses",
            content = @Content(schema = @Schema(implementation = Selection.class)))
    public Selection fitting(
            @QueryParam("audience") @NotNull @Schema(examples = "CONSUMER") Audience audience,
            @QueryParam("level") @NotNull @Schema(examples = "STANDARD") Level level) {
        return new Selection(
                clauses.fitting(audience, level).stream().map(ClauseView::of).toList());
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "Read a clause", description = "One edition of a topic, with its placeholders unfilled.")
    @APIResponse(
            responseCode = "200",
            description = "The clause",
            content = @Content(schema = @Schema(implementation = ClauseView.class)))
    public Response get(@PathParam("id") UUID id) {
        Clause clause = clauses.findByIdOptional(id).orElseThrow(() -> Problems.notFound("clause", id));
        return Response.ok(ClauseView.of(clause)).tag(ETags.of(0)).build();
    }
}
