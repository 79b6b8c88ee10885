package org.gardefou.backup.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.gardefou.restic.BackupRequest;
import org.gardefou.restic.BackupSummary;
import org.gardefou.restic.ProgressListener;
import org.gardefou.restic.ResticRepository;

/** Where a run works on a site: beside its files, wherever they are. Closing it leaves nothing of ours there. */
interface Workplace extends AutoCloseable {

    /** The name of the folder beside the document root in which dumps and description are copied. */
    String name();

    /** The folder of this machine in which databases are dumped. */
    Path databases();

    /** Writes down what the copy holds, for whoever restores with stock restic. */
    void describe(ObjectMapper json, Meta meta) throws IOException;

    /** What is asked of restic, by where the site's root really is. */
    interface Wanted {
        BackupRequest below(Path realRoot);
    }

    /** Makes the one snapshot of site, dumps and description. */
    BackupSummary copy(ResticRepository repository, Wanted wanted, ProgressListener listener) throws IOException;

    /** That what was copied under that name is what we put there. */
    void demandUntouched() throws IOException;

    @Override
    void close() throws IOException;
}
