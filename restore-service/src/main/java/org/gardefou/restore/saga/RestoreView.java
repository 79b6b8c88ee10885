package org.gardefou.restore.saga;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.restore.newer.KeepNewer;
import org.gardefou.restore.newer.Keeping;
import org.gardefou.restore.newer.Kept;
import org.gardefou.restore.preparation.Prepared;
import org.gardefou.restore.selection.AskedElsewhere;
import org.gardefou.restore.selection.Scope;
import org.gardefou.restore.selection.Selection;
import org.jspecify.annotations.Nullable;

/** A restore as the API shows it. */
@Schema(name = "Restore")
record RestoreView(
        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000019")
        UUID id,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
        UUID site,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000011")
        UUID restorePoint,

        @Schema(description = "What comes back of it.", examples = "EVERYTHING")
        Scope scope,

        @Schema(description = "With FILES: which, below the document root.") @Nullable List<String> paths,

        @Schema(description = "With DATABASE and TABLES.", examples = "wp_site") @Nullable String schema,

        @Schema(description = "With TABLES: which.") @Nullable List<String> tables,

        @Schema(description = "Tables that stay as they are.", examples = "[\"wp_statistics\"]") @Nullable List<String> keepTables,

        @Schema(description = "Kinds of which what is newer is kept.") @Nullable List<KeepNewer> keepNewer,

        @Schema(description = "How the place differs from the one that the restore point was made of.") @Nullable AskedElsewhere elsewhere,

        RestoreState state,
        Instant stateSince,

        @Schema(description = "The restore point that was made of the state before.") @Nullable UUID safetyRestorePoint,

        @Schema(description = "What it waits for, if it waits.") @Nullable Trouble waiting,

        @Schema(description = "Why it failed or was rolled back.") @Nullable Trouble outcome,

        @Schema(description = "How the site was found after the switch.") @Nullable Checked check,

        @Nullable Result result,

        @Schema(description = "What was kept of the databases before, and what could not be; null when nothing was.")
        @Nullable Kept kept,

        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant switchedAt,
        @Nullable Instant endedAt,

        @Schema(description = "Until when it can be rolled back by hand.") @Nullable Instant rollbackUntil,

        List<Step> steps) {

    /** What was put in place. */
    @Schema(name = "RestoreResult")
    record Result(
            long files,
            long bytes,
            int tables,

            @Schema(
                    description =
                            "Newer files of the live site that were kept, and files and folders that the point leaves out on purpose, below the document root; at most the first thousand.")
            List<String> keptNewerFiles,

            int keptNewerFilesCount,

            @Schema(description = "What was taken out or changed for safety; at most the first thousand.")
            List<String> madeHarmless) {

        private static final int SHOWN = 1_000;

        static @Nullable Result of(@Nullable Prepared prepared) {
            return prepared == null
                    ? null
                    : new Result(
                            prepared.files(),
                            prepared.bytes(),
                            prepared.tables(),
                            prepared.carried().stream().limit(SHOWN).toList(),
                            prepared.carried().size(),
                            prepared.sanitised().stream().limit(SHOWN).toList());
        }
    }

    /** One line of the journal. */
    @Schema(name = "RestoreStep")
    record Step(
            RestoreState step,
            RestoreStep.State state,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String detail) {
        static Step of(RestoreStep line) {
            return new Step(line.step(), line.state(), line.startedAt(), line.endedAt(), line.detail());
        }
    }

    static RestoreView of(Restore restore, List<RestoreStep> journal) {
        Selection selection = restore.selection();
        Keeping keeping = restore.keeping();
        return new RestoreView(
                restore.id(),
                restore.site(),
                restore.restorePoint(),
                selection.scope(),
                selection.paths().isEmpty() ? null : selection.paths(),
                selection.schema(),
                selection.tables().isEmpty() ? null : selection.tables(),
                keeping.tables().isEmpty() ? null : keeping.tables(),
                keeping.newer().isEmpty() ? null : keeping.kinds(),
                AskedElsewhere.of(restore.elsewhere()),
                restore.state(),
                restore.stateSince(),
                restore.safetyPoint(),
                restore.waiting(),
                restore.outcome(),
                restore.checked(),
                Result.of(restore.prepared()),
                restore.kept().equals(Kept.NOTHING) ? null : restore.kept(),
                restore.requestedAt(),
                restore.startedAt(),
                restore.switchedAt(),
                restore.endedAt(),
                restore.retainedUntil(),
                journal.stream().map(Step::of).toList());
    }
}
