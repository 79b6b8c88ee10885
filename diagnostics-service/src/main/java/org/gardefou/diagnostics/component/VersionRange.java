package org.gardefou.diagnostics.component;

import org.jspecify.annotations.Nullable;

/**
 * Versions from one to another, in PHP's order.
 *
 * @param from the oldest; null: from the first
 * @param to the newest; null: up to whatever will come
 */
public record VersionRange(
        @Nullable String from,
        boolean fromInclusive,
        @Nullable String to,
        boolean toInclusive) {

    /** Whether a version lies in it. */
    public boolean contains(String version) {
        return isAbove(version) && isBelow(version);
    }

    private boolean isAbove(String version) {
        if (from == null) return true;
        int order = PhpVersion.compare(version, from);
        return fromInclusive ? order >= 0 : order > 0;
    }

    private boolean isBelow(String version) {
        if (to == null) return true;
        int order = PhpVersion.compare(version, to);
        return toInclusive ? order <= 0 : order < 0;
    }
}
