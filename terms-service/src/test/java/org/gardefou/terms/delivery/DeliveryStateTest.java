package org.gardefou.terms.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.durable.PaperFile;
import org.gardefou.terms.language.Language;
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

    private static Answer answer(int code) {
        return answer(Answer.Stage.RECIPIENT, code);
    }

    private static Answer answer(Answer.Stage stage, int code) {
        return new Answer("smtp.example.org", stage, code, code + " words");
    }

    /** An attempt as far as the mail is handed over; then the relay says that. */
    private boolean notTaken(Answer answer, Instant at) {
        PaperFile file = new PaperFile(new byte[] {1}, "0".repeat(64), Language.FR);
        delivery.attempt(0, at);
        delivery.holds(
                "0".repeat(64),
                new Letter("", "", "", Language.FR, List.of(new Letter.Attached("conditions.pdf", file))));
        return delivery.notTaken(answer, DAYS, at);
    }

    @Test
    void aRelayThatIsAwayOrPutsOffIsAskedAgainUntilItIsGivenUp() {
        for (int code : new int[] {0, 421, 451, 499}) {
            assertThat(notTaken(answer(code), START.plus(DAYS).minusSeconds(1))).isTrue();
            assertThat(delivery.state()).isEqualTo(Delivery.State.WAITING);
        }

        assertThat(notTaken(answer(0), START.plus(DAYS))).isFalse();
        assertThat(delivery.state()).isEqualTo(Delivery.State.UNDELIVERABLE);
        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.GIVEN_UP);
        assertThat(delivery.code()).isNull();
    }

    @Test
    void aRefusalEndsItAtOnce() {
        assertThat(notTaken(answer(500), START)).isFalse();
        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.REFUSED);
    }

    @Test
    void whatTheRelayHasAgainstUsIsTriedUntilItIsGivenUp() {
        for (Answer.Stage stage : new Answer.Stage[] {Answer.Stage.OPENING, Answer.Stage.SENDER})
            assertThat(notTaken(answer(stage, 535), START)).isTrue();

        assertThat(notTaken(answer(Answer.Stage.OPENING, 535), START.plus(DAYS)))
                .isFalse();
        assertThat(delivery.state()).isEqualTo(Delivery.State.UNDELIVERABLE);
        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.GIVEN_UP);
        assertThat(delivery.code()).isEqualTo(535);
    }

    @Test
    void whoseAnswerWasLostOnceIsNeverSaidNotToHaveArrived() {
        assertThat(notTaken(answer(Answer.Stage.END, 0), START)).isTrue();
        assertThat(notTaken(answer(451), START)).isTrue();

        assertThat(notTaken(answer(451), START.plus(DAYS))).isFalse();
        assertThat(delivery.state()).isEqualTo(Delivery.State.UNWRITTEN);
        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.ANSWER_LOST);
    }

    @Test
    void aProcessThatDiesWithAMailOnItsWayLeavesADoubt() {
        assertThat(notTaken(answer(451), START)).isTrue();
        delivery.holds(
                "0".repeat(64),
                new Letter(
                        "",
                        "",
                        "",
                        Language.FR,
                        List.of(new Letter.Attached(
                                "a.pdf", new PaperFile(new byte[0], "0".repeat(64), Language.FR)))));

        assertThat(delivery.failed(DAYS, START.plus(DAYS))).isFalse();
        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.ANSWER_LOST);
    }

    @Test
    void whatNeverCouldBeWrittenEndsAndSaysSo() {
        assertThat(delivery.failed(DAYS, START.plus(DAYS).minusSeconds(1))).isTrue();
        assertThat(delivery.state()).isEqualTo(Delivery.State.WAITING);

        assertThat(delivery.failed(DAYS, START.plus(DAYS))).isFalse();
        assertThat(delivery.state()).isEqualTo(Delivery.State.UNWRITTEN);
        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.NOT_COMPOSED);
    }

    @Test
    void whoReadsThatItWasNotSentIsToldWhatToDo() {
        UUID acceptance = Ids.next();
        UUID notice = Ids.next();
        for (Delivery.Reason reason : Delivery.Reason.values())
            for (Language language : Language.values()) {
                String papers = Remedy.of(reason, acceptance, null, language);
                String change = Remedy.of(reason, null, notice, language);
                if (reason == Delivery.Reason.OBSOLETE) {
                    assertThat(papers).isNull();
                    assertThat(change).isNull();
                } else {
                    assertThat(papers)
                            .contains("GET /terms/v1/acceptances/" + acceptance + "/receipt/pdf")
                            .doesNotContain("%");
                    assertThat(change)
                            .contains("POST /terms/v1/change-notices/" + notice + "/delivery.")
                            .doesNotContain("%");
                    if (reason == Delivery.Reason.BOUNCED || reason == Delivery.Reason.REFUSED)
                        assertThat(change).contains("POST /terms/v1/change-notices/" + notice + "/deliveries");
                }
            }
        delivery.failed(DAYS, START.plus(DAYS));
        assertThat(delivery.view(null, null, null).next()).contains("Rien n'est parti", "POST /terms/v1/acceptances/");
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
        delivery.sent(answer(Answer.Stage.END, 250), START);

        assertThat(delivery.state()).isEqualTo(Delivery.State.SENT);
        assertThat(delivery.reason()).isNull();
    }

    @Test
    void onlyWhatWasHandedOverComesBackAndOnce() {
        assertThat(delivery.bounced("5.1.1", START)).isFalse();
        notTaken(answer(451), START);
        delivery.sent(answer(Answer.Stage.END, 250), START);

        assertThat(delivery.bounced("5.1.1", START.plusSeconds(60))).isTrue();
        assertThat(delivery.bounced("5.2.2", START.plusSeconds(90))).isFalse();

        assertThat(delivery.state()).isEqualTo(Delivery.State.UNDELIVERABLE);
        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.BOUNCED);
        assertThat(delivery.bounceStatus()).isEqualTo("5.1.1");
        assertThat(delivery.messageSha256()).isNotNull();
    }

    @Test
    void whoseAnswerWasLostMayComeBack() {
        notTaken(answer(Answer.Stage.END, 0), START.plus(DAYS));
        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.ANSWER_LOST);

        assertThat(delivery.bounced("5.0.0", START.plus(DAYS))).isTrue();
    }

    @Test
    void whatEndedIsNotEndedOtherwise() {
        delivery.tooLarge(START);
        assertThat(delivery.failed(DAYS, START.plus(DAYS))).isFalse();
        delivery.notSent(Delivery.Reason.ERASED, START);

        assertThat(delivery.reason()).isEqualTo(Delivery.Reason.TOO_LARGE);
        assertThat(notTaken(answer(451), START)).isFalse();
    }
}
