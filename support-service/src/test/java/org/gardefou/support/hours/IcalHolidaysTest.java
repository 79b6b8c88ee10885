package org.gardefou.support.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IcalHolidaysTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-28");

    private static String calendar(String... events) {
        StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n");
        for (String event : events)
            text.append("BEGIN:VEVENT\r\n").append(event.replace("\n", "\r\n")).append("\r\nEND:VEVENT\r\n");
        return text.append("END:VCALENDAR\r\n").toString();
    }

    @Test
    void holidaysAreWholeDaysOnceOrEachYear() {
        SortedMap<LocalDate, String> days = IcalHolidays.read(
                calendar(
                        "UID:1\nDTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY\nSUMMARY:Noël",
                        "UID:2\nDTSTART;VALUE=DATE:20270329\nSUMMARY:Lundi de Pâques",
                        "UID:3\nDTSTART;VALUE=DATE:20261228\nDTEND;VALUE=DATE:20270102\nSUMMARY:Fermeture",
                        "UID:4\nDTSTART:20261201T090000Z\nSUMMARY:Réunion",
                        "UID:5\nDTSTART;VALUE=DATE:20261202\nSTATUS:CANCELLED\nSUMMARY:Annulé"),
                TODAY);

        assertThat(days)
                .containsEntry(LocalDate.parse("2026-12-25"), "Noël")
                .containsEntry(LocalDate.parse("2035-12-25"), "Noël")
                .containsEntry(LocalDate.parse("2027-03-29"), "Lundi de Pâques")
                .containsEntry(LocalDate.parse("2026-12-28"), "Fermeture")
                .containsEntry(LocalDate.parse("2027-01-01"), "Fermeture")
                .doesNotContainKeys(
                        LocalDate.parse("2027-01-02"),
                        LocalDate.parse("2026-12-01"),
                        LocalDate.parse("2026-12-02"),
                        LocalDate.parse("2024-12-25"));
    }

    /** A date is that date, wherever this runs. */
    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo"})
    void aDayIsTheSameDayInEveryZone(String zone) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            assertThat(IcalHolidays.read(calendar("UID:1\nDTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY"), TODAY))
                    .containsKeys(LocalDate.parse("2026-12-25"), LocalDate.parse("2030-12-25"))
                    .hasSize(11);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no calendar",
                "BEGIN:VCALENDAR\r\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:99999999\r\nEND:VEVENT\r\nEND:VCALENDAR"
            })
    void whatIsNoCalendarOfHolidaysIsRefused(String text) {
        assertThatThrownBy(() -> IcalHolidays.read(text, TODAY)).isInstanceOf(HttpProblem.class);
    }

    @Test
    void aRuleThatNeverEndsIsCut() {
        assertThatThrownBy(() ->
                        IcalHolidays.read(calendar("UID:1\nDTSTART;VALUE=DATE:19000101\nRRULE:FREQ=DAILY"), TODAY))
                .isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() ->
                        IcalHolidays.read(calendar("UID:1\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=SECONDLY"), TODAY))
                .isInstanceOf(HttpProblem.class);
        assertThat(IcalHolidays.read(
                        calendar("UID:1\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=SECONDLY;COUNT=3\nSUMMARY:odd"),
                        TODAY))
                .containsKey(LocalDate.parse("2026-01-01"));
    }
}
