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
     * @param containsBreakage whether it was taken while the site was broken
     * @param estimatedDuration absent when no restore of this site was measured
     */
    @Schema(name = "AdviceOption")
    record Option(
            UUID restorePoint,
            Instant takenAt,
            int rank,
            boolean recommended,
            boolean containsBreakage,
            long files,
            long bytes,
            List<Reason> reasons,
            Loss loss,

            @Schema(description = "ISO 8601 duration", examples = "PT25S") @Nullable Duration estimatedDuration,

            Text estimate) {}

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
