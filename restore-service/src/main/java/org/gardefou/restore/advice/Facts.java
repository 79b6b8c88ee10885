package org.gardefou.restore.advice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.pace.Pace;
import org.gardefou.restore.restorepoint.Breakage;
import org.gardefou.restore.restorepoint.PointDifference.Group;
import org.jspecify.annotations.Nullable;

/**
 * What is known when advice is asked for.
 *
 * @param points what there is, in any order; with what is damaged
 * @param concerning the breakage that a case is about; null for the one that lasts, if any
 * @param lastHealthy when the site was last seen well; null when never
 * @param changes what was done to the site since its oldest point, oldest first
 * @param differences how its points differ, each from the one before it, oldest first; of some it may not be known
 * @param paces how fast earlier restores were; empty when there was none
 */
record Facts(
        List<Candidate> points,
        List<Breakage> breakages,
        @Nullable Breakage concerning,
        @Nullable Instant lastHealthy,
        List<Change> changes,
        List<Difference> differences,
        List<Pace> paces,
        Instant now) {

    /**
     * A restore point as far as the ranking needs it.
     *
     * @param completedAt when its taking ended; null when it is not known
     * @param counts what it holds of what people make; null when it is not known
     */
    record Candidate(
            UUID id,
            Instant takenAt,
            @Nullable Instant completedAt,
            long files,
            long bytes,
            @Nullable Counts counts,
            @Nullable Proof proof,
            boolean damaged) {

        boolean booted() {
            return proof != null && "PASSED".equals(proof.boot());
        }
    }

    /**
     * By which evidence a point is good.
     *
     * @param state in backup-service's words
     * @param boot what came of its last restore into a throw-away place; null when none was tried
     */
    record Proof(
            String state, @Nullable String boot, @Nullable Text seen) {

        /** It was restored and the site was not well: the copy may be faithful, the site was not. */
        boolean doubtful() {
            return "DOUBTFUL".equals(boot) || "FAILED".equals(boot);
        }
    }

    /** A change of the site, and what it was made to. */
    record Change(
            UUID id,
            String type,
            @Nullable String kind,
            @Nullable String name,
            @Nullable String path,
            Instant happenedAt) {

        /** What it is called by. */
        String called() {
            return name == null ? type : name;
        }
    }

    /** How a point differs from the one before it. */
    record Difference(
            UUID point,
            Instant takenAt,
            UUID since,
            Instant sinceTakenAt,
            long added,
            long removed,
            long changed,
            List<Group> groups) {

        /** Whether it shows what that change was made to. */
        boolean shows(Change change) {
            return groups.stream().anyMatch(group -> Programs.isOf(group, change));
        }

        /** What of it a site runs. */
        List<Group> programs() {
            return groups.stream().filter(Programs::runs).toList();
        }
    }

    /** How a point differs from the one before it; empty when that is not known. */
    Optional<Difference> differenceOf(UUID point) {
        return differences.stream().filter(one -> one.point().equals(point)).findFirst();
    }

    /** How the point behind it differs from it; empty when it is the newest, or that is not known. */
    Optional<Difference> differenceBehind(UUID point) {
        return differences.stream().filter(one -> one.since().equals(point)).findFirst();
    }

    Optional<Change> change(@Nullable UUID id) {
        return changes.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** What a breakage is put down to, in a word. */
    String changeOf(Breakage breakage) {
        return change(breakage.change()).map(Change::called).orElse("?");
    }
}
