package org.gardefou.backup.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
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
    void describe(ObjectMapper json, BackupLog.Start start, List<Dumped> databases) throws IOException;

    /** Makes the one snapshot of site, dumps and description. */
    BackupSummary copy(ResticRepository repository, BackupRequest request, ProgressListener listener)
            throws IOException;

    /** That what was copied under that name is what we put there. */
    void demandUntouched() throws IOException;

    @Override
    void close() throws IOException;
}
