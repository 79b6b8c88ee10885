package org.gardefou.restore.restorepoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a site was down, or impaired by a change that is known.
 *
 * @param certainFrom since when it was surely broken: when the trouble was first seen. The change it is tied to came before, and did not
 *     have to do harm at once; between the two nothing is certain
 * @param lastHealthy when the site was last seen well before that; null when never
 * @param healed when it was seen well again; null while it lasts
 * @param change that it is tied to; null when it is tied to none
 * @param diagnosis the last one that said so
 */
public record Breakage(
        Instant certainFrom,
        @Nullable Instant lastHealthy,
        @Nullable Instant healed,
        @Nullable UUID change,
        @Nullable Instant changedAt,
        @Nullable Text cause,
        UUID diagnosis) {

    /** How a site was found, as far as this needs it. */
    public record Sight(
            UUID diagnosis,
            String health,
            Instant at,
            @Nullable Instant firstSeen,
            @Nullable UUID change,
            @Nullable Instant changedAt,
            @Nullable Text cause) {

        static Sight of(SiteDiagnosis found) {
            return new Sight(
                    found.id(),
                    found.health(),
                    found.at(),
                    found.firstSeen(),
                    found.change(),
                    found.changedAt(),
                    found.cause());
        }
    }

    /** All breakages that the diagnoses tell of, oldest first. */
    public static List<Breakage> among(List<SiteDiagnosis> diagnoses) {
        return in(diagnoses.stream().map(Sight::of).toList());
    }

    /** All breakages, oldest first. */
    public static List<Breakage> in(List<Sight> sights) {
        List<Sight> ordered =
                sights.stream().sorted(Comparator.comparing(Sight::at)).toList();
        List<Breakage> breakages = new ArrayList<>();
        Instant healthy = null;
        Breakage open = null;
        for (Sight sight : ordered) {
            if (broken(sight)) {
                open = open == null ? begin(sight, healthy) : open.confirmedBy(sight);
            } else if (sight.health().equals("HEALTHY")) {
                if (open != null) breakages.add(open.healedAt(sight.at()));
                open = null;
                healthy = sight.at();
            }
            // Degraded without a cause that is known, or unknown: neither begins nor ends a breakage.
        }
        if (open != null) breakages.add(open);
        return List.copyOf(breakages);
    }

    /** A site that still answers, but lost its posts to a change that is known, is broken for its owner. */
    private static boolean broken(Sight sight) {
        return sight.health().equals("DOWN") || (sight.health().equals("DEGRADED") && sight.changedAt() != null);
    }

    /** The breakage that lasts. */
    public static Optional<Breakage> present(List<Breakage> breakages) {
        return breakages.isEmpty() || breakages.getLast().healed() != null
                ? Optional.empty()
                : Optional.of(breakages.getLast());
    }

    /** Whether what was taken of the site at a moment has the breakage in it. */
    public boolean contains(Instant takenAt) {
        return !takenAt.isBefore(certainFrom) && (healed == null || takenAt.isBefore(healed));
    }

    private static Breakage begin(Sight sight, @Nullable Instant healthy) {
        return new Breakage(
                from(sight), healthy, null, sight.change(), sight.changedAt(), sight.cause(), sight.diagnosis());
    }

    private Breakage confirmedBy(Sight sight) {
        Instant earliest = from(sight).isBefore(certainFrom) ? from(sight) : certainFrom;
        boolean tied = sight.changedAt() != null;
        return new Breakage(
                earliest,
                lastHealthy,
                null,
                tied ? sight.change() : change,
                tied ? sight.changedAt() : changedAt,
                sight.cause() != null ? sight.cause() : cause,
                sight.diagnosis());
    }

    private Breakage healedAt(Instant at) {
        return new Breakage(certainFrom, lastHealthy, at, change, changedAt, cause, diagnosis);
    }

    /** Whether what was taken at a moment has the change in it that the breakage is tied to, and not surely the breakage. */
    public boolean mayContain(Instant takenAt) {
        return changedAt != null && !takenAt.isBefore(changedAt) && takenAt.isBefore(certainFrom);
    }

    private static Instant from(Sight sight) {
        return sight.firstSeen() != null && sight.firstSeen().isBefore(sight.at()) ? sight.firstSeen() : sight.at();
    }
}
