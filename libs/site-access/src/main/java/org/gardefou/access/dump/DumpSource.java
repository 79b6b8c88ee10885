package org.gardefou.access.dump;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** A site's database as a backup needs it, with the eyes of its server's administration. */
public interface DumpSource {

    /** Its name on its server. */
    String name();

    /** What its server is. */
    Engine engine();

    /** Its tables that hold rows, as they are now, by the names by which {@link DumpCount} knows them. */
    Set<String> tables() throws IOException;

    /**
     * Writes a consistent dump, uncompressed so that equal rows stay equal bytes. Its files appear when they are whole and are
     * readable by us alone; when it fails nothing of it stays.
     *
     * @param directory of our machine
     * @return what is in the files
     */
    DumpCount dump(Path directory) throws IOException;
}
