package org.gardefou.restic;

import java.util.Optional;

/** How deep a check looks. Only reading the data finds bit rot. */
public final class CheckDepth {
    private final String argument;

    private CheckDepth(String argument) {
        this.argument = argument;
    }

    /** Indexes, snapshots and trees; no file content. */
    public static CheckDepth structure() {
        return new CheckDepth("");
    }

    /** Every byte of the repository. */
    public static CheckDepth readData() {
        return new CheckDepth("--read-data");
    }

    /** A random part of the data, in percent. */
    public static CheckDepth readPercent(int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("Between 1 and 100 percent can be read, not " + percent);
        }
        return new CheckDepth("--read-data-subset=" + percent + "%");
    }

    /** Group {@code part} of {@code parts}: that many runs with 1, 2, ... read everything once. */
    public static CheckDepth readPart(int part, int parts) {
        if (part < 1 || part > parts || parts > 256) {
            throw new IllegalArgumentException("Part " + part + " of " + parts + " does not exist (at most 256 parts)");
        }
        return new CheckDepth("--read-data-subset=" + part + "/" + parts);
    }

    Optional<String> argument() {
        return argument.isEmpty() ? Optional.empty() : Optional.of(argument);
    }
}
