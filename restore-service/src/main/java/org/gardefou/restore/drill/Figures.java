package org.gardefou.restore.drill;

import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long something took, of several times that it was measured. ISO 8601. */
@Schema(name = "DrillFigures")
record Figures(
        @Schema(examples = "PT9.4S") Duration median,
        @Schema(examples = "PT41S") Duration p95,
        @Schema(examples = "PT1M12S") Duration max) {

    /** Each is one that was measured (nearest rank); null where nothing was. */
    static @Nullable Figures of(List<Duration> measured) {
        if (measured.isEmpty()) return null;
        List<Duration> sorted = measured.stream().sorted().toList();
        return new Figures(rank(sorted, 50), rank(sorted, 95), sorted.getLast());
    }

    private static Duration rank(List<Duration> sorted, int percent) {
        return sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1));
    }
}
