package org.gardefou.restore.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.gardefou.restore.advice.Advice.Reason;
import org.gardefou.restore.advice.Advice.Standing;
import org.gardefou.restore.advice.Facts.Candidate;
import org.gardefou.restore.advice.Facts.Change;
import org.gardefou.restore.advice.Facts.Difference;
import org.gardefou.restore.restorepoint.Breakage;
import org.jspecify.annotations.Nullable;

/** Whether a restore point is good, by what the site was like when it was taken and by what its files show. Pure. */
final class StandingRule {

    /** What has the change in it that broke the site would most likely bring the breakage back: it can be taken, but is not advised. */
    private static final Set<String> NEVER_ADVISED = Set.of(
            "BETWEEN_CHANGE_AND_BREAKAGE",
            "AFTER_THE_CHANGE",
            "TAKEN_DURING_THE_CHANGE",
            "DIFFERENCE_SHOWS_THE_CHANGE");

    /** A backup that seems to have run longer did not: a clock was set. */
    private static final Duration LONGEST_TAKING = Duration.ofHours(24);

    /** Clocks of two machines that differ by more are noticed; what the files of an older point show was another change. */
    private static final Duration LARGEST_SKEW = Duration.ofHours(1);

    /** A longer chain of points without a difference in programs says no more. */
    private static final int LONGEST_CHAIN = 500;

    private final @Nullable Breakage breakage;
    private final Facts facts;

    /** @param breakage the one that advice is asked for; null when the site is well */
    StandingRule(@Nullable Breakage breakage, Facts facts) {
        this.breakage = breakage;
        this.facts = facts;
    }

    /** A restore point with how it stands, and why. */
    record Judged(Candidate point, Standing standing, Reason reason) {

        boolean advisable() {
            return standing != Standing.BROKEN && !NEVER_ADVISED.contains(reason.code());
        }
    }

    Judged judge(Candidate point) {
        Instant taken = point.takenAt();
        for (Breakage one : facts.breakages()) {
            if (one.contains(taken)) return new Judged(point, Standing.BROKEN, Reasons.CONTAINS_BREAKAGE);
        }
        for (Breakage one : facts.breakages()) {
            if (one.mayContain(taken)) return uncertain(point, Reasons.between(taken, one, facts));
            if (during(point, one)) return uncertain(point, Reasons.during(one, facts));
            if (shown(point, one)) return uncertain(point, Reasons.shown(one, facts));
        }
        Judged byTime = breakage == null ? well(point) : beside(point, breakage);
        Facts.Proof proof = point.proof();
        return proof != null && proof.doubtful() && byTime.standing() == Standing.GOOD
                ? uncertain(point, Reasons.bootDoubtful(proof.seen()))
                : byTime;
    }

    private Judged well(Candidate point) {
        Instant healthy = facts.lastHealthy();
        return good(point, healthy == null ? Reasons.NOT_DIAGNOSED : Reasons.siteHealthy(healthy));
    }

    private Judged beside(Candidate point, Breakage one) {
        Instant changed = one.changedAt();
        if (changed != null) {
            return point.takenAt().isBefore(changed)
                    ? good(point, Reasons.beforeTheChange(point.takenAt(), one, changed, facts))
                    : uncertain(point, Reasons.AFTER_THE_CHANGE);
        }
        Instant healthy = one.lastHealthy();
        if (healthy == null) return good(point, Reasons.BEFORE_FIRST_SIGN);
        if (!point.takenAt().isAfter(healthy)) return good(point, Reasons.beforeLastHealthy(healthy));
        return asWhenHealthy(point, healthy)
                .map(then -> good(point, Reasons.unchangedSinceHealthy(then)))
                .orElseGet(() -> uncertain(point, Reasons.AFTER_LAST_HEALTHY));
    }

    /** Begun before the change and ended behind it; unless the change shows in the files of the next point alone. */
    private boolean during(Candidate point, Breakage one) {
        Instant changed = one.changedAt();
        Instant ended = point.completedAt();
        if (changed == null || ended == null || !point.takenAt().isBefore(changed) || ended.isBefore(changed))
            return false;
        if (Duration.between(point.takenAt(), ended).compareTo(LONGEST_TAKING) > 0) return false;
        Optional<Change> change = facts.change(one.change());
        return change.isEmpty()
                || facts.differenceBehind(point.id())
                        .filter(next -> next.shows(change.get()))
                        .isEmpty();
    }

    /**
     * Before the change by the clocks, but its files changed there and those of the next point, taken of the broken site, did not: the clocks
     * differ. A next point from before the trouble says nothing: the change may have been told before it was made.
     */
    private boolean shown(Candidate point, Breakage one) {
        Instant changed = one.changedAt();
        if (changed == null || !point.takenAt().isBefore(changed)) return false;
        if (Duration.between(point.takenAt(), changed).compareTo(LARGEST_SKEW) > 0) return false;
        Optional<Change> change = facts.change(one.change());
        if (change.isEmpty()) return false;
        Optional<Difference> own = facts.differenceOf(point.id());
        Optional<Difference> next = facts.differenceBehind(point.id());
        return own.isPresent()
                && next.isPresent()
                && one.contains(next.get().takenAt())
                && own.get().shows(change.get())
                && !next.get().shows(change.get());
    }

    /**
     * When an earlier point was taken that the site was well with and that has the same programs, if they changed behind this one: then it
     * is as good as that one. Empty when that is not known.
     */
    private Optional<Instant> asWhenHealthy(Candidate point, Instant healthy) {
        boolean changedBehind = facts.differenceBehind(point.id())
                .filter(next -> !next.programs().isEmpty())
                .isPresent();
        if (!changedBehind) return Optional.empty();
        Optional<Difference> link = facts.differenceOf(point.id());
        for (int i = 0; i < LONGEST_CHAIN && link.isPresent(); i++) {
            if (!link.get().programs().isEmpty()) return Optional.empty();
            Instant before = link.get().sinceTakenAt();
            if (!before.isAfter(healthy)) {
                return facts.breakages().stream().anyMatch(one -> one.contains(before) || one.mayContain(before))
                        ? Optional.empty()
                        : Optional.of(before);
            }
            link = facts.differenceOf(link.get().since());
        }
        return Optional.empty();
    }

    private static Judged good(Candidate point, Reason reason) {
        return new Judged(point, Standing.GOOD, reason);
    }

    private static Judged uncertain(Candidate point, Reason reason) {
        return new Judged(point, Standing.UNCERTAIN, reason);
    }
}
