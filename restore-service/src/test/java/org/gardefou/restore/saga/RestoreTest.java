package org.gardefou.restore.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RestoreTest {
    private static final Instant NOW = Instant.parse("2026-11-28T18:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(10));

    private final Restore restore = new Restore(
            UUID.randomUUID(),
            new Restore.Request(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "customer", "somebody", false),
            NOW);

    @Test
    void whatHasNothingToDoIsNotLookedAtAgainBeforeItsTime() {
        restore.wait(restore.version(), LATER);
        assertThat(restore.dueAt()).isEqualTo(LATER);
    }

    @Test
    void whatCameMeanwhileIsNotPutOff() {
        restore.wait(restore.version() - 1, LATER);
        assertThat(restore.dueAt()).isEqualTo(NOW);
        // Nor is anything put off by a look at what is due later still
        restore.wait(restore.version() - 1, NOW.minusSeconds(1));
        assertThat(restore.dueAt()).isEqualTo(NOW.minusSeconds(1));
    }
}
