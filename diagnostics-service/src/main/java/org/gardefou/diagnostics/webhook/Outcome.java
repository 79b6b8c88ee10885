package org.gardefou.diagnostics.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.diagnostics.placing.Place.Reason;
import org.gardefou.kit.problem.Violation;
import org.jspecify.annotations.Nullable;

/** What became of one thing that a delivery told. */
@Schema(name = "WebhookOutcome")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Outcome(
        @Schema(
                description =
                        "STORED: it is a change of a site. HELD: no site could be told, it waits in quarantine. IGNORED: it changes no site. REFUSED: something is wrong with it, and sending it again changes nothing.")
        Kind outcome,

        @Nullable @Schema(description = "The change; the first one when it was reported before.")
        UUID change,

        @Nullable @Schema(description = "The report in quarantine.")
        UUID heldReport,

        @Nullable @Schema(description = "Why, and what to do.", examples = "text")
        String detail,

        @Nullable @Schema(description = "What is wrong, and where.")
        List<Violation> violations) {

    enum Kind {
        STORED,
        HELD,
        IGNORED,
        REFUSED
    }

    static Outcome stored(UUID change) {
        return new Outcome(Kind.STORED, change, null, null, null);
    }

    static Outcome held(UUID report, Reason reason) {
        return new Outcome(Kind.HELD, null, report, reason.words(), null);
    }

    static Outcome ignored(String event, String why) {
        return new Outcome(Kind.IGNORED, null, null, event + ": " + why, null);
    }

    static Outcome refused(HttpProblem problem) {
        List<Violation> violations = problem.getParameters().get("violations") instanceof List<?> all
                ? all.stream().map(Violation.class::cast).toList()
                : null;
        return new Outcome(Kind.REFUSED, null, null, problem.getDetail(), violations);
    }

    static Outcome full() {
        return new Outcome(
                Kind.REFUSED,
                null,
                null,
                "No site could be told, and the quarantine of this connection is full. Place or discard what is there, and look why its sites are not known.",
                null);
    }
}
