package org.gardefou.terms.liability;

import static org.assertj.core.api.Assertions.assertThat;

import org.gardefou.terms.liability.Facts.Actor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActorTest {

    /** Every word that diagnostics-service has for who made a change. */
    @ParameterizedTest
    @CsvSource({"CUSTOMER, CUSTOMER", "STAFF, HOST", "AUTOMATION, HOST", "UNKNOWN, UNKNOWN"})
    void isReadInTheWordsOfWhoeverTells(String told, Actor actor) {
        assertThat(Actor.of(told)).isEqualTo(actor);
    }
}
