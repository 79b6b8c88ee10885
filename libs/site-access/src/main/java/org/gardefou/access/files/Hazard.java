package org.gardefou.access.files;

import org.jspecify.annotations.Nullable;

/**
 * Something in a tree that must not go live as it is when it was restored with our rights.
 *
 * @param path below the root that was given to {@link SiteFiles}
 * @param target where a link points, as written; else null
 */
public record Hazard(Kind kind, String path, @Nullable String target) {
    /** What is wrong with it. */
    public enum Kind {
        /** Runs with its owner's rights. */
        SETUID,
        /** Runs with its group's rights (an executable; on a directory the bit only hands the group on). */
        SETGID,
        /** Has capabilities of the kernel. */
        CAPABILITIES,
        /** A block or character device. */
        DEVICE,
        /** A named pipe, on which a reader waits for ever. */
        FIFO,
        /** A hard link to a file that has another name outside the tree. */
        HARD_LINK_OUT,
        /** A symbolic link that leads out of the tree. */
        LINK_OUT
    }
}
