package org.gardefou.backup.copy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether a restore point is in the second repository too.
 *
 * @param problem why the last try went wrong; the next one follows by itself
 */
@Schema(name = "Copy")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CopyView(
        UUID restorePoint,
        UUID site,
        @Schema(examples = "COPIED") SnapshotCopy.State state,
        Instant wantedAt,
        @Nullable Instant copiedAt,

        @Schema(description = "Tries that went wrong.", examples = "0")
        int tries,

        @Nullable String problem) {

    static CopyView of(SnapshotCopy copy, boolean staff) {
        return new CopyView(
                copy.restorePoint(),
                copy.site(),
                copy.state(),
                copy.wantedAt(),
                copy.copiedAt().orElse(null),
                copy.tries(),
                staff ? copy.problem().orElse(null) : null);
    }
}
