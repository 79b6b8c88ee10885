package org.gardefou.diagnostics.diagnosis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/diagnoses")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Diagnoses",
        description = "What broke, what changed before, whose part it is, and what could not be checked.")
class DiagnosisResource {

    private final Diagnoses diagnoses;
    private final DiagnosisDesk desk;
    private final Sites sites;
    private final ProgressFeed feed;
    private final Caller caller;
    private final AuditTrail audit;

    DiagnosisResource(
            Diagnoses diagnoses, DiagnosisDesk desk, Sites sites, ProgressFeed feed, Caller caller, AuditTrail audit) {
        this.diagnoses = diagnoses;
        this.desk = desk;
        this.sites = sites;
        this.feed = feed;
        this.caller = caller;
        this.audit = audit;
    }

    @Schema(name = "DiagnosisRequest")
    record Request(
            @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
            UUID site) {}

    @Schema(name = "Diagnosis")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            UUID site,
            DiagnosisReason reason,
            @Schema(examples = "DONE") Diagnosis.State state,
            @JsonUnwrapped @Nullable Verdict verdict,
            Instant requestedAt,
            @Nullable Instant endedAt) {

        static View of(Diagnosis diagnosis) {
            return new View(
                    diagnosis.id(),
                    diagnosis.site(),
                    diagnosis.reason(),
                    diagnosis.state(),
                    diagnosis.verdict().orElse(null),
                    diagnosis.requestedAt(),
                    diagnosis.endedAt().orElse(null));
        }
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(responseCode = "404", description = "There is no such site, or not for this token.")
    @Operation(
            summary = "Examine a site",
            description =
                    "Starts at once and takes a few seconds; poll the diagnosis, or listen to its events. While one that was asked for waits to begin, it is the answer.")
    @APIResponse(responseCode = "202", description = "Started; `Location` names the diagnosis.")
    @APIResponseSchema(value = View.class, responseCode = "202")
    public Response request(@NotNull @Valid Request request) {
        Site site = sites.visible(request.site(), caller.visibility())
                .orElseThrow(() -> Problems.notFound("site", request.site()));
        Diagnosis diagnosis = desk.onRequest(site.id());
        audit.record("diagnosis.requested", "diagnosis", diagnosis.id(), null, request);
        return Response.accepted(View.of(diagnosis))
                .location(URI.create("/diagnostics/v1/diagnoses/" + diagnosis.id()))
                .tag(ETags.of(diagnosis.version()))
                .build();
    }

    @GET
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List diagnoses",
            description = "Newest first; of one site with `site`, of one health with `health`.")
    public Page<View> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("health") @Nullable Health health,
            @BeanParam PageParams page) {
        return diagnoses.page(site, health, caller.visibility(), page.request()).map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read a diagnosis",
            description =
                    "Health, symptom, cause, the change it follows, party and confidence, and what could not be checked.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        Diagnosis diagnosis = visible(id);
        return Response.ok(View.of(diagnosis))
                .tag(ETags.of(diagnosis.version()))
                .build();
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(summary = "Listen to a diagnosis", description = "Server-Sent Events; ends when the diagnosis is done.")
    public Multi<OutboundSseEvent> events(@PathParam("id") UUID id, @Context Sse sse) {
        visible(id);
        return feed.events(id, sse, () -> stored(id));
    }

    private Optional<Progress> stored(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> diagnoses.findByIdOptional(id).map(DiagnosisResource::progress));
    }

    private static Progress progress(Diagnosis diagnosis) {
        String step = diagnosis.state().name();
        return diagnosis
                .endedAt()
                .map(end -> Progress.finished(step, end))
                .orElseGet(() -> Progress.at(step, diagnosis.requestedAt()));
    }

    private Diagnosis visible(UUID id) {
        return diagnoses.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("diagnosis", id));
    }
}
