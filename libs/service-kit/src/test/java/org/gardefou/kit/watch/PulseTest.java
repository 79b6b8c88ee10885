package org.gardefou.kit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {

    @Test
    void whatWasNeverStartedNeedNotBeat() {
        assertThat(new Pulse("one", Duration.ZERO).alive()).isTrue();
    }

    @Test
    void whatHasBeatenHasToBeatAgainUntilItEnds() {
        Pulse pulse = new Pulse("one", Duration.ofMillis(20));
        pulse.beat();
        await().atMost(Duration.ofSeconds(60)).until(() -> !pulse.alive());

        pulse.beat();
        assertThat(new Pulse("one", Duration.ofHours(1)).alive()).isTrue();

        pulse.end();
        await().during(Duration.ofMillis(100)).atMost(Duration.ofSeconds(60)).until(pulse::alive);
    }
}
