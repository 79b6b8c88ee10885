package org.gardefou.terms.linter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.language.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for what clauses declare of a button decide of the one that was pressed as well. */
class OrderButtonsTest {

    private static final List<Rule> ALL = RulePacks.read(StrictJson.apply(new ObjectMapper()));
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private final OrderButtons french = of("FR", "EU");

    @ParameterizedTest
    @CsvSource({
        "FR, Commande avec obligation de paiement, true",
        "FR, commander et payer !, true",
        "FR, Order with obligation to pay, false",
        "FR, Valider, false",
        "FR, Commander et payer plus tard, false",
        "FR, '   ', false",
        "EN, Order with obligation to pay, true",
        "EN, Commander et payer, false",
        "EN, Confirm, false"
    })
    void onlyItsOwnWordsCountInTheLanguageOfThePage(Language shown, String words, boolean binding) {
        assertThat(french.broken(Audience.CONSUMER, NOW, shown, words).isEmpty())
                .isEqualTo(binding);
    }

    @Test
    void wordsThatAreRightInOneLanguageAreRightWhereNobodySaysInWhich() {
        assertThat(french.broken(Audience.CONSUMER, NOW, "Commander et payer")).isEmpty();
        assertThat(french.broken(Audience.CONSUMER, NOW, "Buy now")).isEmpty();
        assertThat(french.broken(Audience.CONSUMER, NOW, "Continuer")).isPresent();
    }

    @Test
    void onlyConsumersAndOnlyFromTheFirstDayOfTheLawAreProtected() {
        assertThat(french.asked(Audience.CONSUMER, NOW)).map(Finding::rule).contains("FR-B2C-12");
        assertThat(french.asked(Audience.PROFESSIONAL, NOW)).isEmpty();
        assertThat(french.broken(Audience.PROFESSIONAL, NOW, Language.FR, "Valider"))
                .isEmpty();
        assertThat(french.asked(Audience.CONSUMER, Instant.parse("2016-06-30T21:59:59Z")))
                .isEmpty();
        assertThat(french.asked(Audience.CONSUMER, Instant.parse("2016-06-30T22:00:00Z")))
                .as("midnight in Paris")
                .isPresent();
    }

    @Test
    void theLawIsThatOfTheHostersCustomers() {
        assertThat(of("DE").asked(Audience.CONSUMER, NOW)).map(Finding::rule).contains("DE-02-BUTTON");
        assertThat(of("EU").asked(Audience.CONSUMER, NOW)).isEmpty();
    }

    private static OrderButtons of(String... jurisdictions) {
        return new OrderButtons(new Linter(ALL, new Rule.Reach(Set.of(jurisdictions), Set.of())));
    }
}
