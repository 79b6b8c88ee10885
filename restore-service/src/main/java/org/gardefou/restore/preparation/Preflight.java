package org.gardefou.restore.preparation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
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
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;

/** Looks, before anything is written, whether the restore can succeed. */
@ApplicationScoped
public class Preflight {

    private final Reach reach;
    private final LiveDatabases databases;
    private final PreparationConfig config;

    Preflight(Reach reach, LiveDatabases databases, PreparationConfig config) {
        this.reach = reach;
        this.databases = databases;
        this.config = config;
    }

    /**
     * Finds the site's files and dumps in the snapshot, and the room, the rights and the programs that they need.
     *
     * @param schemas that the restore point is said to hold
     */
    public SnapshotLayout check(Target target, ResticRepository repository, String snapshot, Set<String> schemas)
            throws RestoreFailure, IOException {
        Host host = reach.host();
        SiteFiles files = reach.files(target);
        folder(files, target);
        oneFileSystem(host, target);
        Set<String> wanted = new TreeSet<>(schemas);
        for (Target.Schema schema : target.schemas()) {
            databases.demandPrograms(schema);
            databases.open(schema, 1).demandRestorable();
            // A database that the site has and the point has not would stay as it is, beside files of another time.
            wanted.add(schema.name());
        }
        Set<String> known = new TreeSet<>();
        target.schemas().forEach(schema -> known.add(schema.name()));
        wanted.retainAll(known);
        SnapshotLayout layout = SnapshotLayout.of(repository, snapshot, target, wanted);
        room(files, layout);
        return layout;
    }

    private static void folder(SiteFiles files, Target target) throws IOException, RestoreFailure {
        Entry entry = files.stat(target.documentRootBelow());
        if (entry.kind() != Entry.Kind.DIRECTORY) {
            throw new RestoreFailure(
                    FailureCode.SITE_FOLDER_MISSING,
                    new Text(
                                    "%s n'est pas un dossier ; l'hébergeur doit corriger l'adresse du site.",
                                    "%s is not a folder; the hoster must correct where the site is.")
                            .with(target.documentRoot()));
        }
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

    private static String device(Host host, String path) throws IOException {
        Captured said = new Captured(200);
        host.run(Command.of("stat", "-c", "%d", "--", path).writing(Output.to(said)))
                .orThrow();
        return said.text().strip();
    }

    private void room(SiteFiles files, SnapshotLayout layout) throws IOException, RestoreFailure {
        FreeSpace space = files.freeSpace("");
        long needed = layout.bytes() + config.spareBytes();
        if (space.usable() < needed) {
            String missing = "%.1f".formatted((needed - space.usable()) / 1e6);
            throw new RestoreFailure(
                    FailureCode.NO_SPACE,
                    new Text(
                                    "Il manque %s Mo sur le disque du site ; libérez de la place, puis recommencez.",
                                    "The site's disk lacks %s MB; free some room, then start again.")
                            .with(missing));
        }
    }
}
