package org.gardefou.backup.destination;

import java.io.IOException;

/**
 * The files of repositories at a place, past restic, which cannot delete a repository. Names are those of repositories below
 * the place. Nothing of it follows a link, and what is not there is no error.
 */
public interface Storage extends AutoCloseable {

    /** The folder of a repository in which restic keeps its keys. */
    String KEYS = "keys";

    /** How many files there are in a folder of a repository; all of them where the folder is empty. */
    long count(String repository, String folder) throws IOException;

    /** Deletes the files in a folder of a repository; all of them, and itself, where the folder is empty. */
    void delete(String repository, String folder) throws IOException;

    @Override
    void close() throws IOException;
}
