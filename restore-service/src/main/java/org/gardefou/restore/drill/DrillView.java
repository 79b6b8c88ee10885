package org.gardefou.restore.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.progress.Progress;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/** A drill as the API shows it. */
@Schema(name = "Drill")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DrillView(
        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000061")
        UUID id,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
        UUID site,

        @Schema(description = "The code of the plan that the site had.", examples = "standard") @Nullable String plan,

        @Schema(description = "ROTATION: its turn had come. ON_DEMAND: somebody asked for it.", examples = "ROTATION")
        Drill.Reason reason,

        @Schema(
                description =
                        "QUEUED and RUNNING, then PASSED, FAILED, NOT_POSSIBLE (which says nothing about the restore point) or CANCELLED.",
                examples = "PASSED")
        Drill.State state,

        @Schema(description = "While it runs: how far it is.") @Nullable Progress progress,

        @Schema(
                description = "The last good one, as /restores/v1/advice names it.",
                examples = "0198c5a2-7c00-7000-8000-000000000011")
        @Nullable UUID restorePoint,

        @Schema(examples = "2026-11-23T03:00:02Z") @Nullable Instant pointTakenAt,

        @Schema(
                description = "How old the point was when the drill began: what a restore would have lost. ISO 8601.",
                examples = "PT7H12M")
        @Nullable Duration pointAge,

        @Schema(
                description =
                        "Of one that passed: from the opening of the repository to the site that answers. What only the drill needs is not counted. ISO 8601.",
                examples = "PT9.4S")
        @Nullable Duration recovery,

        @Schema(
                description = "Of each step that was made, ISO 8601.",
                examples = "{\"PREFLIGHT\": \"PT0.9S\", \"FILES\": \"PT4.1S\", \"DATABASES\": \"PT2.2S\"}")
        Map<DrillStep, Duration> took,

        @Schema(description = "A stable word for how it ended.", examples = "HEALTHY") @Nullable String code,

        @Schema(
                description =
                        "Of one that failed. POINT: a restore of today would fail. SITE: all was restored, but the site in it does not work.",
                examples = "POINT")
        @Nullable Fault fault,

        @Schema(description = "What that means and what to do.") @Nullable Text text,

        @Nullable DrillSeen seen,
        @Schema(examples = "2026-11-23T10:12:00Z") Instant requestedAt,
        @Nullable @Schema(examples = "2026-11-23T10:12:01Z") Instant startedAt,
        @Nullable @Schema(examples = "2026-11-23T10:12:19Z") Instant endedAt) {

    /**
     * As somebody sees it.
     *
     * @param staff who may also read what may name files and people
     */
    static DrillView of(Drill one, @Nullable Progress progress, boolean staff) {
        DrillSeen seen = one.seen();
        return new DrillView(
                one.id(),
                one.site(),
                one.plan(),
                one.reason(),
                one.state(),
                progress,
                one.restorePoint(),
                one.pointTakenAt(),
                one.pointAge(),
                one.recovery(),
                durations(one.took()),
                one.code(),
                one.fault(),
                one.text(),
                seen == null || staff ? seen : seen.withoutLog(),
                one.requestedAt(),
                one.startedAt(),
                one.endedAt());
    }

    /** In the order of the steps. */
    static Map<DrillStep, Duration> durations(Map<DrillStep, Long> millis) {
        Map<DrillStep, Duration> durations = new EnumMap<>(DrillStep.class);
        millis.forEach((step, took) -> durations.put(step, Duration.ofMillis(took)));
        return durations;
    }
}
