package org.gardefou.terms.liability;

import io.quarkus.security.PermissionsAllowed;
import jakarta.enterprise.event.Event;
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
import java.time.Instant;
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
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.terms.site.Site;
import org.gardefou.terms.site.Sites;
import org.jspecify.annotations.Nullable;

/** Liability assessments over HTTP. */
@Path("/terms/v1/liability-assessments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Liability assessments", description = "Which party, under which clause, with what evidence.")
class AssessmentResource {

    private static final String EXAMPLE = """
            {"site": "0198c5a2-7c00-7000-8000-000000000001", "incident": "FAILED_RESTORE", "statements": [
              {"question": "COPY", "answer": "LOST", "source": "HOST_LOG", "reference": "restic check, 20 November 2026"},
              {"question": "RESTORE", "answer": "FAILED", "source": "AGENT_NOTE", "reference": "ticket 4711"}]}""";

    private final Assessments assessments;
    private final FactReader reader;
    private final Judging judging;
    private final Sites sites;
    private final AuditTrail trail;
    private final Caller caller;
    private final Clock clock;
    private final Event<IncidentAssessed> incidents;

    AssessmentResource(
            Assessments assessments,
            FactReader reader,
            Judging judging,
            Sites sites,
            AuditTrail trail,
            Caller caller,
            Clock clock,
            Event<IncidentAssessed> incidents) {
        this.assessments = assessments;
        this.reader = reader;
        this.judging = judging;
        this.sites = sites;
        this.trail = trail;
        this.caller = caller;
        this.clock = clock;
        this.incidents = incidents;
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(summary = "List assessments", description = "The newest first; of one site or diagnosis where asked.")
    public Page<Assessment.View> list(
            @BeanParam PageParams page,
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("diagnosis") @Nullable UUID diagnosis) {
        return assessments
                .page(page.request(), caller.visibility(), site, diagnosis)
                .map(Assessment::view);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read an assessment",
            description =
                    "An appreciation under the contract: the party, the clauses with the hash of the accepted version, the reasons,"
                            + " what is not known, and the facts it was made on.")
    @APIResponse(
            responseCode = "200",
            description = "The assessment",
            content = @Content(schema = @Schema(implementation = Assessment.View.class)))
    public Response get(@PathParam("id") UUID id) {
        Assessment assessment = assessments
                .visible(id, caller.visibility())
                .orElseThrow(() -> Problems.notFound("liability assessment", id));
        return Response.ok(assessment.view()).tag(ETags.of(0)).build();
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Assess an incident",
            description =
                    "For what no diagnosis finds by itself: lost data, an intrusion, a restore that failed, an outage. Contract, acceptance, warning and"
                            + " matrix of that moment are looked up; the rest is what the statements say, each with where it comes from, which is how far it is"
                            + " relied on. What is not known is tried with every answer: `flips` says which answer would settle it, and how. Kept and put into the"
                            + " ledger, never changed: with more facts, ask again. Not told on the bus: it decides no case by itself. Where the"
                            + " hoster has a part in it, it counts when the promises to the site are judged: it takes the excuse from an outage at that time, and a"
                            + " restore that failed breaks its promise.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "a failed restore", value = EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "The assessment",
            content = @Content(schema = @Schema(implementation = Assessment.View.class)))
    public Response assess(@NotNull @Valid NewAssessment asked) {
        Instant moment = asked.at() == null ? clock.instant() : asked.at();
        if (moment.isAfter(clock.instant())) throw Problems.validation("/at", "must not be in the future");
        Site site = sites.findByIdOptional(asked.site()).orElseThrow(() -> Problems.notFound("site", asked.site()));
        Judging.Judged judged = judging.judge(reader.read(asked, moment), site.customer());
        Assessment assessment = judged.assessment();
        incidents.fire(new IncidentAssessed(
                assessment.id(),
                site.id(),
                asked.incident(),
                judged.outcome().party(),
                judged.outcome().confidence(),
                moment));
        trail.record("liability.assess", "liability-assessment", assessment.id(), null, assessment.view());
        return Response.created(URI.create("/terms/v1/liability-assessments/" + assessment.id()))
                .entity(assessment.view())
                .tag(ETags.of(0))
                .build();
    }
}
