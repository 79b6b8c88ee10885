package org.gardefou.terms.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * What the judgements allow for.
 *
 * @param grace how much later than promised a backup may end: it takes its time to be made. Never more than half of what was promised
 * @param zone in which a month begins
 */
record Settings(Duration grace, ZoneId zone) {

    /** How old a backup may get where one was promised so often. */
    Duration oldest(Duration frequency) {
        Duration half = frequency.dividedBy(2);
        return frequency.plus(grace.compareTo(half) < 0 ? grace : half);
    }

    YearMonth monthOf(Instant moment) {
        return YearMonth.from(moment.atZone(zone));
    }

    /** A calendar month by the clocks of the zone: with an hour less or more where they are put forward or back in it. */
    Span month(YearMonth month) {
        return new Span(
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }
}
