package org.gardefou.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DueTimesTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.5Z");

    @Test
    void theNextBeatIsAlwaysAheadAndAtMostOneIntervalAway() {
        for (int i = 0; i < 1000; i++) {
            Instant next = DueTimes.next(UUID.randomUUID(), DAY, NOW);
            assertThat(next).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(DAY));
        }
    }

    @Test
    void aSiteKeepsItsHourOverTheChangeOfTheClocks() {
        // Given: Paris leaves summer time on 2026-10-25
        UUID site = UUID.randomUUID();
        Instant beat = DueTimes.next(site, DAY, Instant.parse("2026-10-20T00:00:00Z"));
        // When, then
        for (int day = 0; day < 14; day++) {
            Instant next = DueTimes.next(site, DAY, beat);
            assertThat(next).isEqualTo(beat.plus(DAY));
            beat = next;
        }
    }

    @Test
    void missedBeatsAreSkipped() {
        UUID site = UUID.randomUUID();
        Instant beat = DueTimes.next(site, DAY, NOW);
        Instant afterTheOutage = beat.plus(Duration.ofDays(10)).plusSeconds(60);
        assertThat(DueTimes.next(site, DAY, afterTheOutage)).isEqualTo(beat.plus(Duration.ofDays(11)));
    }

    @Test
    void theSitesOfAHosterSpreadOverTheInterval() {
        // Given ten thousand sites and the twenty-four hours of a day
        int[] hours = new int[24];
        IntStream.range(0, 10_000).forEach(i -> {
            Instant next = DueTimes.next(UUID.randomUUID(), DAY, NOW);
            hours[(int) (Duration.between(NOW, next).toSeconds() % 86_400 / 3600)]++;
        });
        // Then no hour has much more than its share of 417
        assertThat(IntStream.of(hours).max().getAsInt()).isLessThan(530);
        assertThat(IntStream.of(hours).min().getAsInt()).isGreaterThan(310);
    }
}
