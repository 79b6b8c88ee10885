package org.gardefou.restore.restorepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestorePointTest {

    private static final Instant ASKED = Instant.parse("2026-05-04T08:00:00Z");

    private final RestorePoint point = new RestorePoint();

    @Test
    void whatExpiresBehindTheRequestServesItStill() {
        point.expired(ASKED.plusSeconds(1));

        assertThat(point.usableSince(ASKED)).isTrue();
        assertThat(point.usable()).isFalse();
    }

    @Test
    void whatHadExpiredBeforeDoesNot() {
        point.expired(ASKED.minusSeconds(1));

        assertThat(point.usableSince(ASKED)).isFalse();
    }

    @Test
    void whatIsCorruptNeverDoes() {
        point.corrupt(ASKED.plusSeconds(1));

        assertThat(point.usableSince(ASKED)).isFalse();
    }
}
