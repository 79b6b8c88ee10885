package org.gardefou.backup.restorepoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which restore points have had their time. Pure. */
final class RetentionRule {

    private RetentionRule() {}

    /** One restore point as far as the rule looks. */
    record Point(UUID id, Instant takenAt) {}

    /**
     * Those older than what was promised, and never one that a restore is using.
     *
     * @param keepNewest whether the newest one stays, however old: while more are promised, a late backup must not take the last
     * @param inUse restore points that a restore needs now
     */
    static List<UUID> expired(List<Point> points, Duration keep, boolean keepNewest, Set<UUID> inUse, Instant now) {
        Instant oldest = now.minus(keep);
        return points.stream()
                .sorted(Comparator.comparing(Point::takenAt).reversed())
                .skip(keepNewest ? 1 : 0)
                .filter(point -> point.takenAt().isBefore(oldest))
                .map(Point::id)
                .filter(id -> !inUse.contains(id))
                .toList();
    }
}
