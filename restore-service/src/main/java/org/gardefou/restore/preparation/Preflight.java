package org.gardefou.restore.preparation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.gardefou.access.dump.Engine;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FreeSpace;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.Output;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.remote.FarMachine;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/** Looks, before anything is written, whether the restore can succeed. */
@ApplicationScoped
public class Preflight {

    private final Reach reach;
    private final FarMachine farMachine;
    private final LiveDatabases databases;
    private final OtherPlace otherPlace;
    private final PreparationConfig config;

    Preflight(
            Reach reach,
            FarMachine farMachine,
            LiveDatabases databases,
            OtherPlace otherPlace,
            PreparationConfig config) {
        this.reach = reach;
        this.farMachine = farMachine;
        this.databases = databases;
        this.otherPlace = otherPlace;
        this.config = config;
    }

    /**
     * Finds what comes back in the snapshot, and the room, the rights and the programs that it needs.
     */
    public SnapshotLayout check(Target target, ResticRepository repository, String snapshot, Selection selection)
            throws RestoreFailure, IOException {
        return check(target, repository, snapshot, selection, true);
    }

    /** Likewise for what is made beside the live site for good: nothing is exchanged, so that nothing that is mounted there is taken away. */
    public SnapshotLayout checkApart(Target target, ResticRepository repository, String snapshot, Selection selection)
            throws RestoreFailure, IOException {
        return check(target, repository, snapshot, selection, false);
    }

    private SnapshotLayout check(
            Target target, ResticRepository repository, String snapshot, Selection selection, boolean exchanged)
            throws RestoreFailure, IOException {
        Set<String> wanted = demandReachable(target, selection, exchanged);
        SnapshotLayout layout = SnapshotLayout.of(repository, snapshot, target, wanted, selection.parts());
        otherPlace.demandVersions(target, layout, repository, snapshot);
        room(target, layout).demandEnough();
        return layout;
    }

    /** That the live site can take what comes back, whatever the snapshot holds; answers the schemas that come back. */
    public Set<String> demandReachable(Target target, Selection selection) throws RestoreFailure, IOException {
        return demandReachable(target, selection, true);
    }

    private Set<String> demandReachable(Target target, Selection selection, boolean exchanged)
            throws RestoreFailure, IOException {
        Host host = reach.host(target);
        farMachine.demandReady(target);
        SiteFiles files = reach.files(target);
        folder(files, target);
        otherPlace.demandReady(target);
        List<String> parts = selection.parts();
        // What comes back is prepared in the site's root, and moved from there.
        if (parts == null || !parts.isEmpty()) {
            oneFileSystem(host, target);
            if (exchanged) nothingMounted(host, target, parts);
        }
        if (parts != null) {
            for (String part : parts) Parents.topmost(files, target, part);
        }
        Set<String> wanted = new TreeSet<>();
        for (Target.Schema schema : target.schemas()) {
            if (!selection.takes(schema.name())) continue;
            databases.demandPrograms(schema);
            databases.open(schema, 1).demandRestorable();
            tables(schema, selection);
            // A database that the site has and the point has not would stay as it is, beside files of another time.
            wanted.add(schema.name());
        }
        String chosen = selection.schema();
        if (chosen != null && !wanted.contains(chosen)) throw noSchema(chosen);
        return wanted;
    }

    /** The room that a restore needs, what it takes over from the live site included, and that there is. */
    public Room room(Target target, SnapshotLayout layout) throws IOException, RestoreFailure {
        FreeSpace space = reach.files(target).freeSpace("");
        long over = layout.documentRoot().isEmpty()
                ? 0
                : LeftOutFiles.of(reach.files(target), target, layout, config.mostLeftOut())
                        .bytes();
        OptionalLong quota = Quota.left(reach.host(target), target);
        boolean limited = quota.isPresent() && quota.getAsLong() < space.usable();
        return new Room(
                layout.bytes() + over + config.spareBytes(),
                limited ? quota.getAsLong() : space.usable(),
                limited ? target.owner() : null);
    }

    /**
     * In bytes.
     *
     * @param limited the user whose quota it is; null when it is the disk's
     */
    public record Room(long needed, long usable, @Nullable String limited) {

        public boolean enough() {
            return usable >= needed;
        }

        void demandEnough() throws RestoreFailure {
            if (!enough()) throw missing();
        }

        /** What is lacking, in words. */
        public RestoreFailure missing() {
            String missing = "%.1f".formatted((needed - usable) / 1e6);
            if (limited != null) {
                return new RestoreFailure(
                        FailureCode.NO_SPACE,
                        new Text(
                                        "Il manque %s Mo au quota de disque de %s, qui garde aussi l'état d'avant quelques jours ; l'hébergeur doit l'augmenter, puis recommencez.",
                                        "The disk quota of %2$s lacks %1$s MB, and it holds the state before too for some days; the hoster must raise it, then start again.")
                                .with(missing, limited));
            }
            return new RestoreFailure(
                    FailureCode.NO_SPACE,
                    new Text(
                                    "Il manque %s Mo sur le disque du site ; libérez de la place, puis recommencez.",
                                    "The site's disk lacks %s MB; free some room, then start again.")
                            .with(missing));
        }
    }

    private static void folder(SiteFiles files, Target target) throws IOException, RestoreFailure {
        Entry entry = files.stat(target.documentRootBelow());
        switch (entry.kind()) {
            case DIRECTORY -> {
                return;
            }
            case LINK ->
                throw new RestoreFailure(
                        FailureCode.SITE_FOLDER_MISSING,
                        new Text(
                                        "%s est un lien vers %s, qui ne peut pas être échangé ; l'hébergeur doit enregistrer le dossier auquel il mène.",
                                        "%s is a link to %s, which cannot be exchanged; the hoster must register the folder that it leads to.")
                                .with(target.documentRoot(), String.valueOf(entry.target())));
            default ->
                throw new RestoreFailure(
                        FailureCode.SITE_FOLDER_MISSING,
                        new Text(
                                        "%s n'est pas un dossier ; l'hébergeur doit corriger l'adresse du site.",
                                        "%s is not a folder; the hoster must correct where the site is.")
                                .with(target.documentRoot()));
        }
    }

    private void tables(Target.Schema schema, Selection selection) throws IOException, RestoreFailure {
        if (selection.tables().isEmpty()) return;
        if (schema.of(Engine.POSTGRESQL)) throw notByTable(schema);
        List<String> links = reach.administration(schema).linksOut(schema.name(), Set.copyOf(selection.tables()));
        if (links.isEmpty()) return;
        throw new RestoreFailure(
                FailureCode.TABLES_LINKED,
                new Text(
                                "Des clés étrangères lient les tables choisies à d'autres (%s) ; choisissez-les ensemble, ou toute la base.",
                                "Foreign keys tie the chosen tables to others (%s); choose them together, or the whole database.")
                        .with(String.join(", ", links)));
    }

    private static RestoreFailure notByTable(Target.Schema schema) {
        return new RestoreFailure(
                FailureCode.DATABASE_FAILED,
                new Text(
                                "Des tables seules ne se restaurent pas dans une base PostgreSQL ; restaurez toute la base %s.",
                                "Single tables cannot be brought back in a database of PostgreSQL; restore all of the database %s.")
                        .with(schema.name()));
    }

    private static RestoreFailure noSchema(String schema) {
        return new RestoreFailure(
                FailureCode.SITE_UNKNOWN,
                new Text(
                                "La base %s n'est plus une base du site ; l'hébergeur doit l'enregistrer.",
                                "The database %s is no database of the site any more; the hoster must register it.")
                        .with(schema));
    }

    private static void oneFileSystem(Host host, Target target) throws IOException, RestoreFailure {
        if (!device(host, target.root()).equals(device(host, target.documentRoot()))) {
            throw new RestoreFailure(
                    FailureCode.CROSS_DEVICE,
                    new Text(
                                    "%s est sur un autre système de fichiers que %s ; l'hébergeur doit les réunir.",
                                    "%s is on another file system than %s; the hoster must put them on one.")
                            .with(target.documentRoot(), target.root()));
        }
    }

    private static void nothingMounted(Host host, Target target, @Nullable List<String> parts)
            throws IOException, RestoreFailure {
        Optional<String> mounted = Mounts.on(host)
                .inTheWay(Mounts.real(host, target.root()), Mounts.real(host, target.documentRoot()), parts);
        if (mounted.isPresent()) throw mountedThere(mounted.get());
    }

    private static RestoreFailure mountedThere(String point) {
        return new RestoreFailure(
                FailureCode.CROSS_DEVICE,
                new Text(
                                "Un autre système de fichiers est monté sur %s, dans le site, et la bascule l'emporterait ; choisissez des fichiers hors de ce dossier, ou demandez à l'hébergeur de le démonter.",
                                "Another file system is mounted at %s, in the site, and the switch would take it away; choose files outside of that folder, or ask the hoster to unmount it.")
                        .with(point));
    }

    private static String device(Host host, String path) throws IOException {
        Captured said = new Captured(200);
        host.run(Command.of("stat", "-c", "%d", "--", path).writing(Output.to(said)))
                .orThrow();
        return said.text().strip();
    }
}
