package org.gardefou.backup.restorepoint;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.language.Text;

/**
 * What the evidence about a restore point comes to.
 *
 * @param score 0 (broken) to 100 (everything was tried and went well)
 */
public record Proof(Evidence state, int score, List<Because> reasons) {

    /** Copies what it is given. */
    public Proof {
        reasons = List.copyOf(reasons);
    }

    /**
     * Why the score is what it is.
     *
     * @param points that it gives, or takes
     */
    @Schema(name = "EvidenceReason")
    public record Because(
            @Schema(examples = "DATA_READ") Code code,
            @Schema(examples = "30") int points,
            Text text) {}

    /** What counts. */
    public enum Code {
        SNAPSHOT,
        DUMP_COMPLETE,
        DUMP_NOT_COUNTED,
        NO_DATABASE,
        DATA_READ,
        DATA_NOT_READ,
        BOOTED,
        BOOT_DOUBTFUL,
        BOOT_FAILED,
        BOOT_NOT_POSSIBLE,
        NOT_BOOTED,
        DATA_DAMAGED,
        SNAPSHOT_GONE,
        NOT_RESTORABLE
    }
}
