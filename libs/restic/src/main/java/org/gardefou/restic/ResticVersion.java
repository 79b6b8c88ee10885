package org.gardefou.restic;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a restic binary, for example 0.14.0. */
public record ResticVersion(int major, int minor, int patch) implements Comparable<ResticVersion> {
    /** The oldest one this client works with: repository format 2 (compression) came with it. */
    public static final ResticVersion OLDEST = new ResticVersion(0, 14, 0);

    /** The first one whose {@code restore --json} reports progress. */
    static final ResticVersion RESTORE_REPORTS_PROGRESS = new ResticVersion(0, 17, 0);

    private static final Pattern TEXT = Pattern.compile("restic (\\d+)\\.(\\d+)(?:\\.(\\d+))?");

    /** Reads what {@code restic version} prints: "restic 0.14.0 compiled with go1.19.8 on linux/amd64". */
    static Optional<ResticVersion> parse(String output) {
        Matcher matcher = TEXT.matcher(output);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String patch = matcher.group(3);
        return Optional.of(new ResticVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                patch == null ? 0 : Integer.parseInt(patch)));
    }

    boolean atLeast(ResticVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(ResticVersion other) {
        return Comparator.comparingInt(ResticVersion::major)
                .thenComparingInt(ResticVersion::minor)
                .thenComparingInt(ResticVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
