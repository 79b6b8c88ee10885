package org.gardefou.support.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/support/v1/coverage-rule-sets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Coverage decisions")
class CoverageRuleResource {

    private static final String EXAMPLE = "2027-01-custom";

    /** Machines decide the two clear cases, people all others. */
    private static final String RULES = """
            {
              "version": "2027-01-custom",
              "rules": [
                {"code": "not-examined", "when": {"assessed": false}, "outcome": "NEEDS_INFORMATION",
                 "reasons": [{"reason": "ASSESSMENT_MISSING"}]},
                {"code": "ours", "when": {"party": ["HOST"], "confidence": ["HIGH", "MEDIUM"]}, "outcome": "PLATFORM_FAULT",
                 "reasons": [{"reason": "PLATFORM_CAUSE"}]},
                {"code": "in-plan", "when": {"repairIncluded": true, "contractKnown": true}, "outcome": "INCLUDED",
                 "reasons": [{"reason": "REPAIR_IN_PLAN"}]},
                {"code": "a-person", "when": {}, "outcome": "NEEDS_REVIEW",
                 "reasons": [{"reason": "CAUSE_UNDETERMINED"}, {"reason": "RESTORE_INCLUDED", "when": {"restorable": true}}]}
              ],
              "corrections": []
            }""";

    private final KeptRuleSets kept;
    private final CoverageReplay replay;
    private final AuditTrail audit;
    private final Caller caller;
    private final ObjectMapper json;
    private final Clock clock;

    CoverageRuleResource(
            KeptRuleSets kept, CoverageReplay replay, AuditTrail audit, Caller caller, ObjectMapper json, Clock clock) {
        this.kept = kept;
        this.replay = replay;
        this.audit = audit;
        this.caller = caller;
        this.json = json;
        this.clock = clock;
    }

    @Schema(name = "CoverageRuleSet")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            @Schema(examples = EXAMPLE) String version,
            boolean shipped,
            @Nullable String author,
            @Nullable Instant createdAt,

            @Schema(description = "From when it counts; of a draft nothing.") @Nullable Instant effectiveFrom,

            CoverageRuleSet content,

            @Schema(description = "What it would have changed, when it was last tried.")
            CoverageReplay.@Nullable Result replay) {

        static View of(KeptRuleSet set) {
            return new View(
                    set.version(),
                    false,
                    set.author(),
                    set.createdAt(),
                    set.effectiveFrom().orElse(null),
                    set.content(),
                    set.replay().orElse(null));
        }
    }

    @Schema(name = "CoverageRulePublication")
    record Publication(
            @Schema(description = "From when the rules count; left out: from now on. Not in the past.") @Nullable Instant effectiveFrom) {}

    @GET
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "List the rule sets of coverage",
            description =
                    "Your own, newest first, then the shipped one. The one with the latest `effectiveFrom` that has passed counts, else the shipped one.")
    public List<View> list() {
        List<View> all =
                new ArrayList<>(kept.newestFirst().stream().map(View::of).toList());
        all.add(shipped());
        return all;
    }

    private View shipped() {
        CoverageRuleSet content = RuleBook.shipped(json);
        return new View(content.version(), true, null, null, null, content, null);
    }

    @GET
    @Path("/{version}")
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Read a rule set of coverage",
            description =
                    "Rules and corrections in their order, and what it would have changed when it was last tried.")
    @APIResponse(responseCode = "404", description = "There is no such version.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("version") @Schema(examples = RuleBook.SHIPPED) String version) {
        if (version.equals(RuleBook.SHIPPED))
            return Response.ok(shipped()).tag(ETags.of(0)).build();
        return answer(Response.ok(), known(version));
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("support:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Draft rules of coverage of your own",
            description =
                    "The first rule that fits decides, then the first correction that fits corrects it. Tried in every situation there is: rules that leave one open, that are never "
                            + "reached, or that bill who must not be billed, are refused with the situation that shows it. A draft decides nothing yet.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "people decide what is not clear", value = RULES)))
    @APIResponse(responseCode = "201", description = "Drafted; `Location` names it.")
    @APIResponse(responseCode = "409", description = "There is a rule set with this version.")
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Response draft(@NotNull @Valid CoverageRuleSet content) {
        if (content.version().equals(RuleBook.SHIPPED)
                || kept.findByIdOptional(content.version()).isPresent())
            throw Problems.conflict(
                    "There are rules with the version %s, and what was once written never changes: choose another."
                            .formatted(content.version()));
        List<String> faults = Guards.faults(content);
        if (!faults.isEmpty())
            throw Problems.validation(faults.stream()
                    .limit(20)
                    .map(fault -> new Violation("/rules", fault))
                    .toList());
        KeptRuleSet draft = new KeptRuleSet(content, caller.subject(), clock.instant());
        kept.persistAndFlush(draft);
        audit.record("coverage-rule-set.draft", "coverage rule set", draft.version(), null, content);
        return answer(Response.created(URI.create("/support/v1/coverage-rule-sets/" + draft.version())), draft);
    }

    @POST
    @Path("/{version}/replays")
    @Transactional
    @Idempotent
    @PermissionsAllowed("support:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Try rules of coverage on past cases",
            description =
                    "Decides the newest 20,000 decisions again, on the facts of their time, and tells what would have come to something else. Changes no decision.")
    @APIResponse(responseCode = "404", description = "There is no such draft.")
    @APIResponse(responseCode = "409", description = "The rules count already.")
    @APIResponseSchema(CoverageReplay.Result.class)
    public Response replay(@PathParam("version") @Schema(examples = EXAMPLE) String version) {
        KeptRuleSet set = known(version);
        if (set.effectiveFrom().isPresent())
            throw Problems.conflict(
                    "The rules %s count already, and what they were tried on stays as it was. Draft others to try them."
                            .formatted(version));
        CoverageReplay.Result result = replay.run(set.content());
        set.replayed(result);
        audit.record("coverage-rule-set.replay", "coverage rule set", version, null, result.moves());
        return Response.ok(result).build();
    }

    @POST
    @Path("/{version}/publication")
    @Transactional
    @PermissionsAllowed("support:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Let rules of coverage count",
            description =
                    "Decisions from `effectiveFrom` on are made by them; those that are made stay. Only what was tried on past cases can count. To go back, draft the former rules under another version.")
    @APIResponse(responseCode = "409", description = "They were not tried yet, or count already.")
    @APIResponseSchema(View.class)
    public Response publish(
            @PathParam("version") @Schema(examples = EXAMPLE) String version,
            @BeanParam IfMatch ifMatch,
            @NotNull @Valid Publication publication) {
        KeptRuleSet set = known(version);
        ifMatch.check(set, KeptRuleSet::revision);
        if (set.effectiveFrom().isPresent())
            throw Problems.conflict("The rules %s count from %s on."
                    .formatted(version, set.effectiveFrom().get()));
        if (set.replay().isEmpty())
            throw Problems.conflict(
                    "Nobody knows yet what the rules %1$s would change: try them first with POST /support/v1/coverage-rule-sets/%1$s/replays."
                            .formatted(version));
        Instant now = clock.instant();
        Instant from = publication.effectiveFrom() == null ? now : publication.effectiveFrom();
        if (from.isBefore(now.minusSeconds(60)))
            throw Problems.validation("/effectiveFrom", "must not be in the past: what was decided stays");
        set.countsFrom(from);
        kept.flush();
        audit.record("coverage-rule-set.publish", "coverage rule set", version, null, publication);
        return answer(Response.ok(), set);
    }

    private KeptRuleSet known(String version) {
        return kept.findByIdOptional(version)
                .orElseThrow(() -> Problems.notFound("coverage rule set of your own", version));
    }

    private static Response answer(Response.ResponseBuilder builder, KeptRuleSet set) {
        return builder.entity(View.of(set)).tag(ETags.of(set.revision())).build();
    }
}
