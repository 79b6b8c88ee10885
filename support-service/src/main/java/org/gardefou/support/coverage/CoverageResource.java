package org.gardefou.support.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.support.coverage.CoverageFacts.ClauseReference;
import org.gardefou.support.language.Text;
import org.jspecify.annotations.Nullable;

@Path("/support/v1/coverage-decisions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Coverage decisions", description = "What help a situation gives, and the clauses that say so.")
class CoverageResource {

    private final CoverageDecisions decisions;
    private final Caller caller;

    CoverageResource(CoverageDecisions decisions, Caller caller) {
        this.decisions = decisions;
        this.caller = caller;
    }

    @Schema(name = "CoverageDecision")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            @JsonProperty("case") UUID caseId,
            UUID site,
            @Nullable UUID customer,
            @Schema(examples = "SELF_SERVICE") Outcome outcome,
            List<ReasonView> reasons,
            List<ClauseReference> clauses,
            CoverageFacts facts,
            String factsSha256,
            @Schema(examples = RuleBook.SHIPPED) String ruleSet,

            @Schema(
                    description = "The rule that fitted first, and the correction behind it.",
                    examples = "[\"restorable\"]")
            List<String> rules,

            @Nullable UUID supersedes,
            Instant decidedAt) {

        static View of(CoverageDecision decision) {
            return new View(
                    decision.id(),
                    decision.caseId(),
                    decision.site(),
                    decision.customer().orElse(null),
                    decision.outcome(),
                    decision.reasons().stream()
                            .map(reason -> new ReasonView(reason, reason.text()))
                            .toList(),
                    decision.facts().clauses(),
                    decision.facts(),
                    decision.factsSha256(),
                    decision.ruleSet(),
                    decision.rules(),
                    decision.supersedes().orElse(null),
                    decision.decidedAt());
        }
    }

    @Schema(name = "CoverageReason")
    record ReasonView(@Schema(examples = "RESTORE_INCLUDED") Reason code, Text text) {}

    @GET
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List coverage decisions",
            description = "Newest first. A customer sees those of their sites, a panel those of its connection.")
    public Page<View> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("case") @Nullable UUID caseId,
            @BeanParam PageParams page) {
        return decisions.page(site, caseId, caller.visibility(), page.request()).map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read a coverage decision",
            description =
                    "The outcome, its reasons in French and English, the clauses it rests on, and the frozen facts with their hash.")
    @APIResponseSchema(View.class)
    @APIResponse(responseCode = "404", description = "No such decision, or not yours to see.")
    public Response read(@PathParam("id") UUID id) {
        CoverageDecision decision = decisions
                .visible(id, caller.visibility())
                .orElseThrow(() -> Problems.notFound("coverage decision", id));
        return Response.ok(View.of(decision)).tag(ETags.of(0)).build();
    }
}
