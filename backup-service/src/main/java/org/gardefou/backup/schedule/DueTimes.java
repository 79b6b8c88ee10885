package org.gardefou.backup.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.gardefou.backup.policy.Rhythm;

/**
 * When the next backup of a site is due. Pure.
 *
 * <p>More often than daily: at a fixed place in the interval, whatever the clocks say. Every so many days: once on each such day of the
 * site's zone, at a fixed time of its window. From 31 days on: so many months apart, on a fixed day of the month, or its last one where it is
 * shorter. A time that the change of the clocks leaves out is had later by as much; of one that comes twice the first is taken. So a day of 23 or 25
 * hours has one daily backup, as any other.
 *
 * <p>Place, time, weekday and day of the month depend on the site alone: the sites of a server spread over them, and each keeps its own.
 */
public final class DueTimes {

    private static final Duration DAY = Duration.ofDays(1);

    /** No month is longer: what comes monthly is never further apart. */
    private static final int LONGEST_MONTH = 31;

    /** Clocks are put back by an hour; on one island by half of that. */
    private static final Duration CLOCK_CHANGE = Duration.ofHours(1);

    private DueTimes() {}

    /** The next beat after now. Missed beats are skipped, never made up for. */
    static Instant next(UUID site, Rhythm rhythm, Instant now) {
        if (rhythm.every().compareTo(DAY) < 0) return beat(site, rhythm.every().toSeconds(), now);
        long days = rhythm.every().toDays();
        return days < LONGEST_MONTH ? day(site, rhythm, days, now) : month(site, rhythm, days / LONGEST_MONTH, now);
    }

    /** How far apart two beats may be: a day has 25 hours when the clocks are put back. */
    public static Duration longestGap(Duration every) {
        if (every.compareTo(DAY) < 0) return every;
        long days = every.toDays();
        return Duration.ofDays(days < LONGEST_MONTH ? days : days / LONGEST_MONTH * LONGEST_MONTH)
                .plus(CLOCK_CHANGE);
    }

    private static Instant beat(UUID site, long every, Instant now) {
        long place = Spread.of(site, "beat", every);
        long since = Math.floorMod(now.getEpochSecond() - place, every);
        return Instant.ofEpochSecond(now.getEpochSecond() - since + every);
    }

    private static Instant day(UUID site, Rhythm rhythm, long every, Instant now) {
        // A window that goes past midnight belongs to the day on which it begins.
        LocalDate day = now.atZone(rhythm.zone()).toLocalDate().minusDays(2);
        day = day.plusDays(Math.floorMod(Spread.of(site, "day", every) - day.toEpochDay(), every));
        Instant at = at(site, rhythm, day);
        while (!at.isAfter(now)) {
            day = day.plusDays(every);
            at = at(site, rhythm, day);
        }
        return at;
    }

    private static Instant month(UUID site, Rhythm rhythm, long every, Instant now) {
        YearMonth month = YearMonth.from(now.atZone(rhythm.zone())).minusMonths(1);
        month = month.plusMonths(
                Math.floorMod(Spread.of(site, "month", every) - month.getLong(ChronoField.PROLEPTIC_MONTH), every));
        Instant at = at(site, rhythm, dayOf(site, month));
        while (!at.isAfter(now)) {
            month = month.plusMonths(every);
            at = at(site, rhythm, dayOf(site, month));
        }
        return at;
    }

    private static LocalDate dayOf(UUID site, YearMonth month) {
        int day = 1 + (int) Spread.of(site, "day of month", LONGEST_MONTH);
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    private static Instant at(UUID site, Rhythm rhythm, LocalDate day) {
        LocalDateTime time = day.atTime(rhythm.window().from())
                .plus(Spread.of(site, "time", rhythm.window().length().toSeconds()), ChronoUnit.SECONDS);
        return ZonedDateTime.of(time, rhythm.zone()).toInstant();
    }
}
