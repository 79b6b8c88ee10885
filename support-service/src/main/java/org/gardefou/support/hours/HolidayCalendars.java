package org.gardefou.support.hours;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The hoster's holiday calendars. */
@ApplicationScoped
public class HolidayCalendars implements PanacheRepositoryBase<HolidayCalendar, String> {

    List<HolidayCalendar> all() {
        return list("order by code");
    }

    /** The days of several calendars from a day on; what nobody has set is left out. */
    public Set<LocalDate> days(Collection<String> codes, LocalDate from) {
        Set<LocalDate> days = new TreeSet<>();
        for (HolidayCalendar calendar : list("code in ?1", codes))
            days.addAll(calendar.days().tailMap(from).keySet());
        return days;
    }

    /** Those of some codes that nobody has set. */
    public Set<String> unknown(Collection<String> codes) {
        Set<String> unknown = new TreeSet<>(codes);
        list("code in ?1", codes).forEach(calendar -> unknown.remove(calendar.code()));
        return unknown;
    }
}
