package org.gardefou.backup.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final QuietHours NIGHT = hours("22:00", "06:00", EnumSet.allOf(DayOfWeek.class));

    @Test
    void theyGoOverMidnightOnTheHostersClock() {
        assertThat(NIGHT.at(Instant.parse("2026-11-28T20:59:59Z"))).isFalse();
        assertThat(NIGHT.at(Instant.parse("2026-11-28T21:00:00Z"))).isTrue();
        assertThat(NIGHT.at(Instant.parse("2026-11-29T04:59:59Z"))).isTrue();
        assertThat(NIGHT.at(Instant.parse("2026-11-29T05:00:00Z"))).isFalse();
        // In summer the same wall shows another hour of the world
        assertThat(NIGHT.at(Instant.parse("2026-07-01T04:30:00Z"))).isFalse();
    }

    @Test
    void aNightBelongsToTheDayOnWhichItBegins() {
        QuietHours saturday = hours("22:00", "06:00", Set.of(DayOfWeek.SATURDAY));
        assertThat(saturday.at(Instant.parse("2026-11-29T03:00:00Z"))).isTrue();
        assertThat(saturday.at(Instant.parse("2026-11-28T03:00:00Z"))).isFalse();
    }

    @Test
    void theSameHourTwiceIsNever() {
        QuietHours never = hours("03:00", "03:00", EnumSet.allOf(DayOfWeek.class));
        assertThat(never.at(Instant.parse("2026-11-28T02:00:00Z"))).isFalse();
    }

    private static QuietHours hours(String from, String to, Set<DayOfWeek> days) {
        return new QuietHours(LocalTime.parse(from), LocalTime.parse(to), days, PARIS);
    }
}
