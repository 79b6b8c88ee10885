package org.gardefou.backup.restorepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A legal hold as it is shown. */
@Schema(name = "LegalHold")
@JsonInclude(JsonInclude.Include.NON_NULL)
record LegalHoldView(
        UUID id,
        UUID site,

        @Nullable @Schema(description = "Absent: all of the site, and those still to come.")
        UUID restorePoint,

        @Schema(examples = "Réquisition n° 2026/114 du parquet de Lyon")
        String reason,

        @Schema(description = "The subject of the operator's token.", examples = "anne.martin")
        String setBy,

        Instant setAt,
        @Nullable @Schema(examples = "anne.martin") String endedBy,
        @Nullable Instant endedAt,

        @Nullable @Schema(examples = "Mainlevée du 3 mars 2027")
        String endReason) {

    static LegalHoldView of(LegalHold hold) {
        return new LegalHoldView(
                hold.id(),
                hold.site(),
                hold.restorePoint().orElse(null),
                hold.reason(),
                hold.setBy(),
                hold.setAt(),
                hold.endedBy().orElse(null),
                hold.endedAt().orElse(null),
                hold.endReason().orElse(null));
    }
}
