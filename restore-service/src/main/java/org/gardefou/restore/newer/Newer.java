package org.gardefou.restore.newer;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is newer on a WordPress than a restore point, of one kind. */
@Schema(name = "NewerContent")
public record Newer(
        @Schema(examples = "wp_site") String schema,
        @Schema(examples = "wp_") String prefix,
        @Schema(examples = "ORDERS") Kind kind,

        @Schema(
                description = "Whether the restore would keep them (`keepNewer`); else they would be lost.",
                examples = "true")
        boolean kept,

        @Schema(description = "How many the restore point does not have.", examples = "3")
        long added,

        @Schema(description = "The newest of them.") List<Kept.Thing> samples,

        @Schema(
                description =
                        "Those that the restore point has and that were changed since, by their dates or states, with whose state would count; new accounts that would not be kept.")
        Kept.Conflicts conflicts) {

    /** Whether something would be lost. */
    public boolean losing() {
        return !kept && added > 0;
    }
}
