package org.gardefou.restore.dryrun;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.newer.Newer;
import org.gardefou.restore.pace.Estimate;
import org.gardefou.restore.selection.Scope;
import org.jspecify.annotations.Nullable;

/** What a restore would change if it ran now. */
@Schema(name = "RestoreDryRun")
public record DryRun(
        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
        UUID site,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000011")
        UUID restorePoint,

        @Schema(description = "When the restore point was made.", examples = "2026-11-23T02:00:00Z")
        Instant takenAt,

        @Schema(examples = "FILES") Scope scope,

        @Schema(
                description = "Whether the restore would start and come through, as far as can be seen.",
                examples = "true")
        boolean possible,

        @Schema(description = "What would stop it, with what to do; empty when it is possible.")
        List<Obstacle> obstacles,

        @Schema(description = "What to know before it is asked for.")
        List<Warning> warnings,

        @Schema(description = "Null when no files come back, or an obstacle kept them from being compared.") @Nullable Files files,

        @Schema(description = "Null when no tables come back, or an obstacle kept them from being compared.") @Nullable Tables tables,

        @Schema(
                description =
                        "What people made on a WordPress of the site since the restore point, by kind; what is kept of it (`keepNewer`), and what would be lost.")
        List<Newer> newer,

        @Nullable Room room,

        @Schema(
                description =
                        "Until the switch, for what comes back; the safety backup is in it. Where an obstacle kept its bytes from being counted, as for the whole restore point.")
        Estimate duration,

        @Schema(
                description =
                        "How long visitors may wait at the switch. Files are exchanged in no time; tables are renamed in one statement, for which queries wait. No request fails.",
                examples = "PT0S")
        Duration expectedDowntime) {

    /** What would stop a restore. */
    @Schema(name = "RestoreObstacle")
    public record Obstacle(@Schema(examples = "NO_SPACE") FailureCode code, Text text) {}

    /** What to know. */
    @Schema(name = "RestoreWarning")
    public record Warning(
            @Schema(examples = "LOSES_NEWER_FILES") Code code, Text text) {

        /** Which. */
        public enum Code {
            /** The restore point was taken while the site was broken. */
            CONTAINS_BREAKAGE,
            /** Another restore of the site runs, or waits; this one could be asked for behind it. */
            RESTORE_RUNNING,
            /** Files that are newer than the restore point would go. */
            LOSES_NEWER_FILES,
            /** Tables have more rows now than then. */
            LOSES_ROWS,
            /** Orders, posts, comments or accounts that are newer than the restore point would go. */
            LOSES_NEWER_CONTENT,
            /** The database server is of another version than when the dump was made. */
            VERSION_DIFFERS,
            /** Views, routines, triggers and events would have no owner. */
            DATABASE_OWNER_MISSING,
            /** A database whose rows a dry run does not compare: of PostgreSQL. */
            DATABASE_NOT_COMPARED,
            /** The site is on another server, over SSH. */
            ON_ANOTHER_SERVER,
            /** The restore point may have been made of another place than the one where the site is now. */
            OTHER_PLACE,
            /** Not all could be compared in the time there is. */
            INCOMPLETE
        }
    }

    /** Files, links and the like; folders are not counted. */
    @Schema(name = "RestoreDryRunFiles")
    public record Files(
            @Schema(description = "False when there were too many to compare, or too little time.", examples = "true")
            boolean complete,

            @Schema(description = "Not there now; they would come back.")
            Some created,

            @Schema(description = "Of another size, time or kind; the restore point's would take their place.")
            Some replaced,

            @Schema(description = "There now, and not in the restore point; they would go.")
            Some removed,

            @Schema(description = "There now, and not in the restore point; they would be kept, as newer uploads are.")
            Some carriedOver,

            @Schema(
                    description =
                            "Those of `replaced` and `removed` that were written after the restore point was made: what the customer did since, and would lose.")
            Some lost,

            @Schema(examples = "3071") long unchanged) {}

    /** Some files. */
    @Schema(name = "RestoreDryRunSome")
    public record Some(
            @Schema(examples = "12") long count,

            @Schema(description = "Of those that come, or, of those that go, of what is there now.", examples = "20480")
            long bytes,

            @Schema(
                    description = "The first of them, below the document root; `count` tells how many there are.",
                    examples = "[\"wp-content/themes/shop/style.css\"]")
            List<String> paths) {}

    /** Tables. */
    @Schema(name = "RestoreDryRunTables")
    public record Tables(
            @Schema(description = "False when there was too little time to read the dump.", examples = "true")
            boolean complete,

            @Schema(description = "How many would be created, replaced or removed.", examples = "12")
            int count,

            @Schema(description = "The first of them.") List<OneTable> tables) {}

    /** One table. */
    @Schema(name = "RestoreDryRunTable")
    public record OneTable(
            @Schema(examples = "wp_site") String schema,
            @Schema(examples = "wp_options") String table,
            @Schema(examples = "REPLACED") Change change,

            @Schema(description = "Null when it is not there now.", examples = "148") @Nullable Long rowsNow,

            @Schema(description = "The server's own estimate, for a large table.", examples = "false")
            boolean rowsNowEstimated,

            @Schema(description = "Null when the dump has none, or was not read to its end.", examples = "146")
            @Nullable Long rowsThen) {

        /** What would happen to it. */
        public enum Change {
            CREATED,
            REPLACED,
            REMOVED,
            /** It stays as it is now. */
            KEPT
        }
    }

    /** On the site's disk, in bytes. */
    @Schema(name = "RestoreRoom")
    public record Room(
            @Schema(examples = "135266304") long needed,
            @Schema(examples = "9663676416") long free) {}
}
