package org.gardefou.restore.preparation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.ssh.SshException;
import org.gardefou.access.ssh.SshPrivateFolder;
import org.gardefou.restic.ProgressListener;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.RestoreRequest;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;
import org.gardefou.restore.remote.FarMachine;
import org.gardefou.restore.remote.FarRestore;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;

/** Restores beside the live site, in a folder that the customer cannot enter. The live site is only read. */
@ApplicationScoped
public class Preparation {

    private final Reach reach;
    private final LiveDatabases databases;
    private final Sanitising sanitising;
    private final CarryOver carryOver;
    private final FarRestore far;
    private final PreparationConfig config;

    Preparation(
            Reach reach,
            LiveDatabases databases,
            Sanitising sanitising,
            CarryOver carryOver,
            FarRestore far,
            PreparationConfig config) {
        this.reach = reach;
        this.databases = databases;
        this.sanitising = sanitising;
        this.carryOver = carryOver;
        this.far = far;
        this.config = config;
    }

    /** The same where sites and databases are reached otherwise. */
    public Preparation reaching(Reach other) {
        return new Preparation(other, databases.reaching(other), sanitising, carryOver, far, config);
    }

    /** What is to be done between the two halves of a preparation. */
    public interface Between {

        /** @param tree the restored document root, below the site's root */
        void filesStand(String tree) throws IOException, RestoreFailure;
    }

    /** The folder of a restore below the site's root. */
    public static String folder(UUID restore) {
        return ".gardefou-restore-" + restore;
    }

    /** The names that a schema has beside the live one. */
    static PreparedSchema names(UUID restore, String schema, String dumpFolder, int tables) {
        return new PreparedSchema(
                schema, SchemaNames.shadow(restore, schema), SchemaNames.retired(restore, schema), dumpFolder, tables);
    }

    /**
     * Restores files and databases beside the live ones, from nothing: what an earlier run left is removed.
     *
     * @param tables of the one schema in the layout, when they come back without the rest of it; else empty
     * @param run which one this is, counted from 1; a process of an earlier run that still writes must not meet it
     */
    public Prepared prepare(
            UUID restore,
            int run,
            Target target,
            SnapshotLayout layout,
            List<String> tables,
            ResticRepository repository,
            String snapshot,
            ProgressListener listener)
            throws IOException, RestoreFailure {
        return prepare(restore, run, target, layout, tables, repository, snapshot, listener, tree -> {});
    }

    /** Likewise, with something between files and databases. */
    public Prepared prepare(
            UUID restore,
            int run,
            Target target,
            SnapshotLayout layout,
            List<String> tables,
            ResticRepository repository,
            String snapshot,
            ProgressListener listener,
            Between between)
            throws IOException, RestoreFailure {
        try (Workplace place = Workplace.make(reach, target, folder(restore))) {
            try {
                place.ours().createDirectory(Integer.toString(run));
                String restored = run + "/tree";
                if (target.isHere()) {
                    repository.restore(
                            snapshot,
                            new RestoreRequest(place.at(restored), layout.includes(target), layout.expected()),
                            listener);
                } else {
                    beyond(restore, place, restored, layout, repository, snapshot, listener);
                }
                Prepared files = files(restore, place, restored, layout);
                between.filesStand(files.tree());
                List<PreparedSchema> schemas = load(restore, place, restored, layout, tables);
                place.demandUntouched();
                return files.loaded(schemas);
            } catch (IOException | RuntimeException | RestoreFailure e) {
                // Wherever the customer may have moved it: by its name it would not be found again.
                try {
                    place.ours().deleteTree(Integer.toString(run));
                } catch (SshException lost) {
                    // What failed in our folder failed since nobody holds it any more, whatever it said.
                    if (e != lost) lost.addSuppressed(e);
                    throw lost;
                } catch (IOException still) {
                    e.addSuppressed(still);
                }
                throw e;
            }
        }
    }

    /** On another machine: the dumps come here, from where they are loaded; the files go there. */
    private void beyond(
            UUID restore,
            Workplace place,
            String restored,
            SnapshotLayout layout,
            ResticRepository repository,
            String snapshot,
            ProgressListener listener)
            throws IOException, RestoreFailure {
        Target target = place.target();
        SshPrivateFolder there = place.beyond();
        FarMachine.demandExchange(there, folder(restore));
        place.ours().createDirectory(restored);
        if (layout.parts() != null) {
            far.bring(restore, repository, snapshot, layout.includes(target), layout.expected(), listener);
            if (!layout.documentRoot().isEmpty()) far.send(restore, layout.documentRoot(), there, restored);
            return;
        }
        if (!layout.dumps().isEmpty()) {
            far.bring(
                    restore,
                    repository,
                    snapshot,
                    layout.dumpIncludes(target),
                    layout.expectedDumps(target),
                    ProgressListener.SILENT);
        }
        long bytes = layout.bytes() - layout.dumpBytes();
        far.stream(repository, snapshot, layout.documentRoot(), bytes, there, restored, listener);
    }

    private Prepared files(UUID restore, Workplace place, String restored, SnapshotLayout layout)
            throws IOException, RestoreFailure {
        List<String> parts = layout.parts();
        long files = layout.files() - layout.dumpFiles(place.target());
        long bytes = layout.bytes() - layout.dumpBytes();
        if (parts != null && parts.isEmpty()) {
            return new Prepared(folder(restore), "", "", files, bytes, List.of(), List.of(), List.of(), parts, null);
        }
        String tree = restored + layout.documentRoot();
        // First: what comes from the live site is made harmless like the rest.
        List<String> carried = new ArrayList<>(leftOut(place, layout).copyInto(place, tree, true));
        List<String> sanitised = sanitising.run(place, tree);
        carried.addAll(carryOver.run(place, tree, parts));
        carried.addAll(OtherPlace.keepFiles(place, tree, parts));
        Map<String, Integer> parents = layout.parents();
        if (parents != null) Parents.permit(place, tree, parents);
        sanitising.own(place, tree);
        String identity = place.ours().stat(tree).identity();
        return new Prepared(
                folder(restore),
                place.named(tree),
                identity,
                files,
                bytes,
                List.of(),
                List.copyOf(carried),
                sanitised,
                parts,
                null);
    }

    /** Which files of the live site are kept although the point does not have them, by their paths below the document root. */
    public BiPredicate<String, Entry> kept(Target target, SnapshotLayout layout) throws IOException {
        LeftOutFiles leftOut = LeftOutFiles.of(reach.files(target), target, layout, config.mostLeftOut());
        return (below, entry) -> carryOver.keeps(below, entry) || leftOut.takes(below);
    }

    /** Files that came to the live site since it was prepared, right before the switch. */
    public Prepared carryNewer(Target target, Prepared prepared, SnapshotLayout layout)
            throws IOException, RestoreFailure {
        // Once something was moved, what lies in the tree may be the state before.
        if (!prepared.hasFiles() || prepared.moves() != null) return prepared;
        try (Workplace place = Workplace.of(reach, target, prepared)) {
            String tree = place.inside(prepared.tree());
            List<String> more = new ArrayList<>(leftOut(place, layout).copyInto(place, tree, false));
            more.addAll(carryOver.run(place, tree, prepared.parts()));
            if (more.isEmpty()) return prepared;
            sanitising.own(place, tree);
            Set<String> all = new LinkedHashSet<>(prepared.carried());
            all.addAll(more);
            return prepared.carrying(List.copyOf(all));
        }
    }

    private LeftOutFiles leftOut(Workplace place, SnapshotLayout layout) {
        return LeftOutFiles.of(place.live(), place.target(), layout, config.mostLeftOut());
    }

    /** Removes everything that a restore made beside the live site. Can be repeated. */
    public void clean(UUID restore, Target target) throws IOException {
        for (Target.Schema schema : target.schemas()) {
            LiveDatabase live = databases.open(schema, 1);
            live.discard(names(restore, schema.name(), "", 0));
            // The restore may have been begun by a version that named them so.
            live.discard(new PreparedSchema(
                    schema.name(),
                    SchemaNames.formerShadow(restore, schema.name()),
                    SchemaNames.formerRetired(restore, schema.name()),
                    "",
                    0));
        }
        far.forget(restore);
        try {
            reach.files(target).deleteTree(folder(restore));
        } catch (FileAccessException e) {
            // With the site's whole folder gone there is nothing of ours in it either.
            if (e.reason() != FileAccessException.Reason.MISSING) throw e;
        }
    }

    private List<PreparedSchema> load(
            UUID restore, Workplace place, String restored, SnapshotLayout layout, List<String> tables)
            throws IOException, RestoreFailure {
        Target target = place.target();
        List<PreparedSchema> schemas = new ArrayList<>();
        for (Target.Schema schema : target.schemas()) {
            String dumps = layout.dumps().get(schema.name());
            if (dumps == null) continue;
            String named =
                    target.isHere() ? target.root() + "/" + place.named(restored + dumps) : far.here(restore) + dumps;
            PreparedSchema names = names(restore, schema.name(), named, 0);
            List<String> chosen = tables.isEmpty() ? null : tables;
            PreparedSchema loading =
                    new PreparedSchema(names.live(), names.shadow(), names.retired(), named, 0, chosen);
            schemas.add(loading.holding(load(place, loading)));
        }
        return List.copyOf(schemas);
    }

    private int load(Workplace place, PreparedSchema schema) throws IOException, RestoreFailure {
        LiveDatabase live = databases.open(of(place.target(), schema.live()), 1);
        Path folder = place.dumps(schema);
        if (!live.hasDump(folder)) {
            throw new RestoreFailure(
                    FailureCode.DUMP_MISSING,
                    new Text(
                                    "La copie de la base %s est incomplète ; choisissez un autre point de restauration.",
                                    "The copy of the database %s is cut short; choose another restore point.")
                            .with(schema.live()));
        }
        return live.load(schema, folder);
    }

    /** Where a schema of the site is. */
    public static Target.Schema of(Target target, String schema) {
        return target.schemas().stream()
                .filter(one -> one.name().equals(schema))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(String.format(Locale.ROOT, "The target has no schema %s", schema)));
    }
}
