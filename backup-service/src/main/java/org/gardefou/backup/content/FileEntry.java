package org.gardefou.backup.content;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A file, a folder or another entry as a restore point has it.
 *
 * @param modified as the file said, whatever that was
 */
@Schema(name = "RestorePointFile")
record FileEntry(
        @Schema(examples = "wp-config.php") String name,

        @Schema(description = "Absolute within the restore point.", examples = "/htdocs/wp-config.php")
        String path,

        @Schema(examples = "FILE") Kind kind,

        @Schema(description = "Bytes; 0 for all but files.", examples = "3204")
        long size,

        Instant modified,

        @Schema(description = "The nine permission bits, in octal.", examples = "0644")
        String permissions,

        @Schema(
                description =
                        "Whether the name has bytes that are not UTF-8, which are shown as U+FFFD: it can be restored with its folder, and not alone.",
                examples = "false")
        boolean unreadableName) {

    static FileEntry of(String folder, String name, int kind, long size, long micros, int permissions) {
        return new FileEntry(
                name,
                FolderPath.join(folder, name),
                Kind.of(kind),
                size,
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                octal(permissions),
                name.indexOf(Incoming.UNREADABLE) >= 0);
    }

    static String octal(int permissions) {
        return "0" + (permissions >> 6 & 7) + (permissions >> 3 & 7) + (permissions & 7);
    }
}
