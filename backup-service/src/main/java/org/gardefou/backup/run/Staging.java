package org.gardefou.backup.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gardefou.access.files.Held;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.files.PrivateFolder;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.source.Source;
import org.gardefou.restic.BackupRequest;
import org.gardefou.restic.BackupSummary;
import org.gardefou.restic.ProgressListener;
import org.gardefou.restic.ResticRepository;

/**
 * The folder beside the document root in which the databases are dumped, so that one snapshot holds files and databases under
 * paths that fit any place: {@code .gardefou-backup/databases/…} and {@code .gardefou-backup/meta.json}. Nobody but us may enter it, and
 * it is gone when the backup is over; what a crash left is removed first.
 *
 * <p>The folder it is made in belongs to the customer, who can put another thing in its place at any time; see
 * {@link PrivateFolder}.
 */
final class Staging implements Workplace {

    static final String NAME = RestorePoint.OWN_FOLDER;
    static final String META = "meta.json";

    private static final String DATABASES = "databases";

    private final Path root;
    private final SiteFiles site;
    private final PrivateFolder folder;

    private Staging(Path root, SiteFiles site, PrivateFolder folder) {
        this.root = root;
        this.site = site;
        this.folder = folder;
    }

    static Staging beside(Source source) throws IOException {
        SiteFiles site = new LocalSiteFiles(source.root());
        Staging staging = new Staging(source.root(), site, site.createPrivate(NAME));
        try {
            staging.folder.files().createDirectory(DATABASES);
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

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Path databases() {
        return Path.of(folder.path(), DATABASES);
    }

    @Override
    public void describe(ObjectMapper json, Meta meta) throws IOException {
        Files.write(Path.of(folder.path(), META), meta.bytes(json));
    }

    @Override
    public BackupSummary copy(ResticRepository repository, Wanted wanted, ProgressListener listener)
            throws IOException {
        try (Held held = new LocalSiteFiles(root).holdRoot()) {
            // restic compares patterns with the folder's own name, whatever links lead to it.
            BackupRequest request = wanted.below(held.path().toRealPath());
            return repository.backup(request.heldAs(held.path()), listener);
        }
    }

    /** That the name still means the folder that we made. */
    @Override
    public void demandUntouched() throws IOException {
        folder.demandUntouched();
    }

    @Override
    public void close() throws IOException {
        try {
            // In the folder itself first: the dumps go wherever it has been moved.
            folder.files().deleteTree(DATABASES);
            folder.files().deleteTree(META);
        } finally {
            folder.close();
            site.deleteTree(NAME);
        }
    }
}
