package org.gardefou.backup.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.posix.Posix;
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
import org.gardefou.backup.source.Source;

/**
 * The folder beside the document root in which the databases are dumped, so that one snapshot holds files and databases under
 * paths that fit any place: {@code .gardefou-backup/databases/…} and {@code .gardefou-backup/meta.json}. Nobody but us may enter it, and
 * it is gone when the backup is over; what a crash left is removed first.
 *
 * <p>The folder it is made in belongs to the customer, who can put another thing in its place at any time. So it is held by a
 * descriptor and written through that: nothing is ever written elsewhere.
 */
final class Staging implements AutoCloseable {

    static final String NAME = ".gardefou-backup";
    static final String META = "meta.json";

    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final SiteFiles files;
    private final Path name;
    private final int descriptor;

    private Staging(SiteFiles files, Path name, int descriptor) {
        this.files = files;
        this.name = name;
        this.descriptor = descriptor;
    }

    /** What {@code meta.json} tells whoever restores with stock restic and no Garde-fou at hand. */
    record Meta(UUID site, UUID backup, Instant at, List<Dumped> databases, String howToRestore) {}

    static Staging beside(Source source) throws IOException {
        clear(source);
        SiteFiles files = new LocalSiteFiles(source.root());
        Path name = source.root().resolve(NAME);
        files.createDirectory(NAME);
        int descriptor = Posix.hold(name.toString(), true);
        if (descriptor < 0) throw swapped(name);
        Staging staging = new Staging(files, name, descriptor);
        try {
            staging.demandUntouched();
            Files.createDirectory(staging.databases(), OURS_ALONE);
            return staging;
        } catch (IOException e) {
            staging.close();
            throw e;
        }
    }

    /** Removes what an earlier start left, or whatever else bears the name; no link is followed. */
    static void clear(Source source) throws IOException {
        new LocalSiteFiles(source.root()).deleteTree(NAME);
    }

    String name() {
        return NAME;
    }

    Path databases() {
        return held().resolve("databases");
    }

    void describe(ObjectMapper json, BackupLog.Start start, List<Dumped> databases) throws IOException {
        Meta meta = new Meta(
                start.site(),
                start.backup(),
                start.at(),
                databases,
                "Put the document root back, then load databases/<name>.tables.sql, .definitions.sql and .events.sql in this order.");
        Files.write(held().resolve(META), json.writerWithDefaultPrettyPrinter().writeValueAsBytes(meta));
    }

    /** That the name still means the folder that we made, which is ours and no link. */
    void demandUntouched() throws IOException {
        boolean same = Files.isDirectory(name, LinkOption.NOFOLLOW_LINKS)
                && Files.getAttribute(name, "unix:ino", LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getAttribute(held(), "unix:ino"))
                && Files.getOwner(held()).getName().equals(System.getProperty("user.name"));
        if (!same) throw swapped(name);
    }

    private Path held() {
        return Path.of("/proc/self/fd/" + descriptor);
    }

    private static IOException swapped(Path name) {
        return new IOException("Something else was put in the place of " + name + " while the backup ran");
    }

    @Override
    public void close() throws IOException {
        try {
            // By the descriptor first: the dumps go wherever the folder has been moved.
            SiteFiles ours = new LocalSiteFiles(held());
            ours.deleteTree("databases");
            ours.deleteTree(META);
        } finally {
            Posix.release(descriptor);
            files.deleteTree(NAME);
        }
    }
}
