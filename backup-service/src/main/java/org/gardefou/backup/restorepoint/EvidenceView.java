package org.gardefou.backup.restorepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a restore point, as its readers see it.
 *
 * @param since when it came to that; null: when the point was made
 */
@Schema(name = "RestorePointEvidence")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvidenceView(
        @Schema(examples = "BOOTED") Evidence state,
        @Nullable Instant since,

        @Schema(description = "0 (cannot be restored) to 100 (everything was tried and went well).", examples = "100")
        int score,

        @Schema(description = "What the state means, and what to do.")
        Text text,

        @Schema(description = "What gives the score.") List<Proof.Because> reasons) {

    /** Of a point. */
    public static EvidenceView of(RestorePoint point) {
        Proof proof = point.proof();
        return new EvidenceView(
                proof.state(), point.evidenceAt(), proof.score(), proof.state().text(), proof.reasons());
    }
}
