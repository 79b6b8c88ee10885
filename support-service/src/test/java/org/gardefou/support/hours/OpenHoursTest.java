package org.gardefou.support.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenHoursTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    private static OpenHours hours(Set<DayOfWeek> days, String from, String to) {
        return new OpenHours(days, LocalTime.parse(from), LocalTime.parse(to), PARIS, Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        // in the hours, over the night, over the weekend, before they open, on a Sunday
        "2026-11-23T09:00:00Z, PT2H, 2026-11-23T11:00:00Z",
        "2026-11-23T16:00:00Z, PT2H, 2026-11-24T09:00:00Z",
        "2026-11-27T16:30:00Z, PT1H, 2026-11-30T08:30:00Z",
        "2026-11-23T02:00:00Z, PT1H, 2026-11-23T09:00:00Z",
        "2026-11-29T12:00:00Z, PT9H, 2026-11-30T17:00:00Z",
        // exactly until they close: not the next morning
        "2026-11-23T08:00:00Z, PT9H, 2026-11-23T17:00:00Z",
        "2026-11-23T08:00:00Z, PT9H1S, 2026-11-24T08:00:01Z",
        // the hour has moved in between: nine in the morning is an hour later in UTC
        "2026-10-23T15:00:00Z, PT2H, 2026-10-26T09:00:00Z",
    })
    void countsOnlyWhatIsOpen(Instant start, Duration open, Instant end) {
        assertThat(hours(WORKDAYS, "09:00", "18:00").after(start, open)).contains(end);
        assertThat(hours(WORKDAYS, "09:00", "18:00").between(start, end)).isEqualTo(open);
    }

    @Test
    void aHolidayDoesNotCount() {
        OpenHours hours = hours(WORKDAYS, "09:00", "18:00").without(Set.of(LocalDate.parse("2026-12-25")));

        assertThat(hours.after(Instant.parse("2026-12-24T16:00:00Z"), Duration.ofHours(2)))
                .contains(Instant.parse("2026-12-28T09:00:00Z"));
    }

    @Test
    void aNightShiftBelongsToTheDayOnWhichItBegins() {
        OpenHours nights = hours(EnumSet.of(DayOfWeek.FRIDAY), "22:00", "06:00");

        // Saturday at three in the morning is still Friday's shift, and the next one is a week later
        assertThat(nights.after(Instant.parse("2026-11-28T02:00:00Z"), Duration.ofHours(4)))
                .contains(Instant.parse("2026-12-04T22:00:00Z"));
        // A holiday takes the shift that begins on it, not the one that ends on it
        OpenHours every = hours(EVERY_DAY, "22:00", "06:00").without(Set.of(LocalDate.parse("2026-11-28")));
        assertThat(every.between(Instant.parse("2026-11-27T21:00:00Z"), Instant.parse("2026-11-29T21:00:00Z")))
                .isEqualTo(Duration.ofHours(8));
    }

    @Test
    void theNightInWhichTheClocksChangeCountsWhatReallyPasses() {
        OpenHours always = hours(EVERY_DAY, "00:00", "00:00");
        OpenHours nights = hours(EVERY_DAY, "22:00", "06:00");

        // 25 October 2026 has 25 hours in Paris, 29 March 23
        assertThat(nights.between(Instant.parse("2026-10-24T20:00:00Z"), Instant.parse("2026-10-25T05:00:00Z")))
                .isEqualTo(Duration.ofHours(9));
        assertThat(nights.between(Instant.parse("2026-03-28T21:00:00Z"), Instant.parse("2026-03-29T04:00:00Z")))
                .isEqualTo(Duration.ofHours(7));
        Instant start = Instant.parse("2026-10-24T10:00:00Z");
        assertThat(always.after(start, Duration.ofDays(30))).contains(start.plus(Duration.ofDays(30)));
        // Hours that begin in the hour that is left out
        OpenHours early = hours(EVERY_DAY, "02:30", "04:00");
        assertThat(early.between(Instant.parse("2026-03-29T00:00:00Z"), Instant.parse("2026-03-29T06:00:00Z")))
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void hoursThatAreNeverOpenAreNeverOver() {
        Instant start = Instant.parse("2026-11-23T09:00:00Z");
        OpenHours never = hours(Set.of(), "09:00", "18:00");

        assertThat(never.after(start, Duration.ofHours(1))).isEmpty();
        assertThat(never.between(start, start.plus(Duration.ofDays(400)))).isZero();
        assertThat(never.after(start, Duration.ZERO)).contains(start);
    }

    @Test
    void whereNobodySaysWhenAllTimeCounts() {
        Instant start = Instant.parse("2026-11-28T23:00:00Z");

        assertThat(OpenHours.ALWAYS.after(start, Duration.ofHours(8))).contains(start.plus(Duration.ofHours(8)));
        assertThat(OpenHours.ALWAYS.between(start, start.plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
        assertThat(OpenHours.ALWAYS.between(start, start.minusSeconds(5))).isZero();
    }

    /** What is open between a start and the moment after which so much was open is so much, wherever one starts and cuts. */
    @Test
    void addingAndMeasuringAgree() {
        Random random = new Random(7);
        Set<LocalDate> holidays = Set.of(LocalDate.parse("2026-11-11"), LocalDate.parse("2026-12-25"));
        for (int round = 0; round < 2000; round++) {
            Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.of(1 + random.nextInt(7)));
            LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
            OpenHours hours = new OpenHours(
                    days,
                    from,
                    from.plusMinutes(120 + random.nextInt(1320)),
                    ZoneId.of(random.nextBoolean() ? "Europe/Paris" : "America/St_Johns"),
                    holidays);
            Instant start = Instant.parse("2026-09-01T00:00:00Z").plusSeconds(random.nextInt(120 * 86_400));
            Duration open = Duration.ofSeconds(1 + random.nextInt(200_000));

            Instant end = hours.after(start, open).orElseThrow();
            Instant between = start.plusSeconds(
                    random.nextLong(1 + Duration.between(start, end).toSeconds()));

            assertThat(hours.between(start, end)).isEqualTo(open);
            assertThat(hours.between(start, between).plus(hours.between(between, end)))
                    .isEqualTo(open);
            assertThat(hours.between(start, end.minusSeconds(1))).isLessThan(open);
        }
    }
}
