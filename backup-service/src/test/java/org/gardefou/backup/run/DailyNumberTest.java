package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DailyNumberTest {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void belowTheNumberAnybodyMayAsk() {
        assertThat(DailyNumber.nextAfter(List.of(), 1)).isEmpty();
        assertThat(DailyNumber.nextAfter(List.of(T), 2)).isEmpty();
    }

    @Test
    void atTheNumberTheOldestMustBeADayOld() {
        assertThat(DailyNumber.nextAfter(List.of(T, T.plusSeconds(60)), 2)).contains(T.plusSeconds(86_400));
    }

    @Test
    void whenTheNumberWasLoweredAsManyMustBeADayOldAsAreTooMany() {
        assertThat(DailyNumber.nextAfter(List.of(T, T.plusSeconds(60), T.plusSeconds(120)), 2))
                .contains(T.plusSeconds(86_460));
    }

    @Test
    void noNumberIsAnyNumber() {
        assertThat(DailyNumber.nextAfter(List.of(T, T, T), 0)).isEmpty();
    }
}
