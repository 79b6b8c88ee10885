package org.gardefou.support.hours;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Days on which nobody is there, each with its name. */
@Entity
@Table(name = "holiday_calendar")
public class HolidayCalendar {

    @Id
    private String code;

    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    private TreeMap<LocalDate, String> days;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected HolidayCalendar() {}

    HolidayCalendar(String code, String name, SortedMap<LocalDate, String> days, Instant now) {
        this.code = code;
        this.name = name;
        this.days = new TreeMap<>(days);
        this.changedAt = now;
    }

    void holds(String called, SortedMap<LocalDate, String> holidays, Instant now) {
        name = called;
        days = new TreeMap<>(holidays);
        changedAt = now;
    }

    String code() {
        return code;
    }

    String name() {
        return name;
    }

    SortedMap<LocalDate, String> days() {
        return days;
    }

    Instant changedAt() {
        return changedAt;
    }

    long version() {
        return version;
    }
}
