package org.gardefou.diagnostics.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuietTimesTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final UUID SITE = UUID.randomUUID();

    private final QuietTimes times = new QuietTimes(Duration.ofSeconds(20), Duration.ofMinutes(5));

    @Test
    void aChangePutsTheLookOff() {
        assertThat(times.due(SITE, START)).isEqualTo(START.plusSeconds(20));
        assertThat(times.due(SITE, START.plusSeconds(15))).isEqualTo(START.plusSeconds(35));
        assertThat(times.due(UUID.randomUUID(), START.plusSeconds(16))).isEqualTo(START.plusSeconds(36));
    }

    @Test
    void aSiteThatNeverRestsIsLookedAtAllTheSame() {
        List<Instant> looks = new ArrayList<>();
        for (int second = 0; second < 1_000; second += 10) {
            Instant now = START.plusSeconds(second);
            if (times.due(SITE, now).equals(now)) looks.add(now);
        }

        assertThat(looks).containsExactly(START.plusSeconds(300), START.plusSeconds(610), START.plusSeconds(920));
    }

    @Test
    void aChangeLongAfterTheLastOneBeginsAnew() {
        times.due(SITE, START);
        times.forgetQuiet(START.plusSeconds(10));

        assertThat(times.due(SITE, START.plusSeconds(3600))).isEqualTo(START.plusSeconds(3620));
    }
}
