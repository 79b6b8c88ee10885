package org.gardefou.backup.claim;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * The hours for work that can wait. Pure.
 *
 * @param to may lie before {@code from}: then they end on the next day; the same as {@code from}: there are none
 * @param days on which they begin
 */
public record QuietHours(LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone) {

    /** Copies what it is given. */
    public QuietHours {
        days = Set.copyOf(days);
    }

    /** As they are set. */
    public static QuietHours of(QuietHoursConfig config) {
        return new QuietHours(
                config.from(),
                config.to(),
                config.days(),
                config.zone().map(ZoneId::of).orElse(ZoneId.systemDefault()));
    }

    /** Whether now is one of them. */
    public boolean at(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, zone);
        return begunOn(day, moment) || begunOn(day.minusDays(1), moment);
    }

    private boolean begunOn(LocalDate day, Instant moment) {
        if (from.equals(to) || !days.contains(day.getDayOfWeek())) return false;
        // A clock that is put forward or back moves one end only: both are looked up on that day's own wall.
        ZonedDateTime start = day.atTime(from).atZone(zone);
        ZonedDateTime end =
                (to.isAfter(from) ? day : day.plusDays(1)).atTime(to).atZone(zone);
        return !moment.isBefore(start.toInstant()) && moment.isBefore(end.toInstant());
    }
}
