package org.gardefou.restic;

/**
 * How much a tree holds.
 *
 * @param others symbolic links, FIFOs and device nodes; not sockets, which restic never restores
 * @param bytes the sizes of all files together
 */
public record Contents(long files, long directories, long others, long bytes) {
    public static final Contents NOTHING = new Contents(0, 0, 0, 0);

    boolean isEmpty() {
        return files == 0 && directories == 0 && others == 0;
    }

    Contents plus(Node node) {
        return switch (node.type()) {
            case FILE -> new Contents(files + 1, directories, others, bytes + node.size());
            case DIRECTORY -> new Contents(files, directories + 1, others, bytes);
            case SOCKET -> this;
            case SYMLINK, FIFO, DEVICE, OTHER -> new Contents(files, directories, others + 1, bytes);
        };
    }

    /** Folders are left out: those above a selection are made too, without being part of it. */
    boolean sameAs(Contents other) {
        return files == other.files && others == other.others && bytes == other.bytes;
    }
}
