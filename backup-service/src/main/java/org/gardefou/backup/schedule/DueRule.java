package org.gardefou.backup.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.policy.Rhythm;

/** Whether a site that is looked at because its time has come is backed up now, and when it is looked at next. Pure. */
final class DueRule {

    private DueRule() {}

    /**
     * @param queue whether it is backed up now
     * @param next when it is due again
     */
    record Turn(boolean queue, Instant next) {}

    /**
     * A beat that is on time is followed. One that was missed, because the service or the schedule stood still, is followed by one backup only
     * where the last good point would be older than it may be before the next beat comes.
     *
     * @param due when it was due: a beat, or the moment from which on it is to be looked at
     * @param lastGood when the last good restore point was taken
     * @param lateness how late a beat may be and still be on time
     */
    static Turn turn(
            UUID site, Rhythm rhythm, Instant due, Optional<Instant> lastGood, Duration lateness, Instant now) {
        Instant next = DueTimes.next(site, rhythm, now);
        boolean onTime = DueTimes.next(site, rhythm, due.minusSeconds(1)).equals(due)
                && !due.plus(lateness).isBefore(now);
        boolean serves = lastGood.filter(taken ->
                        !taken.plus(DueTimes.longestGap(rhythm.every())).isBefore(next))
                .isPresent();
        return new Turn(onTime || !serves, next);
    }
}
