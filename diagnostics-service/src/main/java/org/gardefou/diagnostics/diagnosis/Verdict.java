package org.gardefou.diagnostics.diagnosis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.diagnostics.attribution.Attribution.Evidence;
import org.gardefou.diagnostics.attribution.Attribution.Party;
import org.gardefou.diagnostics.check.Severity;
import org.gardefou.diagnostics.language.Text;
import org.jspecify.annotations.Nullable;

/** What an examination found. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
        @Schema(examples = "DOWN") Health health,
        @Nullable Symptom symptom,
        @Nullable Cause cause,
        @Nullable CausingChange change,
        @Schema(examples = "CUSTOMER_CHANGE") Party party,
        @Schema(description = "0 to 1.", examples = "0.92") double confidence,
        List<Evidence> evidence,

        @Nullable @Schema(description = "What would settle whose part it is, while it is open.")
        Text settledBy,

        List<Seen> findings,
        List<NotSeen> couldNotCheck) {

    /** What visitors notice. */
    @Schema(name = "Symptom")
    public record Symptom(
            @Schema(examples = "http.front-page") String code, Text text) {}

    /**
     * What breaks the site.
     *
     * @param file below the document root
     * @param evidence the log line or value that shows it, without secrets
     */
    @Schema(name = "Cause")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cause(
            @Schema(examples = "PHP_PARSE_ERROR") String signature,
            Text text,
            @Nullable String file,
            @Nullable Integer line,
            @Nullable String evidence,
            Instant firstSeen,
            @Nullable @Schema(examples = "undo-last-edit") String guide) {}

    /** The change it follows. */
    @Schema(name = "CausingChange")
    public record CausingChange(
            UUID change,
            @Schema(examples = "site.plugin-updated") String type,
            ChangedThing object,
            String actor,
            Instant happenedAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ChangedThing")
    public record ChangedThing(
            String kind, String name, @Nullable String path) {}

    /** What a check saw. */
    @Schema(name = "CheckSeen")
    public record Seen(@Schema(examples = "http.front-page") String check, Severity severity, Text text) {}

    /** What could not be looked at, and why. */
    @Schema(name = "CheckNotSeen")
    public record NotSeen(
            @Schema(examples = "log.web-server") String check, Text reason) {}
}
