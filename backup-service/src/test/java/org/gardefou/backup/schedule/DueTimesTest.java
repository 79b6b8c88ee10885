package org.gardefou.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gardefou.backup.policy.Rhythm;
import org.gardefou.backup.policy.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DueTimesTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Window NIGHT = new Window(LocalTime.of(1, 0), LocalTime.of(5, 0));
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.5Z");

    /** Zones that change their clocks at two, at midnight, by half an hour, in the other half of the year, and never. */
    private static final List<String> ZONES = List.of(
            "Europe/Paris",
            "America/New_York",
            "Africa/Cairo",
            "Asia/Beirut",
            "Australia/Lord_Howe",
            "Australia/Sydney",
            "Asia/Kolkata",
            "UTC");

    private static final List<Window> WINDOWS = List.of(
            NIGHT,
            new Window(LocalTime.of(22, 0), LocalTime.of(6, 0)),
            new Window(LocalTime.of(0, 0), LocalTime.of(0, 0)),
            new Window(LocalTime.of(2, 0), LocalTime.of(3, 0)));

    static Stream<Arguments> placesAndHours() {
        return ZONES.stream().flatMap(zone -> WINDOWS.stream().map(window -> Arguments.of(ZoneId.of(zone), window)));
    }

    @ParameterizedTest
    @MethodSource("placesAndHours")
    void eachDayOfTheYearHasExactlyOneDailyBackup(ZoneId zone, Window window) {
        for (UUID site : sites(20)) {
            List<Instant> year = beats(site, new Rhythm(DAY, window, zone), "2026-01-01T12:00:00Z", 366);
            Map<LocalDate, Integer> days = new HashMap<>();
            // A window that goes past midnight belongs to the day on which it begins
            year.forEach(at -> days.merge(
                    ZonedDateTime.ofInstant(at, zone)
                            .toLocalDateTime()
                            .minusHours(window.from().getHour())
                            .toLocalDate(),
                    1,
                    Integer::sum));
            assertThat(days).hasSize(366);
            assertThat(days.values()).containsOnly(1);
            for (int i = 1; i < year.size(); i++) {
                assertThat(Duration.between(year.get(i - 1), year.get(i)))
                        .isBetween(Duration.ofHours(23), DueTimes.longestGap(DAY));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("placesAndHours")
    void itLiesInTheWindowByTheClocksOfThePlace(ZoneId zone, Window window) {
        for (UUID site : sites(50)) {
            for (Instant at : beats(site, new Rhythm(DAY, window, zone), "2026-01-01T12:00:00Z", 366)) {
                LocalTime time = LocalTime.ofInstant(at, zone);
                long behind =
                        Math.floorMod(Duration.between(window.from(), time).toSeconds(), DAY.toSeconds());
                // On the day on which the clocks are put forward what they leave out is later by as much
                boolean forward =
                        !zone.getRules().getOffset(at).equals(zone.getRules().getOffset(at.minus(Duration.ofHours(2))));
                assertThat(Duration.ofSeconds(behind))
                        .isLessThan(window.length().plusHours(forward ? 1 : 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PT1M", "PT1H", "PT6H", "PT23H", "PT24H", "PT36H", "P2D", "P7D", "P30D", "P31D", "P90D", "P365D"
            })
    void theNextOneIsAlwaysAheadAndNeverFartherAwayThanPromised(String every) {
        Duration promised = Duration.parse(every);
        Random random = new Random(7);
        for (UUID site : sites(300)) {
            Rhythm rhythm = new Rhythm(
                    promised,
                    WINDOWS.get(random.nextInt(WINDOWS.size())),
                    ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
            Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(3 * 31_536_000));
            Instant next = DueTimes.next(site, rhythm, now);
            assertThat(next).isAfter(now);
            Instant behind = DueTimes.next(site, rhythm, next);
            Duration gap = Duration.between(next, behind);
            assertThat(gap).isPositive().isLessThanOrEqualTo(DueTimes.longestGap(promised));
            // The clocks being put back is the only reason for more than was promised
            assertThat(gap).isLessThanOrEqualTo(promised.plusHours(promised.compareTo(DAY) < 0 ? 0 : 1));
            // And from any moment in between the next one is the same
            Instant between = next.plusSeconds(random.nextLong(gap.toSeconds()));
            assertThat(DueTimes.next(site, rhythm, between)).isEqualTo(behind);
        }
    }

    @Test
    void aSiteKeepsItsTimeOverTheChangeOfTheClocks() {
        UUID site = UUID.randomUUID();
        Rhythm rhythm = new Rhythm(DAY, new Window(LocalTime.of(4, 0), LocalTime.of(6, 0)), PARIS);
        // Paris leaves summer time on 2026-10-25
        assertThat(beats(site, rhythm, "2026-10-20T12:00:00Z", 10))
                .extracting(at -> LocalTime.ofInstant(at, PARIS))
                .hasSize(10)
                .containsOnly(LocalTime.ofInstant(DueTimes.next(site, rhythm, NOW), PARIS));
    }

    @Test
    void aWeeklyBackupKeepsItsDay() {
        for (UUID site : sites(50)) {
            assertThat(beats(site, new Rhythm(Duration.ofDays(7), NIGHT, PARIS), "2026-01-01T12:00:00Z", 52))
                    .extracting(at -> at.atZone(PARIS).getDayOfWeek())
                    .satisfies(days -> assertThat(days.stream().distinct()).hasSize(1));
        }
    }

    @Test
    void eachMonthHasOneMonthlyBackupOnItsDayOrItsLast() {
        for (UUID site : sites(200)) {
            List<LocalDate> days =
                    beats(site, new Rhythm(Duration.ofDays(31), NIGHT, PARIS), "2027-12-31T12:00:00Z", 36).stream()
                            .map(at -> at.atZone(PARIS).toLocalDate())
                            .toList();
            assertThat(days).extracting(YearMonth::from).doesNotHaveDuplicates();
            int day = days.stream().mapToInt(LocalDate::getDayOfMonth).max().orElseThrow();
            // 2028 is a leap year
            assertThat(days).allMatch(one -> one.getDayOfMonth() == Math.min(day, one.lengthOfMonth()));
            assertThat(YearMonth.from(days.getFirst())).isEqualTo(YearMonth.of(2028, 1));
            assertThat(YearMonth.from(days.getLast())).isEqualTo(YearMonth.of(2030, 12));
        }
    }

    @Test
    void missedOnesAreSkipped() {
        UUID site = UUID.randomUUID();
        Rhythm rhythm = new Rhythm(DAY, NIGHT, ZoneId.of("UTC"));
        Instant beat = DueTimes.next(site, rhythm, NOW);
        assertThat(DueTimes.next(site, rhythm, beat.plus(Duration.ofDays(10)).plusSeconds(60)))
                .isEqualTo(beat.plus(Duration.ofDays(11)));
    }

    @Test
    void aDayThatAPlaceSkippedIsSkipped() {
        // Samoa went from the 29th to the 31st of December 2011
        ZoneId apia = ZoneId.of("Pacific/Apia");
        List<Instant> beats = beats(UUID.randomUUID(), new Rhythm(DAY, NIGHT, apia), "2011-12-29T20:00:00Z", 3);
        assertThat(beats).doesNotHaveDuplicates().isSorted();
        assertThat(beats).extracting(at -> LocalDate.ofInstant(at, apia)).doesNotContain(LocalDate.of(2011, 12, 30));
    }

    @Test
    void theSitesOfAServerSpreadOverTheWindowEvenWhereTheirIdsWereGivenOneAfterTheOther() {
        int[] quarters = new int[16];
        IntStream.range(0, 10_000).forEach(i -> {
            UUID site = new UUID(0x0198c5a27c007000L, 0x8000000000000000L + i);
            LocalTime at = LocalTime.ofInstant(DueTimes.next(site, new Rhythm(DAY, NIGHT, PARIS), NOW), PARIS);
            quarters[(int) Duration.between(NIGHT.from(), at).toMinutes() / 15]++;
        });
        // Each quarter of an hour has its share of 625, give or take four standard deviations
        assertThat(IntStream.of(quarters).max().getAsInt()).isLessThan(725);
        assertThat(IntStream.of(quarters).min().getAsInt()).isGreaterThan(525);
    }

    private static List<Instant> beats(UUID site, Rhythm rhythm, String from, int number) {
        List<Instant> found = new ArrayList<>();
        Instant at = Instant.parse(from);
        for (int i = 0; i < number; i++) {
            at = DueTimes.next(site, rhythm, at);
            found.add(at);
        }
        return found;
    }

    /** The same ones each time: a test that fails now and then helps nobody. */
    private static List<UUID> sites(int number) {
        Random random = new Random(42);
        return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(number)
                .toList();
    }
}
