package org.gardefou.support.hours;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The hours in which time counts: the same on each of the days, in one zone, less the holidays. What counts is time that really passes: the
 * night in which the clocks go back has an hour more, the one in which they go forward an hour less.
 *
 * @param days the days of the week on which the hours begin; empty: there is no open hour
 * @param from when they open
 * @param to when they close; not later than {@code from}: on the day after, so that a night shift belongs to the day on which it begins, and the
 *     same as {@code from}: a whole day
 * @param zone where the days begin and end
 * @param holidays days on which they do not open
 */
public record OpenHours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, Set<LocalDate> holidays) {

    /** All time counts: what holds where nobody has said when people are there. */
    public static final OpenHours ALWAYS =
            new OpenHours(EnumSet.allOf(DayOfWeek.class), LocalTime.MIN, LocalTime.MIN, ZoneOffset.UTC, Set.of());

    /** Hours that are not reached in ten years are never reached: the longest target is a tenth of it. */
    private static final int LONGEST_DAYS = 3660;

    public OpenHours {
        days = days.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(days));
        holidays = Collections.unmodifiableSet(new TreeSet<>(holidays));
    }

    /** One stretch of open time; {@code to} no longer belongs to it. */
    private record Stretch(Instant from, Instant to) {

        Duration length() {
            return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
        }

        Stretch within(Instant start, Instant end) {
            return new Stretch(from.isBefore(start) ? start : from, to.isAfter(end) ? end : to);
        }
    }

    /** The same hours, less some days. */
    public OpenHours without(Set<LocalDate> more) {
        if (more.isEmpty()) return this;
        Set<LocalDate> all = new TreeSet<>(holidays);
        all.addAll(more);
        return new OpenHours(days, from, to, zone, all);
    }

    /** The moment at which so much open time has passed since {@code start}; empty when it never passes. */
    public Optional<Instant> after(Instant start, Duration open) {
        if (!open.isPositive()) return Optional.of(start);
        if (equals(ALWAYS)) return Optional.of(start.plus(open));
        if (days.isEmpty()) return Optional.empty();
        Duration left = open;
        // A shift of the evening before may still be open.
        LocalDate first = start.atZone(zone).toLocalDate().minusDays(1);
        for (int day = 0; day < LONGEST_DAYS; day++) {
            Stretch ahead = on(first.plusDays(day)).within(start, Instant.MAX);
            if (ahead.length().compareTo(left) >= 0)
                return Optional.of(ahead.from().plus(left));
            left = left.minus(ahead.length());
        }
        return Optional.empty();
    }

    /** How much open time lies between two moments; nothing when the second is not the later one. */
    public Duration between(Instant start, Instant end) {
        if (!start.isBefore(end)) return Duration.ZERO;
        if (equals(ALWAYS)) return Duration.between(start, end);
        Duration sum = Duration.ZERO;
        LocalDate last = end.atZone(zone).toLocalDate();
        for (LocalDate day = start.atZone(zone).toLocalDate().minusDays(1); !day.isAfter(last); day = day.plusDays(1))
            sum = sum.plus(on(day).within(start, end).length());
        return sum;
    }

    /** The hours that begin on a day; none are a stretch without length. */
    private Stretch on(LocalDate day) {
        ZonedDateTime opening = day.atTime(from).atZone(zone).withEarlierOffsetAtOverlap();
        if (!days.contains(day.getDayOfWeek()) || holidays.contains(day))
            return new Stretch(opening.toInstant(), opening.toInstant());
        ZonedDateTime closing =
                (to.isAfter(from) ? day : day.plusDays(1)).atTime(to).atZone(zone);
        // Of an hour that comes twice the opening means the first and the closing the last; a whole day ends where the
        // next begins.
        return new Stretch(
                opening.toInstant(),
                (to.equals(from) ? closing.withEarlierOffsetAtOverlap() : closing.withLaterOffsetAtOverlap())
                        .toInstant());
    }
}
