package org.gardefou.restore.preparation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.ProbeOutcome;
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
    private final PreparationConfig config;

    Preflight(Reach reach, PreparationConfig config) {
        this.reach = reach;
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
            database(host, schema);
            // A database that the site has and the point has not would stay as it is, beside files of another time.
            wanted.add(schema.name());
        }
        Set<String> known = new TreeSet<>();
        target.schemas().forEach(schema -> known.add(schema.name()));
        wanted.retainAll(known);
        SnapshotLayout layout = SnapshotLayout.of(repository, snapshot, target, wanted);
        room(
                files,
                layout,
                LeftOutFiles.of(files, target, layout, config.mostLeftOut()).bytes());
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

    private void database(Host host, Target.Schema schema) throws IOException, RestoreFailure {
        if (host.find("mariadb", "mysql").isEmpty()) {
            throw new RestoreFailure(
                    FailureCode.DATABASE_FAILED,
                    new Text(
                            "Le client MariaDB manque ; l'hébergeur doit installer mariadb-client.",
                            "The MariaDB client is missing; the hoster must install mariadb-client."));
        }
        Database administration = reach.administration(schema);
        ProbeOutcome outcome = administration.probe("mysql");
        switch (outcome.kind()) {
            case CONNECTED -> {
                return;
            }
            case ACCESS_DENIED ->
                throw new RestoreFailure(
                        FailureCode.DATABASE_ACCESS_DENIED,
                        new Text(
                                        "Le serveur de base de données refuse le compte d'administration ; l'hébergeur doit corriger le secret %s.",
                                        "The database server refuses the administration's account; the hoster must correct the secret %s.")
                                .with(schema.adminSecret()));
            case UNREACHABLE, SERVER_GONE, TOO_MANY_CONNECTIONS ->
                throw new RestoreFailure(
                        FailureCode.DATABASE_UNREACHABLE,
                        new Text(
                                        "Le serveur de base de données ne répond pas ; la restauration attend. (%s)",
                                        "The database server does not answer; the restore waits. (%s)")
                                .with(outcome.text()));
            case UNKNOWN_DATABASE, OTHER ->
                throw new RestoreFailure(
                        FailureCode.DATABASE_FAILED,
                        new Text(
                                        "Le compte d'administration ne voit pas la base mysql ; l'hébergeur doit vérifier ses droits. (%s)",
                                        "The administration's account does not see the schema mysql; the hoster must check its rights. (%s)")
                                .with(outcome.text()));
        }
    }

    /** @param over bytes that are taken over from the live site */
    private void room(SiteFiles files, SnapshotLayout layout, long over) throws IOException, RestoreFailure {
        FreeSpace space = files.freeSpace("");
        long needed = layout.bytes() + over + config.spareBytes();
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
