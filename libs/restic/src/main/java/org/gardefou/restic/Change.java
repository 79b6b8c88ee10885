package org.gardefou.restic;

/**
 * One difference between two snapshots.
 *
 * @param path within the snapshots; folders end with "/"
 * @param kind what happened to it from the first to the second snapshot
 */
public record Change(String path, Kind kind) {
    /** What happened to a path. */
    public enum Kind {
        ADDED,
        REMOVED,
        CONTENT_CHANGED,
        TYPE_CHANGED,
        METADATA_CHANGED
    }

    /** restic's modifiers: + added, - removed, M content, T type, U metadata, ? unchanged metadata but other content. */
    static Kind kindOf(String modifier) {
        return switch (modifier) {
            case "+" -> Kind.ADDED;
            case "-" -> Kind.REMOVED;
            case "T" -> Kind.TYPE_CHANGED;
            case "U" -> Kind.METADATA_CHANGED;
            default -> Kind.CONTENT_CHANGED;
        };
    }
}
