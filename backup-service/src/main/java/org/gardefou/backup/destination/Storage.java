package org.gardefou.backup.destination;

import java.io.IOException;

/**
 * The files of repositories at a place, past restic, which cannot delete a repository. Names are those of repositories below
 * the place. Nothing of it follows a link, and what is not there is no error.
 */
public interface Storage extends AutoCloseable {

    /** The folder of a repository in which restic keeps its keys. */
    String KEYS = "keys";

    /**
     * Makes sure that what is not found there has been deleted. Where a place can be away without an error, as a folder on which nothing
     * is mounted, the repository must be there.
     *
     * @throws IOException when it is not; what to do is in the message
     */
    default void demandThere(String repository) throws IOException {}

    /** How many files there are in a folder of a repository; all of them where the folder is empty. */
    long count(String repository, String folder) throws IOException;

    /**
     * Deletes the files in a folder of a repository; all of them where the folder is empty. Then the repository's own folder stays, where
     * there are folders, so that {@link #demandThere} finds it until somebody has noted what was done.
     */
    void delete(String repository, String folder) throws IOException;

    /** Deletes what is left of a repository without files. */
    default void deleteFolder(String repository) throws IOException {}

    @Override
    void close() throws IOException;
}
