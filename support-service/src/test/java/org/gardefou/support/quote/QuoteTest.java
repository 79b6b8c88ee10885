package org.gardefou.support.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.support.language.Price;
import org.gardefou.support.quote.Quote.State;
import org.junit.jupiter.api.Test;

class QuoteTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(14));

    private final Quote quote = new Quote(
            UUID.randomUUID(),
            new QuoteRequest(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), new Price(9000, "EUR")),
            NOW,
            END);

    @Test
    void anAcceptanceKeepsWhoWhenAndTheWordsOnTheButton() {
        quote.accept("camille", "Commande avec obligation de paiement", NOW.plusSeconds(60));

        assertThat(quote.state()).isEqualTo(State.ACCEPTED);
        assertThat(quote.answeredBy()).contains("camille");
        assertThat(quote.answeredAt()).contains(NOW.plusSeconds(60));
        assertThat(quote.buttonText()).contains("Commande avec obligation de paiement");
    }

    @Test
    void thereIsOneAnswer() {
        quote.decline("camille", NOW);

        refused(() -> quote.accept("camille", "oui", NOW), "already DECLINED");
        refused(() -> quote.decline("camille", NOW), "already DECLINED");
        assertThat(quote.state()).isEqualTo(State.DECLINED);
    }

    @Test
    void anOfferEndsAtItsTimeEvenIfNoSweepHasSeenIt() {
        quote.expire(END.minusMillis(1));
        assertThat(quote.state()).isEqualTo(State.OFFERED);
        refused(() -> quote.accept("camille", "oui", END), "was valid until");
        refused(() -> quote.decline("camille", END), "was valid until");

        quote.expire(END);

        assertThat(quote.state()).isEqualTo(State.EXPIRED);
        assertThat(quote.answeredBy()).isEmpty();
    }

    @Test
    void whatWasAcceptedNeitherExpiresNorIsWithdrawn() {
        quote.accept("camille", "oui", NOW);

        quote.expire(END);
        quote.withdraw(END);

        assertThat(quote.state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void whatIsWithdrawnCannotBeAccepted() {
        quote.withdraw(NOW);

        refused(() -> quote.accept("camille", "oui", NOW), "already EXPIRED");
    }

    private static void refused(Runnable deed, String why) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getDetail())
                        .contains(why));
    }
}
