package org.gardefou.support.hours;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.ICalDate;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import org.gardefou.kit.problem.Problems;

/**
 * The days of an iCalendar (RFC 5545), as authorities and calendar services publish them: whole days, once or by a rule that repeats. Events with a
 * time of day are no holidays and are left out.
 */
final class IcalHolidays {

    /** More than this is no calendar of holidays: thirty days a year for a hundred years. */
    private static final int MOST = 3000;

    /** How often one rule may repeat until then: each day of a century and more. What repeats by the second is no holiday. */
    private static final int MOST_OFTEN = 50_000;

    /** How far ahead a rule that repeats is written out; whoever sets the calendar anew moves it on. */
    private static final Period AHEAD = Period.ofYears(10);

    /** A holiday that goes on for longer closes the year. */
    private static final int LONGEST_DAYS = 366;

    private IcalHolidays() {}

    /**
     * The days from a year before {@code today} on, with their names.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 where it is no iCalendar, or holds no whole day
     */
    static SortedMap<LocalDate, String> read(String text, LocalDate today) {
        LocalDate from = today.minusYears(1);
        LocalDate until = today.plus(AHEAD);
        SortedMap<LocalDate, String> days = new TreeMap<>();
        for (VEvent event : parsed(text).getEvents()) add(event, from, until, days);
        if (days.isEmpty())
            throw Problems.validation(
                    "/ical", "has no whole day (DTSTART;VALUE=DATE) between %s and %s".formatted(from, until));
        return days;
    }

    private static ICalendar parsed(String text) {
        List<ICalendar> calendars = Biweekly.parse(text).all();
        if (calendars.size() != 1)
            throw Problems.validation("/ical", "must be one iCalendar (RFC 5545): BEGIN:VCALENDAR … END:VCALENDAR");
        return calendars.getFirst();
    }

    private static void add(VEvent event, LocalDate from, LocalDate until, SortedMap<LocalDate, String> days) {
        if (event.getDateStart() == null || cancelled(event)) return;
        ICalDate start = event.getDateStart().getValue();
        if (start == null || start.hasTime()) return;
        String name = Optional.ofNullable(event.getSummary())
                .map(summary -> summary.getValue())
                .orElse("");
        long length = length(event, day(start));
        DateIterator each = event.getDateIterator(TimeZone.getDefault());
        for (int times = 0; each.hasNext(); times++) {
            if (times > MOST_OFTEN || days.size() > MOST)
                throw Problems.validation(
                        "/ical",
                        "repeats without end, or has more than %d days: no calendar of holidays".formatted(MOST));
            LocalDate first = day(each.next());
            if (first.isAfter(until)) return;
            for (long more = 0; more < length; more++) {
                LocalDate day = first.plusDays(more);
                if (!day.isBefore(from) && !day.isAfter(until)) days.merge(day, name, (one, other) -> one);
            }
        }
    }

    private static boolean cancelled(VEvent event) {
        return event.getStatus() != null && event.getStatus().isCancelled();
    }

    /** In days; DTEND is the first that no longer belongs to it. */
    private static long length(VEvent event, LocalDate first) {
        if (event.getDateEnd() == null || event.getDateEnd().getValue() == null) return 1;
        LocalDate behind = day(event.getDateEnd().getValue());
        return Math.clamp(ChronoUnit.DAYS.between(first, behind), 1, LONGEST_DAYS);
    }

    /** A whole day is read as its midnight where this runs. */
    private static LocalDate day(Date date) {
        return date.toInstant().atZone(ZoneId.systemDefault()).toLocalDate();
    }
}
