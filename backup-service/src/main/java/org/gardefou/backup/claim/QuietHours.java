package org.gardefou.backup.claim;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.UUID;

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

    /**
     * Whether a site's turn has come within them: its place in their first half depends on the site alone, so that the sites of a hoster do
     * not begin together, and the second half is for what takes long.
     */
    public boolean turnOf(UUID site, Instant moment) {
        Duration jitter = Duration.ofSeconds(
                Math.floorMod(site.hashCode() * 0x9E3779B97F4A7C15L, Math.max(1, length().toSeconds() / 2)));
        return at(moment) && at(moment.minus(jitter));
    }

    private boolean begunOn(LocalDate day, Instant moment) {
        if (from.equals(to) || !days.contains(day.getDayOfWeek())) return false;
        // A clock that is put forward or back moves one end only: both are looked up on that day's own wall.
        ZonedDateTime start = day.atTime(from).atZone(zone);
        ZonedDateTime end =
                (to.isAfter(from) ? day : day.plusDays(1)).atTime(to).atZone(zone);
        return !moment.isBefore(start.toInstant()) && moment.isBefore(end.toInstant());
    }

    private Duration length() {
        Duration between = Duration.between(from, to);
        return between.isPositive() ? between : between.plusDays(1);
    }
}
