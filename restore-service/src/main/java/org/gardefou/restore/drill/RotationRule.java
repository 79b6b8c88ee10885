package org.gardefou.restore.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.gardefou.restore.drill.Drill.State;

/** When sites have their turns. Pure. */
final class RotationRule {

    /** So many more a day than are needed: a night that was lost is caught up. */
    private static final int SPARE = 4;

    private RotationRule() {}

    /** How many sites have their turn within 24 hours, so that all of them have it once in the period, spread over it. */
    static int aDay(long sites, Duration period) {
        long days = Math.max(1, period.toDays());
        long needed = Math.ceilDiv(sites, days);
        return (int) Math.min(Integer.MAX_VALUE, needed + needed / SPARE);
    }

    /** When a site is tried again. */
    static Instant next(State ended, Instant now, Duration period, Duration again) {
        return now.plus(ended == State.PASSED ? period : again);
    }

    /** Whether drills begin by themselves now. */
    static boolean at(Instant moment, LocalTime from, LocalTime to, ZoneId zone) {
        LocalTime now = moment.atZone(zone).toLocalTime();
        if (from.equals(to)) return true;
        boolean behind = !now.isBefore(from);
        boolean before = now.isBefore(to);
        return from.isBefore(to) ? behind && before : behind || before;
    }
}
