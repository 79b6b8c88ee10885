package org.gardefou.terms.linter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/** The rules over HTTP. */
@Path("/terms/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Linter",
        description = "Rules of law that versions are checked against before they are published. Not legal advice.")
class RuleResource {

    private final Linter linter;

    RuleResource(Linter linter) {
        this.linter = linter;
    }

    /** A rule without its mechanics. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LinterRule")
    record View(
            @Schema(examples = "FR-B2C-01") String id,
            Text source,
            Severity severity,
            Set<Audience> audiences,
            @Schema(examples = "FR") String jurisdiction,

            @Schema(description = "Whether this hoster's versions are checked against it")
            boolean applies,

            @Schema(description = "Only for hosters that do this besides hosting: gardefou.linter.activities")
            Rule.@Nullable Activity onlyFor,

            LocalDate validFrom,
            @Nullable LocalDate validTo,
            Text says) {}

    /** All rules. */
    @Schema(name = "LinterRules")
    record All(List<View> items) {}

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "List the rules of the linter",
            description = "Each with its article, whom it protects, and from when to when it applies.")
    @APIResponse(
            responseCode = "200",
            description = "All rules of all packs",
            content = @Content(schema = @Schema(implementation = All.class)))
    public All list() {
        return new All(linter.rules().stream().map(this::view).toList());
    }

    private View view(Rule rule) {
        return new View(
                rule.id(),
                rule.source(),
                rule.severity(),
                rule.audiences(),
                rule.jurisdiction(),
                linter.applies(rule),
                rule.onlyFor(),
                rule.validFrom(),
                rule.validTo(),
                rule.says());
    }
}
