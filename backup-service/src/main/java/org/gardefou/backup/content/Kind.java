package org.gardefou.backup.content;

import org.gardefou.restic.Node;

/** What an entry is; the database has its ordinal. */
enum Kind {
    FILE,
    FOLDER,
    LINK,
    OTHER;

    private static final Kind[] ALL = values();

    static Kind of(Node.Type type) {
        return switch (type) {
            case FILE -> FILE;
            case DIRECTORY -> FOLDER;
            case SYMLINK -> LINK;
            case FIFO, DEVICE, SOCKET, OTHER -> OTHER;
        };
    }

    static Kind of(int ordinal) {
        return ALL[ordinal];
    }

    short code() {
        return (short) ordinal();
    }
}
