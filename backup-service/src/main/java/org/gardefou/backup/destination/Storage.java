package org.gardefou.backup.destination;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files of repositories at a place, past restic, which cannot delete a repository. Names are those of repositories below
 * the place. Nothing of it follows a link, and what is not there is no error.
 */
public interface Storage extends AutoCloseable {

    /** The folder of a repository in which restic keeps its keys. */
    String KEYS = "keys";

    /**
     * Makes sure that what is not found there has been deleted, and is not merely away: a folder on which nothing is mounted, here or behind
     * a server, answers as if it were empty. What is looked for is what {@link #delete} leaves: the repository's own folder where there
     * are folders, else its file {@code config}, which opens nothing.
     *
     * @throws IOException when it is not there; what to do is in the message
     */
    void demandThere(String repository) throws IOException;

    /** How many files there are in a folder of a repository; where the folder is empty all of them, but that by which it is known. */
    long count(String repository, String folder) throws IOException;

    /**
     * Deletes the files in a folder of a repository; where the folder is empty all of them, but that by which it is known: until somebody has
     * noted what was done, {@link #demandThere} finds it.
     */
    void delete(String repository, String folder) throws IOException;

    /**
     * Deletes what is left of a repository without files.
     *
     * @throws IOException when a file stays; an empty folder that stays is no harm
     */
    void deleteFolder(String repository) throws IOException;

    /** What to say of one that is not there. */
    static IOException away(String repository) {
        return new IOException(
                "There is no repository " + repository
                        + " at its place any more: see whether its storage is mounted. If it is lost, say so (lost) when you order the erasure once more");
    }

    /** The size of a file, in bytes; -1 when it is not there. */
    long size(File file) throws IOException;

    /**
     * A part of a file that is there.
     *
     * @param from the first byte
     * @param length how many; -1: up to the end
     */
    InputStream read(File file, long from, long length) throws IOException;

    /** Puts a file there, whole or not at all. What has its name already is the same: names are made of the content. */
    void write(File file, Path content) throws IOException;

    /** Deletes one file. */
    void delete(File file) throws IOException;

    /** The names in a folder of a repository, and their sizes in bytes. */
    Map<String, Long> list(String repository, String folder) throws IOException;

    /**
     * A file of a repository, as restic's REST protocol names it.
     *
     * @param folder {@code data}, {@code keys}, {@code locks}, {@code snapshots} or {@code index}; empty: the file {@code config}
     */
    record File(String repository, String folder, String name) {

        private static final String DATA = "data";
        private static final int PREFIX = 2;

        /** Its path below the repository in restic's default layout, which has a folder for each first byte of the data. */
        String path() {
            if (folder.isEmpty()) return name;
            return folder + "/" + (folder.equals(DATA) ? name.substring(0, PREFIX) + "/" : "") + name;
        }

        /** Whether the name of a file in that folder is a folder of files. */
        static boolean hasFolders(String folder) {
            return folder.equals(DATA);
        }
    }

    @Override
    void close() throws IOException;
}
