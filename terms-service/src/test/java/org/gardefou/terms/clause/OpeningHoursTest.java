package org.gardefou.terms.clause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Promises.Hours;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY | 09:00 | 18:00 | Europe/Paris | du lundi au vendredi, de 9 h à 18 h (heure de Paris) | Monday to Friday, 9:00 to 18:00 (Paris time)
            MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY | 00:00 | 24:00 | Europe/Paris | tous les jours, 24 heures sur 24 (heure de Paris) | every day, around the clock (Paris time)
            SATURDAY MONDAY | 08:30 | 12:00 | America/Port_of_Spain | le lundi, le samedi, de 8 h 30 à 12 h (heure de Port of Spain) | on Monday, on Saturday, 8:30 to 12:00 (Port of Spain time)
            MONDAY TUESDAY | 09:00 | 24:00 | UTC | le lundi, le mardi, de 9 h à 24 h (heure de UTC) | on Monday, on Tuesday, 9:00 to 24:00 (UTC time)
            """)
    void hoursAreSaidAsPeopleSayThem(String days, String from, String to, String zone, String fr, String en) {
        Set<DayOfWeek> on = Stream.of(days.split(" ")).map(DayOfWeek::valueOf).collect(Collectors.toSet());
        Hours hours = new Hours(on, from, to, zone);

        assertThat(OpeningHours.of(hours, Language.FR)).isEqualTo(fr);
        assertThat(OpeningHours.of(hours, Language.EN)).isEqualTo(en);
    }
}
