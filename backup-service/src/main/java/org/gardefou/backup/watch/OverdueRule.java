package org.gardefou.backup.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gardefou.backup.run.Failure;
import org.jspecify.annotations.Nullable;

/** When the last good restore point is too old, and why no younger one came. Pure. */
final class OverdueRule {

    private OverdueRule() {}

    /** When a restore point is due: so long after the last good one, or after the promise where that is later. */
    static Instant due(Instant promisedSince, @Nullable Instant lastGood, Duration gap) {
        Instant from = lastGood == null || lastGood.isBefore(promisedSince) ? promisedSince : lastGood;
        // The first one is due at once; it has as long as all the others.
        return from.plus(gap);
    }

    /** When its absence is an alarm. */
    static Instant alarmAt(Instant promisedSince, @Nullable Instant lastGood, Duration gap, Duration slack) {
        Duration half = gap.dividedBy(2);
        return due(promisedSince, lastGood, gap).plus(slack.compareTo(half) < 0 ? slack : half);
    }

    /**
     * What is known of a site whose backup is overdue.
     *
     * @param paused whether the schedule stands still
     * @param known whether the site and where it is are known
     * @param latest the run that was asked for last; empty: none ever was
     */
    record Facts(boolean paused, boolean known, Optional<Run> latest) {}

    /**
     * A run.
     *
     * @param failure empty: it has not ended, or well
     */
    record Run(Instant requestedAt, boolean ended, Optional<Failure.Code> failure) {}

    /** The reason that an operator has to do something about first. */
    static OverdueReason why(Facts facts, Instant dueSince) {
        if (facts.paused()) return OverdueReason.PAUSED;
        if (!facts.known()) return OverdueReason.SITE_UNKNOWN;
        if (facts.latest().isEmpty()) return OverdueReason.NEVER_QUEUED;
        Run run = facts.latest().get();
        if (!run.ended()) return OverdueReason.NOT_DONE;
        // A run from long before says nothing about the one that should have been.
        boolean old = run.requestedAt().isBefore(dueSince.minus(Duration.ofDays(1)));
        return run.failure().isPresent() && !old ? OverdueReason.FAILED : OverdueReason.NOT_QUEUED;
    }
}
