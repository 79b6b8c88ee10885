package org.gardefou.backup.restorepoint;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How much a restore point differs from the one before it, in files; folders are not counted.
 *
 * @param since the one before it
 * @param changed another content, size, time, permission or kind
 * @param bytesAdded of files that are new or changed, as they are now
 * @param bytesRemoved of files that are gone or changed, as they were
 */
@Schema(name = "RestorePointDifference")
public record Difference(
        UUID since,

        @Schema(examples = "12") long added,

        @Schema(examples = "3") long removed,

        @Schema(examples = "41") long changed,

        @Schema(description = "Bytes of files that are new or changed, as they are now.", examples = "5242880")
        long bytesAdded,

        @Schema(description = "Bytes of files that are gone or changed, as they were.", examples = "5111808")
        long bytesRemoved) {}
