package org.gardefou.restore.preparation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.access.dump.Engine;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.Hazard;
import org.gardefou.access.host.Command;
import org.gardefou.restic.ProgressListener;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.RestoreRequest;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;

/**
 * Makes a copy of a site as it was at a restore point, beside the live one, to be served at an address of its own. Nothing of it
 * leads to the live site: links out of it are taken away, and its database is one that its own account alone has.
 */
@ApplicationScoped
public class CopyPreparation {

    private static final String WORK = "work";
    private static final String SERVED = "htdocs";
    private static final String PASSWORDS = "htpasswd";

    private final Reach reach;
    private final Sanitising sanitising;
    private final PreparationConfig config;

    CopyPreparation(Reach reach, Sanitising sanitising, PreparationConfig config) {
        this.reach = reach;
        this.sanitising = sanitising;
        this.config = config;
    }

    /**
     * How a copy is reached.
     *
     * @param address without a slash at its end
     * @param user who may look, with a password
     */
    public record Face(String address, String user, String password) {}

    /**
     * What stands beside the site.
     *
     * @param documentRoot absolute
     * @param passwordFile absolute, in the form of htpasswd
     * @param schema that its own account alone has
     * @param madeHarmless what was taken out or changed, below the document root
     */
    public record Copied(
            String documentRoot,
            String passwordFile,
            String schema,
            long files,
            long bytes,
            int tables,
            List<String> madeHarmless) {}

    /** Makes the copy, from nothing: what an earlier run left is removed. */
    public Copied make(
            UUID copy,
            Target target,
            SnapshotLayout layout,
            ResticRepository repository,
            String snapshot,
            Face face,
            ProgressListener listener)
            throws IOException, RestoreFailure {
        // What follows writes files as this machine sees them.
        if (!target.isHere()) throw notPossible();
        Target.Schema schema = database(target);
        String served = target.root() + "/" + folder(copy) + "/" + SERVED;
        try (Workplace place = Workplace.make(reach, target, folder(copy))) {
            place.ours().createDirectory(WORK);
            String restored = WORK + "/tree";
            repository.restore(
                    snapshot,
                    new RestoreRequest(place.at(restored), layout.includes(target), layout.expected()),
                    listener);
            String tree = restored + layout.documentRoot();
            List<String> harmless = harmless(place, tree, served);
            WordPressCopy wordpress = new WordPressCopy(place.at(tree));
            if (!wordpress.is()) throw notPossible();
            String name = SchemaNames.apart(copy, schema.name());
            wordpress.separate(name, load(copy, place, restored, layout, schema), face);
            sanitising.own(place, tree);
            place.demandUntouched();
            Files.move(place.at(tree), place.at(SERVED));
            place.ours().deleteTree(WORK);
            open(place, PasswordFile.of(face.user(), face.password()));
            return new Copied(
                    served,
                    target.root() + "/" + folder(copy) + "/" + PASSWORDS,
                    name,
                    layout.files() - layout.dumpFiles(target),
                    layout.bytes() - layout.dumpBytes(),
                    reach.administration(schema).tables(name).size(),
                    harmless);
        }
    }

    /** Removes everything of a copy. Can be repeated. */
    public void remove(UUID copy, Target target) throws IOException {
        for (Target.Schema schema : target.schemas()) {
            if (schema.of(Engine.POSTGRESQL)) continue;
            reach.administration(schema).dropApart(SchemaNames.apart(copy, schema.name()), SchemaNames.account(copy));
        }
        try {
            reach.files(target).deleteTree(folder(copy));
        } catch (FileAccessException e) {
            // With the site's whole folder gone there is nothing of ours in it either.
            if (e.reason() != FileAccessException.Reason.MISSING) throw e;
        }
    }

    /** The names of all that a copy may have made at a site: its folder, its database and its account. */
    public static List<String> left(UUID copy, @org.jspecify.annotations.Nullable Target target) {
        List<String> names = new ArrayList<>();
        if (target == null) return names;
        names.add(target.root() + "/" + folder(copy));
        for (Target.Schema schema : target.schemas()) {
            if (!schema.of(Engine.POSTGRESQL)) names.add(SchemaNames.apart(copy, schema.name()));
        }
        names.add(SchemaNames.account(copy));
        return names;
    }

    /** The folder of a copy below the site's root. */
    private static String folder(UUID copy) {
        return ".gardefou-staging-" + copy;
    }

    private static Target.Schema database(Target target) throws RestoreFailure {
        if (target.schemas().size() != 1 || target.schemas().getFirst().of(Engine.POSTGRESQL)) throw notPossible();
        return target.schemas().getFirst();
    }

    private static RestoreFailure notPossible() {
        return new RestoreFailure(
                FailureCode.COPY_NOT_POSSIBLE,
                new Text(
                        "Seul un site WordPress avec une base MariaDB, sur la machine de ce service, se copie vers une adresse à part : d'un autre, la copie pourrait écrire dans la base du site. Téléchargez le point de restauration et installez-le à la main.",
                        "Only a WordPress site with one MariaDB database, on the machine of this service, is copied to another address: the copy of another one could write to the site's database. Download the restore point and set it up by hand."));
    }

    /** Other than in a restore, a link that the live site has too is one that leads to what the live site uses. */
    private List<String> harmless(Workplace place, String tree, String served) throws IOException {
        List<String> done = new ArrayList<>();
        List<Hazard> hazards = place.ours().hazards(tree, served, config.mostHazards());
        if (hazards.size() >= config.mostHazards()) {
            throw new IOException("The copy holds more than " + config.mostHazards()
                    + " devices, links out and the like; raise gardefou.restore.preparation.most-hazards.");
        }
        for (Hazard hazard : hazards) {
            switch (hazard.kind()) {
                case SETUID, SETGID ->
                    place.host()
                            .run(Command.of(
                                    "chmod",
                                    "u-s,g-s",
                                    "--",
                                    place.at(hazard.path()).toString()))
                            .orThrow();
                case LINK_OUT, DEVICE, FIFO, HARD_LINK_OUT -> place.ours().deleteTree(hazard.path());
                case CAPABILITIES -> {
                    // Changing the owner takes them away.
                }
            }
            done.add(hazard.kind() + " " + hazard.path().substring(tree.length() + 1));
        }
        return List.copyOf(done);
    }

    private Credentials load(UUID copy, Workplace place, String restored, SnapshotLayout layout, Target.Schema schema)
            throws IOException, RestoreFailure {
        String dumps = layout.dumps().get(schema.name());
        if (dumps == null) throw missing(schema);
        DumpFiles dump = DumpFiles.in(place.at(restored + dumps), schema.dumped());
        if (!dump.complete()) throw missing(schema);
        return reach.administration(schema)
                .loadApart(dump, SchemaNames.apart(copy, schema.name()), SchemaNames.account(copy));
    }

    private static RestoreFailure missing(Target.Schema schema) {
        return new RestoreFailure(
                FailureCode.DUMP_MISSING,
                new Text(
                                "La copie de la base %s manque ou est incomplète ; choisissez un autre point de restauration.",
                                "The copy of the database %s is missing or cut short; choose another restore point.")
                        .with(schema.name()));
    }

    /** From now on the web server may go through our folder; it still belongs to us. */
    private static void open(Workplace place, String passwords) throws IOException {
        Path file = place.at(PASSWORDS);
        Files.writeString(file, passwords);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(place.at("."), PosixFilePermissions.fromString("rwx--x--x"));
    }
}
