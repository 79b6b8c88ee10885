package org.gardefou.terms.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gardefou.terms.language.Language;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {

    @Test
    void aVersionAsksForABoxForEachThatItHasAnythingAbout() {
        List<Acknowledgement> boxes = Acknowledgement.of(List.of("C01", "C11", "C12", "C15"));

        assertThat(boxes).extracting(Acknowledgement::key).containsExactly("backups", "changes");
        assertThat(boxes.getFirst().words(Language.FR)).endsWith(" (articles C11, C12).");
        assertThat(boxes.getLast().words(Language.EN)).endsWith(" (clause C15).");
    }

    @Test
    void aVersionThatHasNoneOfThemAsksForNone() {
        assertThat(Acknowledgement.of(List.of("C01"))).isEmpty();
    }

    @Test
    void theButtonOfAnOrderSaysThatItCosts() {
        assertThat(ButtonText.ORDER.in(Language.FR)).isEqualTo("Commande avec obligation de paiement");
        assertThat(ButtonText.ORDER.in(Language.EN)).isEqualTo("Order with obligation to pay");
    }
}
