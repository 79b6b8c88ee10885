package org.gardefou.terms.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource({
        "PT24H, toutes les 24 heures, every 24 hours, 24 heures, 24 hours",
        "P2D, tous les 2 jours, every 2 days, 2 jours, 2 days",
        "P7D, tous les 7 jours, every 7 days, 7 jours, 7 days",
        "PT1H, toutes les heures, every hour, 1 heure, 1 hour",
        "PT36H, toutes les 36 heures, every 36 hours, 36 heures, 36 hours",
        "PT90M, toutes les 90 minutes, every 90 minutes, 90 minutes, 90 minutes"
    })
    void lengthsAreSaidExactly(String length, String everyFr, String everyEn, String fr, String en) {
        Duration span = Duration.parse(length);
        assertThat(Wording.every(span, Language.FR)).isEqualTo(everyFr);
        assertThat(Wording.every(span, Language.EN)).isEqualTo(everyEn);
        assertThat(Wording.lasting(span, Language.FR)).isEqualTo(fr);
        assertThat(Wording.lasting(span, Language.EN)).isEqualTo(en);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "PT30S| à l'instant| just now",
                "PT61M| il y a 1 heure| 1 hour ago",
                "PT23H59M| il y a 23 heures| 23 hours ago",
                "PT50H| il y a 2 jours| 2 days ago"
            })
    void agesAreRoundedDown(String age, String fr, String en) {
        assertThat(Wording.ago(Duration.parse(age), Language.FR)).isEqualTo(fr);
        assertThat(Wording.ago(Duration.parse(age), Language.EN)).isEqualTo(en);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"9000|EUR|90,00_€|EUR_90.00", "5|CHF|0,05_CHF|CHF_0.05", "900|JPY|900_JPY|JPY_900"})
    void amountsHaveTheDigitsOfTheirCurrency(long minor, String currency, String fr, String en) {
        assertThat(Wording.amount(minor, currency, Language.FR)).isEqualTo(fr.replace('_', '\u00a0'));
        assertThat(Wording.amount(minor, currency, Language.EN)).isEqualTo(en.replace('_', '\u00a0'));
    }
}
