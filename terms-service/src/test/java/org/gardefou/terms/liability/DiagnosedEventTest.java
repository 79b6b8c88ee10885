package org.gardefou.terms.liability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.gardefou.terms.liability.DiagnosedEvent.Reason;
import org.junit.jupiter.api.Test;

class DiagnosedEventTest {

    private static final UUID ID = UUID.randomUUID();

    @Test
    void aSiteThatIsNotWellAsksForAnAssessment() {
        assertThat(seen("DOWN", new Reason("REQUESTED", null, null))).isTrue();
        assertThat(seen("DEGRADED", new Reason("RECHECK", null, null))).isTrue();
        assertThat(seen("HEALTHY", new Reason("REQUESTED", null, null))).isFalse();
        assertThat(seen("UNKNOWN", new Reason("REQUESTED", null, null))).isFalse();
    }

    @Test
    void whatIsSeenBecauseOfARestoreIsNobodysPart() {
        assertThat(seen("DOWN", new Reason("AFTER_RESTORE", ID, null))).isFalse();
        assertThat(seen("DOWN", new Reason("AFTER_CHANGE", null, ID))).isFalse();
    }

    private static boolean seen(String health, Reason reason) {
        return new DiagnosedEvent(ID, ID, ID, reason, health, null, null, null, null, Instant.EPOCH)
                .asksForAssessment();
    }
}
