package org.gardefou.restore.dryrun;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.gardefou.access.database.Database;
import org.gardefou.access.dump.Engine;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.dryrun.DryRun.Obstacle;
import org.gardefou.restore.dryrun.DryRun.OneTable;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.newer.Keeping;
import org.gardefou.restore.newer.Newer;
import org.gardefou.restore.newer.NewerLook;
import org.gardefou.restore.newer.NewerRows;
import org.gardefou.restore.preparation.OtherPlace;
import org.gardefou.restore.preparation.Preflight;
import org.gardefou.restore.preparation.Preparation;
import org.gardefou.restore.preparation.SnapshotLayout;
import org.gardefou.restore.repository.RepositoryDoor;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.saga.Admission;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/** Looks at a restore point and at the live site, as a restore would before it begins. */
@ApplicationScoped
class Looking {

    private final Reach reach;
    private final RepositoryDoor door;
    private final Preflight preflight;
    private final Preparation preparation;
    private final OtherPlace otherPlace;
    private final NewerRows newer;
    private final DryRunConfig config;

    Looking(
            Reach reach,
            RepositoryDoor door,
            Preflight preflight,
            Preparation preparation,
            OtherPlace otherPlace,
            NewerRows newer,
            DryRunConfig config) {
        this.reach = reach;
        this.door = door;
        this.preflight = preflight;
        this.preparation = preparation;
        this.otherPlace = otherPlace;
        this.newer = newer;
        this.config = config;
    }

    /** What was seen, also when a failure ended it. */
    static final class Seen {
        private final Warnings warnings = new Warnings();
        private final List<Obstacle> obstacles = new ArrayList<>();
        private DryRun.@Nullable Files files;
        private DryRun.@Nullable Tables tables;
        private final List<Newer> newer = new ArrayList<>();
        private Preflight.@Nullable Room room;
        private long bytes = -1;

        void obstacle(RestoreFailure failure) {
            obstacles.add(new Obstacle(failure.code(), failure.text()));
        }

        Warnings warnings() {
            return warnings;
        }

        List<Obstacle> obstacles() {
            return List.copyOf(obstacles);
        }

        DryRun.@Nullable Files files() {
            return files;
        }

        DryRun.@Nullable Tables tables() {
            return tables;
        }

        List<Newer> newer() {
            return List.copyOf(newer);
        }

        Preflight.@Nullable Room room() {
            return room;
        }

        /** That come back; negative when that is not known. */
        long bytes() {
            return bytes;
        }
    }

    /** Looks; what would stop the restore is thrown. */
    void look(Rehearsal.Known known, Seen seen, BooleanSupplier late)
            throws RestoreFailure, IOException, InterruptedException {
        Target target = Objects.requireNonNull(known.target());
        RestorePoint point = known.admitted().point();
        Selection selection = known.admitted().selection();
        if (!target.isHere()) seen.warnings().onAnotherServer();
        if (target.rootsInPoint() != null) seen.warnings().otherPlace(target.documentRoot());
        Set<String> schemas = preflight.demandReachable(target, selection);
        newer.demandKeepable(target, selection, known.admitted().keeping());
        ResticRepository repository =
                door.open(point.site()).using(CallOptions.defaults().within(config.patience()));
        FileDifferences differences = new FileDifferences(point.takenAt(), config.named(), config.mostCompared());
        List<String> parts = selection.parts();
        FileLook look = new FileLook(target, parts, differences, config.mostCompared());
        SnapshotLayout layout = SnapshotLayout.of(repository, point.snapshot(), target, schemas, parts, look::then);
        seen.bytes = layout.bytes();
        otherPlace.demandVersions(target, layout, repository, point.snapshot());
        Preflight.Room room = preflight.room(target, layout);
        seen.room = room;
        if (!room.enough()) seen.obstacle(room.missing());
        if (parts == null || !parts.isEmpty()) {
            look.now(reach.files(target), preparation.kept(target, layout), late);
            seen.files = differences.all();
        }
        if (!schemas.isEmpty()) tables(target, repository, point, layout, known.admitted(), seen, late);
        seen.warnings().files(seen.files);
    }

    private void tables(
            Target target,
            ResticRepository repository,
            RestorePoint point,
            SnapshotLayout layout,
            Admission.Admitted admitted,
            Seen seen,
            BooleanSupplier late)
            throws IOException {
        Selection selection = admitted.selection();
        Keeping keeping = admitted.keeping();
        List<OneTable> all = new ArrayList<>();
        Set<String> kept = new TreeSet<>();
        boolean complete = true;
        for (Target.Schema schema : target.schemas()) {
            String folder = layout.dumps().get(schema.name());
            if (folder == null) continue;
            if (schema.of(Engine.POSTGRESQL)) {
                seen.warnings().notCompared(schema.name());
                complete = false;
                continue;
            }
            Database administration = reach.administration(schema);
            TableLook look = new TableLook(schema.name(), schema.dumped(), selection, keeping.tables());
            NewerLook rows = new NewerLook(
                    schema.name(), administration.tables(schema.name()), selection, keeping, config.mostCompared());
            look.then(repository, point.snapshot(), folder, rows.dump(), late);
            look.now(administration, config.countedRows());
            if (look.complete()) {
                rows.now(administration, late);
                RestoreFailure nowhere = selection.tables().isEmpty() ? rows.obstacle(administration) : null;
                if (nowhere != null) seen.obstacle(nowhere);
            }
            complete &= rows.complete();
            kept.addAll(rows.keptTables());
            seen.newer.addAll(rows.found());
            all.addAll(look.tables());
            complete &= look.complete();
            if (!look.missing().isEmpty()) seen.obstacle(missing(look.missing()));
            String now = administration.version();
            if (look.otherVersion(now)) seen.warnings().version(schema.name(), look.versionThen(), now);
            if (administration.accountsOf(schema.name()).isEmpty())
                seen.warnings().ownerless(schema.name());
        }
        seen.tables = new DryRun.Tables(
                complete, all.size(), all.stream().limit(config.named()).toList());
        seen.warnings().newer(seen.newer());
        seen.warnings()
                .tables(
                        seen.tables,
                        all.stream().filter(one -> !kept.contains(one.table())).toList());
    }

    private static RestoreFailure missing(List<String> tables) {
        return new RestoreFailure(
                FailureCode.TABLE_MISSING_IN_POINT,
                new Text(
                                "Ce point de restauration n'a pas la table %s ; vérifiez son nom, ou choisissez un autre point.",
                                "This restore point does not have the table %s; check its name, or choose another point.")
                        .with(String.join(", ", tables)));
    }
}
