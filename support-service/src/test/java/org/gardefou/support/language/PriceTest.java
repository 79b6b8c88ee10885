package org.gardefou.support.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9000   | EUR | 90,00 €    | €90.00
            123456 | EUR | 1 234,56 € | €1,234.56
            0      | EUR | 0,00 €     | €0.00
            5      | EUR | 0,05 €     | €0.05
            1500   | JPY | 1 500 JPY  | JP¥1,500
            """)
    void aPriceIsWrittenAsPeopleWriteIt(long amount, String currency, String french, String english) {
        Price price = new Price(amount, currency);

        // French puts narrow no-break spaces where the table has plain ones.
        assertThat(price.in(Locale.FRANCE).replaceAll("[\\u00a0\\u202f]", " ")).isEqualTo(french);
        assertThat(price.in(Locale.UK)).isEqualTo(english);
    }
}
