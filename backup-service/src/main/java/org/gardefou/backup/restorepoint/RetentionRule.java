package org.gardefou.backup.restorepoint;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gardefou.backup.policy.Keep;
import org.gardefou.backup.restorepoint.Kept.Why;
import org.jspecify.annotations.Nullable;

/**
 * Which restore points are kept, why, and until when. Pure.
 *
 * <p>What was promised comes first: a point stays for its time, whatever else holds. Beyond that the newest point of so many hours, days, weeks,
 * months and years stays (grandfather, father, son), by the clocks of the policy; only periods that have a point count, so that a schedule that stood
 * still does not empty the past.
 *
 * <p>What cannot be restored takes no place from what can: as long as there is a point that is not known to be broken, broken ones are neither the
 * newest nor one of the last nor the one of a period. They stay for their time, and while they are pinned, held or used, like any other.
 */
final class RetentionRule {

    private RetentionRule() {}

    /**
     * One restore point as far as the rule looks.
     *
     * @param pin null: none
     * @param suspicion null: none
     * @param broken whether it is known that it cannot be restored
     */
    record Point(
            UUID id,
            Instant takenAt,
            @Nullable Pin pin,
            @Nullable Suspicion suspicion,
            boolean held,
            boolean inUse,
            boolean broken) {}

    /**
     * What holds for the points of a site.
     *
     * @param time how long each is kept
     * @param promised whether that time was promised by a contract
     * @param newest whether the newest one stays, however old: while more are promised, a late backup must not take the last
     * @param end what the end of a contract brings; empty while there is one, or where there never was
     */
    record Rules(Duration time, boolean promised, boolean newest, Keep keep, ZoneId zone, Optional<End> end) {}

    /**
     * The end of a contract: what there was stays until a day, and longer only where it was promised for longer or is held.
     *
     * @param since how long each is kept that was made when the contract had ended
     */
    record End(Instant at, Instant deletion, Duration since) {}

    /** Why each point is kept; nothing: it has had its time. */
    static Map<UUID, List<Kept>> judge(List<Point> points, Rules rules, Instant now) {
        List<Point> newestFirst = points.stream()
                .sorted(Comparator.comparing(Point::takenAt)
                        .thenComparing(Point::id)
                        .reversed())
                .toList();
        List<Point> counted = counted(newestFirst);
        Map<UUID, List<Kept>> found = new HashMap<>();
        int place = 0;
        for (Point point : newestFirst) {
            List<Kept> why = new ArrayList<>();
            found.put(point.id(), why);
            byTime(point, rules, now, why);
            if (place < counted.size() && counted.get(place) == point) {
                if (place == 0 && rules.newest()) why.add(new Kept(Why.NEWEST, null));
                if (place < rules.keep().last()) why.add(new Kept(Why.LAST, null));
                place++;
            }
            byOthers(point, rules, now, why);
        }
        for (Period period : Period.values()) byPeriod(period, counted, rules, found);
        return found;
    }

    /** Those that can be the newest, one of the last and the one of a period: all, where none is known to be whole. */
    private static List<Point> counted(List<Point> newestFirst) {
        List<Point> whole =
                newestFirst.stream().filter(point -> !point.broken()).toList();
        return whole.isEmpty() ? newestFirst : whole;
    }

    private static void byTime(Point point, Rules rules, Instant now, List<Kept> why) {
        boolean behind =
                rules.end().filter(end -> point.takenAt().isAfter(end.at())).isPresent();
        Instant until = point.takenAt().plus(behind ? rules.end().orElseThrow().since() : rules.time());
        if (!until.isBefore(now)) why.add(new Kept(rules.promised() && !behind ? Why.PROMISED : Why.USUAL, until));
        if (behind) return;
        rules.end()
                .filter(end -> end.deletion().isAfter(now))
                .ifPresent(end -> why.add(new Kept(Why.AFTER_END, end.deletion())));
    }

    private static void byOthers(Point point, Rules rules, Instant now, List<Kept> why) {
        Pin pin = point.pin();
        boolean over = rules.end()
                .filter(end -> !end.deletion().isAfter(now) && !point.takenAt().isAfter(end.at()))
                .isPresent();
        if (pin != null && pin.holds(now) && !over) why.add(new Kept(Why.PINNED, pin.until()));
        Suspicion suspicion = point.suspicion();
        if (suspicion != null && suspicion.holds(now) && !over) why.add(new Kept(Why.SUSPECTED, suspicion.until()));
        if (point.inUse()) why.add(new Kept(Why.IN_USE, null));
        if (point.held()) why.add(new Kept(Why.HELD, null));
    }

    private static void byPeriod(Period period, List<Point> newestFirst, Rules rules, Map<UUID, List<Kept>> found) {
        int left = period.number.apply(rules.keep());
        @Nullable ZonedDateTime last = null;
        for (Point point : newestFirst) {
            if (left == 0) return;
            ZonedDateTime start = period.start(point.takenAt().atZone(rules.zone()));
            if (start.equals(last)) continue;
            last = start;
            left--;
            Instant until =
                    period.later(start, period.number.apply(rules.keep())).toInstant();
            found.getOrDefault(point.id(), new ArrayList<>()).add(new Kept(period.why, until));
        }
    }

    /** The periods of the calendar of which one point each is kept. */
    private enum Period {
        HOUR(Why.HOURLY, Keep::hourly),
        DAY(Why.DAILY, Keep::daily),
        WEEK(Why.WEEKLY, Keep::weekly),
        MONTH(Why.MONTHLY, Keep::monthly),
        YEAR(Why.YEARLY, Keep::yearly);

        private final Why why;
        private final Function<Keep, Integer> number;

        Period(Why why, Function<Keep, Integer> number) {
            this.why = why;
            this.number = number;
        }

        ZonedDateTime start(ZonedDateTime at) {
            if (this == HOUR) return at.truncatedTo(ChronoUnit.HOURS);
            return startOf(at.toLocalDate()).atStartOfDay(at.getZone());
        }

        private LocalDate startOf(LocalDate day) {
            return switch (this) {
                case HOUR, DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
            };
        }

        /** So many periods later: by then as many newer ones can have a point. */
        ZonedDateTime later(ZonedDateTime start, int number) {
            return switch (this) {
                case HOUR -> start.plusHours(number);
                case DAY -> start.plusDays(number);
                case WEEK -> start.plusWeeks(number);
                case MONTH -> start.plusMonths(number);
                case YEAR -> start.plusYears(number);
            };
        }
    }
}
