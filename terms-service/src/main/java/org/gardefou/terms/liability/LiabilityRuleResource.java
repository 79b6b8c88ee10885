package org.gardefou.terms.liability;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.responsibility.Matrix;
import org.jspecify.annotations.Nullable;

/** The rule set over HTTP, and drafts of another. */
@Path("/terms/v1/liability-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Liability assessments")
class LiabilityRuleResource {

    private static final String EXAMPLE = """
            {"from": "2026-01-01T00:00:00Z"}""";

    private final Assessor assessor;
    private final Replay replay;
    private final Matrix matrix;
    private final ObjectMapper json;

    LiabilityRuleResource(Assessor assessor, Replay replay, Matrix matrix, ObjectMapper json) {
        this.assessor = assessor;
        this.replay = replay;
        this.matrix = matrix;
        this.json = json;
    }

    /**
     * A draft to try on the past.
     *
     * @param from the earliest assessment to judge again; left out: the first
     * @param to the moment before which; left out: now
     * @param rules the draft; left out: the rules in force
     */
    @Schema(name = "NewLiabilityReplay")
    record NewReplay(
            @Nullable @Schema(examples = "2026-01-01T00:00:00Z")
            Instant from,

            @Nullable @Schema(examples = "2027-01-01T00:00:00Z")
            Instant to,

            @Nullable @Valid RuleFile rules) {}

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Read the rules of liability",
            description =
                    "The decision tables, the guards behind them and all texts, as they are in force. Change a copy, try it with"
                            + " `POST /liability-rules/replay`, and put it into the file that `gardefou.liability.rules` names. Its ETag is its SHA-256.")
    @APIResponse(
            responseCode = "200",
            description = "The rule set",
            content = @Content(schema = @Schema(implementation = RuleFile.class)))
    public Response rules() {
        return Response.ok(assessor.rules().file())
                .tag(new EntityTag(assessor.rules().sha256()))
                .build();
    }

    @POST
    @Path("/replay")
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Try a draft of the rules on past assessments",
            description =
                    "Judges the assessments of a period again by the draft, the newest first, at most 20,000, each on the facts of its time, and"
                            + " says what would have come to something else. Nothing is stored. A draft with a gap, a row that nothing reaches or a text"
                            + " that is missing is refused with all that is wrong with it.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "the rules in force", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "What would have come to something else",
            content = @Content(schema = @Schema(implementation = Replay.Result.class)))
    public Replay.Result replay(@NotNull @Valid NewReplay wanted) {
        if (wanted.from != null && wanted.to != null && !wanted.from.isBefore(wanted.to))
            throw Problems.validation("/to", "must be after from");
        return replay.run(wanted.rules == null ? assessor.rules() : draft(wanted.rules), wanted.from, wanted.to);
    }

    private RuleSet draft(RuleFile file) {
        try {
            return RuleSet.of(file, json, RuleSets.activities(matrix));
        } catch (RuleProblems e) {
            throw Problems.ownBuilder(
                            "terms/liability-rules-unusable",
                            422,
                            "The rules cannot be used",
                            "Correct what `problems` names, and send the draft again.")
                    .with("problems", e.problems())
                    .build();
        }
    }
}
