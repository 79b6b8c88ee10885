package org.gardefou.restic;

import java.time.Instant;

/**
 * A file, a folder or another entry in a snapshot.
 *
 * @param path absolute within the snapshot, "/" between names. Names that are not UTF-8 hold U+FFFD here, so they can be
 *     shown but not asked for one by one. It comes from the customer's tree: never open it unchecked
 * @param size in bytes, 0 for all but files
 * @param permissions the nine permission bits
 */
public record Node(String path, Type type, long size, int permissions, long uid, long gid, Instant modified) {
    /** What kind of entry a node is. */
    public enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        FIFO,
        DEVICE,
        SOCKET,
        OTHER
    }

    /** Whether this is {@code top} or lies below it. */
    boolean isWithin(String top) {
        return top.equals("/") || path.equals(top) || path.startsWith(top + "/");
    }
}
