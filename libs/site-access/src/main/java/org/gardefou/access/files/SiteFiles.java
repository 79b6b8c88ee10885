package org.gardefou.access.files;

import java.io.IOException;
import java.util.List;

/**
 * The files below one directory of a host. Paths are relative to it (an absolute path is taken when it begins with the
 * root), and are followed through symbolic links only as long as they stay below it: the tree belongs to a customer,
 * and we may have rights that they have not.
 *
 * <p>The root itself is believed, so give one whose parent the customer cannot write: the account's home, not the
 * document root in it.
 *
 * <p>Every method throws {@link FileAccessException} with a reason for what a customer's tree can do to us.
 */
public interface SiteFiles {
    /** The root, absolute, as it was given. */
    String root();

    /** The absolute path of something that is there, links resolved, for a command that runs on the same host. */
    String resolve(String path) throws IOException;

    /** Whether the path leads to something below the root. */
    boolean exists(String path) throws IOException;

    /** What stands at a path; a link is not followed at the last name. */
    Entry stat(String path) throws IOException;

    /**
     * The names in a directory, sorted.
     *
     * @param limit at most so many
     */
    Listing list(String path, int limit) throws IOException;

    /**
     * The first bytes of an ordinary file.
     *
     * @param maxBytes not more than so many
     */
    Slice head(String path, int maxBytes) throws IOException;

    /**
     * Bytes from the middle of an ordinary file.
     *
     * @param offset in bytes from the beginning; negative counts from the end
     */
    Slice slice(String path, long offset, int maxBytes) throws IOException;

    /** A small UTF-8 text, whole; refused with {@code OTHER} when it is larger than {@code maxBytes}. */
    String text(String path, int maxBytes) throws IOException;

    /** Room on the file system below a directory. */
    FreeSpace freeSpace(String path) throws IOException;

    /** Makes a directory that only its owner (we) can enter, mode 0700. The parent must be there. */
    void createDirectory(String path) throws IOException;

    /**
     * Makes a folder of ours in the place of whatever stands there, and holds on to it.
     *
     * @throws FileAccessException {@code SWAPPED} when the customer puts something else there at that moment
     */
    PrivateFolder createPrivate(String path) throws IOException;

    /**
     * Holds on to a folder that {@link #createPrivate} made earlier.
     *
     * @throws FileAccessException {@code MISSING} when it is gone, {@code SWAPPED} when what stands there is not ours
     */
    PrivateFolder openPrivate(String path) throws IOException;

    /** Deletes a tree, or nothing when it is not there. No link is followed, neither at the path nor below it. */
    void deleteTree(String path) throws IOException;

    /**
     * What must be put right before a restored tree goes live.
     *
     * @param path of the tree below the root
     * @param livesAt absolute path at which the tree will live, so that an absolute link into it counts as inside
     * @param limit at most so many; one more than that is never looked for
     */
    List<Hazard> hazards(String path, String livesAt, int limit) throws IOException;

    /** Names in a directory; {@code cut} when there were more than asked for. */
    record Listing(List<Entry> entries, boolean cut) {}
}
