package org.gardefou.access.files;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One name in a directory, as it is: a link is told as a link, not as what it points to.
 *
 * @param path below the root, with {@code /} between the names; empty for the root
 * @param size in bytes
 * @param mode the permission bits, with setuid, setgid and sticky
 * @param names how many hard links the file has
 * @param identity device and inode: survives a rename, which a path does not
 * @param target of a link, as it is written in it
 */
public record Entry(
        String path,
        Kind kind,
        long size,
        Instant modified,
        int mode,
        int owner,
        int group,
        int names,
        String identity,
        @Nullable String target) {

    /** What a name can stand for. */
    public enum Kind {
        /** An ordinary file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** A symbolic link. */
        LINK,
        /** A named pipe. */
        FIFO,
        /** A socket. */
        SOCKET,
        /** A block or character device. */
        DEVICE
    }

    /** The last name of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
