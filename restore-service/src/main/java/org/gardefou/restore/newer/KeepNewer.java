package org.gardefou.restore.newer;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One kind of which the newer ones are kept, as somebody asks for it. */
@Schema(name = "KeepNewer")
public record KeepNewer(
        @NotNull @Schema(examples = "ORDERS") Kind kind,

        @Schema(
                description =
                        "Whose state counts of those that are in the restore point and were changed since. Left out: LIVE for ORDERS and COMMENTS, POINT for POSTS and USERS.",
                examples = "LIVE")
        @Nullable Winner changed) {

    Winner winner() {
        return changed == null ? kind.usual() : changed;
    }
}
