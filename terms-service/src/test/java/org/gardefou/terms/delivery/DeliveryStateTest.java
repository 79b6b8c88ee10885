package org.gardefou.terms.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;

/** What becomes of a delivery by what the relay says, and when. */
class DeliveryStateTest {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration DAYS = Duration.ofDays(4);

    private final Delivery delivery = new Delivery(
            Ids.next(),
            new Delivery.Subject(Ids.next(), null, Ids.next(), Ids.next(), null, Ids.next(), Ids.next(), "fr"),
            false,
            "SERVICE",
            START);

    private static Relay.Answer answer(int code) {
        return new Relay.Answer("smtp.example.org", code, code + " words");
    }

    @Test
    void aRelayThatIsAwayOrPutsOffIsAskedAgainUntilItIsGivenUp() {
        for (int code : new int[] {0, 421, 451, 499}) {
            assertThat(delivery.notTaken(answer(code), DAYS, START.plus(DAYS).minusSeconds(1)))
                    .isTrue();
            assertThat(delivery.state()).isEqualTo(Delivery.State.WAITING);
        }

        assertThat(delivery.notTaken(answer(0), DAYS, START.plus(DAYS))).isFalse();
        assertThat(delivery.state()).isEqualTo(Delivery.State.UNDELIVERABLE);
        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.GIVEN_UP);
        assertThat(delivery.code()).isNull();
    }

    @Test
    void aRefusalEndsItAtOnce() {
        assertThat(delivery.notTaken(answer(500), DAYS, START)).isFalse();
        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.REFUSED);
    }

    @Test
    void theCheckpointOfTheFirstAttemptStays() {
        delivery.attempt(0, START);
        delivery.attempt(7, START);

        assertThat(delivery.receiptCheckpoint()).isZero();
    }

    @Test
    void whatTheRelayTookIsSentThoughTheAddressWasErasedMeanwhile() {
        delivery.notSent(Delivery.Reason.ERASED, START);
        delivery.sent(answer(250), START);

        assertThat(delivery.state()).isEqualTo(Delivery.State.SENT);
        assertThat(delivery.reason()).isNull();
    }

    @Test
    void whatEndedIsNotEndedOtherwise() {
        delivery.tooLarge(START);
        delivery.notSent(Delivery.Reason.ERASED, START);

        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.TOO_LARGE);
        assertThat(delivery.notTaken(answer(451), DAYS, START)).isFalse();
    }
}
