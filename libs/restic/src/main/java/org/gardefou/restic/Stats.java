package org.gardefou.restic;

/**
 * How big something is.
 *
 * @param bytes size after a restore, or stored size, by the mode asked for
 * @param count files and folders after a restore, or blobs stored
 */
public record Stats(long bytes, long count, long snapshots) {
    /** What to add up. */
    public enum Mode {
        /** What a restore of all chosen snapshots would write. */
        RESTORE_SIZE("restore-size"),
        /** What they take in the repository, deduplicated and compressed. */
        RAW_DATA("raw-data");

        private final String argument;

        Mode(String argument) {
            this.argument = argument;
        }

        String argument() {
            return argument;
        }
    }
}
