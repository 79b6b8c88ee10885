package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
    private final List<Progress> heard = new ArrayList<>();
    private long nanos;
    private final ProgressMeter meter = new ProgressMeter(heard::add, () -> nanos);

    @Test
    void neverGoesBackwardsWhileTheTotalGrows() {
        // Given a backup whose total grows as files are found
        after(1).update(50, 100, 1, 2);
        after(1).update(60, 1000, 2, 20);
        after(1).update(1000, 1000, 20, 20);
        meter.finished(1000, 20);

        // Then the percentage stays where it was until the rest has caught up, and 100 comes last only
        assertThat(heard).extracting(Progress::percent).containsExactly(50.0, 50.0, 99.0, 100.0);
    }

    @Test
    void guessesRateAndRemainingTime() {
        // Given a steady 100 bytes a second
        after(1).update(100, 1000, 0, 1);
        after(1).update(200, 1000, 0, 1);

        // Then the rest takes as long as the rate says
        assertThat(heard.getLast().bytesPerSecond()).isEqualTo(100);
        assertThat(heard.getLast().remaining()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void hasNoGuessWithoutAnyBytes() {
        // Given nothing read yet, then there is no guess
        after(1).update(0, 0, 0, 0);
        assertThat(heard.getLast().remaining()).isNull();
        assertThat(heard.getLast().percent()).isZero();
    }

    private ProgressMeter after(int seconds) {
        nanos += seconds * 1_000_000_000L;
        return meter;
    }
}
