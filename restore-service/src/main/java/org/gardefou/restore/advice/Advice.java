package org.gardefou.restore.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * Which restore point to take, and why.
 *
 * @param summary what is advised, in one sentence; never absent
 * @param recommended the one to take; absent when none can be advised
 * @param options all that can be restored, best first
 */
@Schema(name = "Advice")
record Advice(UUID site, Text summary, @Nullable UUID recommended, List<Option> options) {

    /**
     * One restore point.
     *
     * @param rank 1 is the best
     * @param standing how much speaks for it
     * @param containsBreakage whether it was taken while the site was seen broken; when that is not certain, the standing says so
     * @param estimatedDuration absent when no restore of this site was measured
     */
    @Schema(name = "AdviceOption")
    record Option(
            UUID restorePoint,
            Instant takenAt,
            int rank,
            boolean recommended,
            Standing standing,
            boolean containsBreakage,
            long files,
            long bytes,
            List<Reason> reasons,
            Loss loss,

            @Schema(description = "ISO 8601 duration", examples = "PT25S") @Nullable Duration estimatedDuration,

            Text estimate) {}

    /** How much is known to speak for a restore point; best first. */
    @Schema(
            name = "AdviceStanding",
            description =
                    "GOOD: taken before anything that is known to have harmed the site. UNCERTAIN: nothing tells whether the breakage is in it. BROKEN: taken while the site was seen broken.")
    enum Standing {
        GOOD,
        UNCERTAIN,
        BROKEN
    }

    /** Why it stands where it stands. */
    @Schema(name = "AdviceReason")
    record Reason(@Schema(examples = "BEFORE_THE_CHANGE") String code, Text text) {}

    /** What would be lost. */
    @Schema(name = "AdviceLoss")
    record Loss(
            @Schema(description = "ISO 8601 duration", examples = "PT2H5M")
            Duration since,

            int changes,
            List<LostChange> changesSince,
            Text text) {}

    /** A change that would be undone. */
    @Schema(name = "AdviceLostChange")
    record LostChange(UUID change, String type, @Nullable String name, Instant happenedAt) {}
}
