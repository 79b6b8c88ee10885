package org.gardefou.backup.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
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
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
import org.gardefou.backup.source.Source;

/**
 * The folder beside the document root in which the databases are dumped, so that one snapshot holds files and databases under
 * paths that fit any place: {@code .gardefou-backup/databases/…} and {@code .gardefou-backup/meta.json}. Nobody but us may enter it, and
 * it is gone when the backup is over; what a crash left is removed first.
 */
final class Staging implements AutoCloseable {

    static final String NAME = ".gardefou-backup";

    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final SiteFiles files;
    private final Path directory;

    private Staging(SiteFiles files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /** What {@code meta.json} tells whoever restores with stock restic and no Garde-fou at hand. */
    record Meta(UUID site, UUID backup, Instant at, List<Dumped> databases, String howToRestore) {}

    static Staging beside(Source source) throws IOException {
        LocalSiteFiles files = new LocalSiteFiles(source.root());
        Path directory = source.root().resolve(NAME);
        if (Files.exists(directory, java.nio.file.LinkOption.NOFOLLOW_LINKS)) files.deleteTree(NAME);
        Files.createDirectory(directory, OURS_ALONE);
        Files.createDirectory(directory.resolve("databases"), OURS_ALONE);
        return new Staging(files, directory);
    }

    String name() {
        return NAME;
    }

    Path databases() {
        return directory.resolve("databases");
    }

    void describe(ObjectMapper json, BackupLog.Start start, List<Dumped> databases, Instant at) throws IOException {
        Meta meta = new Meta(
                start.site(),
                start.backup(),
                at,
                databases,
                "Put the document root back, then load databases/<name>.tables.sql, .definitions.sql and .events.sql in this order.");
        Files.write(
                directory.resolve("meta.json"),
                json.writerWithDefaultPrettyPrinter().writeValueAsBytes(meta));
    }

    @Override
    public void close() throws IOException {
        files.deleteTree(NAME);
    }
}
