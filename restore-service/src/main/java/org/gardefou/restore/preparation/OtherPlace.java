package org.gardefou.restore.preparation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.access.database.DumpReader;
import org.gardefou.access.dump.Engine;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.CommandFailedException;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/**
 * A place to which a restore point comes that may have been made of another one: what must be there before anything is written, and what of it
 * stays.
 */
@ApplicationScoped
public class OtherPlace {

    /** A dump tells its server in its first lines. */
    private static final int HEAD = 1 << 16;

    /** A web server's own first page, and what a panel makes for each site, are more than nothing too; more than these nobody looks through. */
    private static final int LOOKED_AT = 50;

    private static final int PERMISSIONS = 0777;

    private final Reach reach;
    private final LiveDatabases databases;

    OtherPlace(Reach reach, LiveDatabases databases) {
        this.reach = reach;
        this.databases = databases;
    }

    /** What the journal says of it; nothing where the place is the one that the point was made of. */
    public static String said(Target target) {
        if (target.rootsInPoint() == null) return "";
        return "; to " + target.documentRoot() + (target.isHere() ? " here" : " on the server " + target.server())
                + ": what is at another place of the site is neither saved nor changed";
    }

    /** Whether it holds nothing yet: no file but those that stay, and no table. */
    public boolean bare(Target target) throws IOException {
        SiteFiles files = reach.files(target);
        String root = target.documentRootBelow();
        List<String> staying = keep(target);
        SiteFiles.Listing listing = files.list(root, LOOKED_AT);
        if (listing.cut() || !listing.entries().stream().map(Entry::name).allMatch(staying::contains)) return false;
        for (Target.Schema schema : target.schemas()) {
            if (!databases.open(schema, 1).empty()) return false;
        }
        return true;
    }

    /** That the site's user is there, and the files that are to stay. */
    void demandReady(Target target) throws IOException, RestoreFailure {
        if (target.rootsInPoint() == null) return;
        CommandOutcome user = reach.host(target).run(Command.of("id", "-u", "--", target.owner()));
        if (user instanceof CommandOutcome.Lost) throw new CommandFailedException(user);
        if (!user.succeeded()) {
            throw notReady(
                    "L'utilisateur %s n'existe pas là où le site est maintenant ; l'hébergeur doit le créer, ou corriger l'enregistrement du site, puis recommencer.",
                    "There is no user %s where the site is now; the hoster must make it, or correct the site's registration, then start again.",
                    target.owner());
        }
        for (String path : keep(target)) {
            var _ = staying(reach.files(target), target, path);
        }
    }

    private static Entry staying(SiteFiles live, Target target, String path) throws IOException, RestoreFailure {
        Entry entry = Parents.entry(live, target.documentRootBelow() + "/" + path);
        if (entry != null && entry.kind() == Entry.Kind.FILE) return entry;
        throw notReady(
                "Le fichier %s, qui doit rester (keepFiles), n'est pas là où le site est maintenant, ou n'est pas un fichier ordinaire ; mettez-l'y, ou enlevez-le de keepFiles, puis recommencez.",
                "The file %s that is to stay (keepFiles) is not there where the site is now, or is no ordinary file; put it there, or take it out of keepFiles, then start again.",
                path);
    }

    /** That no database server there is older than the one that a dump was made on, by a whole version: such a dump is not made for it. */
    public void demandVersions(Target target, SnapshotLayout layout, ResticRepository repository, String snapshot)
            throws IOException, RestoreFailure {
        if (target.rootsInPoint() == null) return;
        for (Target.Schema schema : target.schemas()) {
            String folder = layout.dumps().get(schema.name());
            if (folder == null || !schema.of(Engine.MARIADB)) continue;
            String now = reach.administration(schema).version();
            String file =
                    DumpFiles.in(Path.of(folder), schema.dumped()).tables().toString();
            Optional<String> then = server(repository, snapshot, file);
            if (then.isPresent() && older(now, then.get())) {
                throw notReady(
                        "La base %s a été copiée d'un serveur plus récent que celui où le site est maintenant (%s) ; l'hébergeur doit y installer cette version ou une plus récente, puis recommencer.",
                        "The database %s was copied from a server that is newer than the one where the site is now (%s); the hoster must install that version there, or a later one, then start again.",
                        schema.name(),
                        then.get() + " > " + now);
            }
        }
    }

    private static Optional<String> server(ResticRepository repository, String snapshot, String file) {
        DumpReader reader = new DumpReader();
        try {
            repository.dumpFile(snapshot, file, new Head(reader));
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof Enough)) throw e;
        }
        return reader.serverVersion();
    }

    /** Whether one server is a whole version behind another of its kind: {@code 10.11.6-MariaDB} behind {@code 11.4.2-MariaDB}. */
    static boolean older(String now, String then) {
        return mariadb(now) == mariadb(then) && major(now) < major(then);
    }

    private static boolean mariadb(String version) {
        return version.toLowerCase(Locale.ROOT).contains("mariadb");
    }

    private static int major(String version) {
        String digits = version.strip().replaceFirst("(?s)[^0-9].*", "");
        return digits.isEmpty() || digits.length() > 5 ? 0 : Integer.parseInt(digits);
    }

    /**
     * Puts the files that stay into the restored tree, in the place of those of the point.
     *
     * @param parts what comes back of the document root; null for all of it
     * @return their paths below the document root
     */
    static List<String> keepFiles(Workplace place, String tree, @Nullable List<String> parts)
            throws IOException, RestoreFailure {
        List<String> kept = new ArrayList<>();
        for (String path : keep(place.target())) {
            if (parts != null && parts.stream().noneMatch(part -> Selection.within(path, part))) continue;
            Entry live = staying(place.live(), place.target(), path);
            String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
            if (!Restored.room(place, tree, folder)) {
                throw new FileAccessException(
                        FileAccessException.Reason.OTHER,
                        "In the restore point a link or a file stands above " + path + ", which is to stay.");
            }
            String inside = tree + "/" + path;
            // In the point it may be a folder, or a link; that would be followed by nobody.
            place.ours().deleteTree(inside);
            place.copyIn(live, inside, live.mode() & PERMISSIONS);
            kept.add(path);
        }
        return kept;
    }

    private static List<String> keep(Target target) {
        return target.keepFiles() == null ? List.of() : target.keepFiles();
    }

    private static RestoreFailure notReady(String fr, String en, Object... what) {
        return new RestoreFailure(FailureCode.PLACE_NOT_READY, new Text(fr, en).with(what));
    }

    /** Ends the reading of a dump that has told its server. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Head extends OutputStream {
        private final DumpReader reader;
        private int read;

        Head(DumpReader reader) {
            this.reader = reader;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            reader.write(bytes, from, length);
            read += length;
            if (read > HEAD || reader.serverVersion().isPresent()) throw new Enough();
        }
    }
}
