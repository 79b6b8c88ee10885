package org.gardefou.access.files;

import java.io.IOException;

/**
 * A folder of ours within a customer's tree: made by us, entered by nobody else (mode 0700), and held on to. Its name
 * belongs to the customer, who can move it or put a link in its place at any moment; what is done through this object is
 * done in the very folder, wherever it has gone, and never where such a link leads.
 */
public interface PrivateFolder extends AutoCloseable {
    /**
     * An absolute path that leads to this very folder, for our own code and for commands that run as us on the same host
     * while this is open. It is not the folder's name, and means nothing afterwards.
     */
    String path();

    /** The files in it. */
    SiteFiles files();

    /**
     * Exchanges something in it with something of the site, in one step: no reader sees either of them missing. The same
     * call again undoes it. Fails with {@code CROSS_DEVICE} when they are on two file systems, {@code NOT_SUPPORTED} when
     * the kernel or the file system has no such call; then nothing has changed.
     *
     * @param inside below this folder
     * @param live below the root of the site's files that made this
     */
    void exchange(String inside, String live) throws IOException;

    /**
     * Moves something of it to a name of the site that is free, in one step. Fails with {@code OTHER} when the name is taken, and
     * like {@link #exchange}; then nothing has changed.
     *
     * @param inside below this folder
     * @param live below the root of the site's files that made this
     */
    void moveIn(String inside, String live) throws IOException;

    /** The mirror of {@link #moveIn}. */
    void moveOut(String live, String inside) throws IOException;

    /** Makes a folder in it with these permissions; fails with {@code OTHER} when something stands there. */
    void createDirectory(String inside, int mode) throws IOException;

    /** Makes a symbolic link in it. */
    void createLink(String inside, String target) throws IOException;

    /** Gives a folder in it these permissions; fails with {@code NOT_A_DIRECTORY} for anything else. */
    void permit(String inside, int mode) throws IOException;

    /**
     * Copies a file of the site into it, whole or not at all, with its time. What has its name in it is replaced.
     *
     * @param live as it was seen below the root of the site's files that made this
     * @param mode the permissions that the copy has
     */
    void copyIn(Entry live, String inside, int mode) throws IOException;

    /** Writes a small file in it, whole or not at all. What has its name in it is replaced. */
    void write(String inside, byte[] content, int mode) throws IOException;

    /**
     * That the folder's name still means it.
     *
     * @throws FileAccessException {@code SWAPPED} when something else stands there
     */
    void demandUntouched() throws IOException;

    /** Lets go; the folder stays. */
    @Override
    void close();
}
