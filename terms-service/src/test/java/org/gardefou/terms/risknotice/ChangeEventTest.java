package org.gardefou.terms.risknotice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeEventTest {

    /** Every word that diagnostics-service has for who made a change. */
    @ParameterizedTest
    @CsvSource({"CUSTOMER, false", "STAFF, true", "AUTOMATION, true", "UNKNOWN, false"})
    void isTheHostersWhenItsStaffOrItsJobsMadeIt(String actor, boolean byHost) {
        UUID id = new UUID(7, 1);
        ChangeEvent event = new ChangeEvent(
                id,
                id,
                id,
                new ChangeEvent.Actor(actor, null),
                null,
                null,
                null,
                Instant.parse("2026-11-23T10:00:00Z"));

        assertThat(event.byHost()).isEqualTo(byHost);
    }
}
