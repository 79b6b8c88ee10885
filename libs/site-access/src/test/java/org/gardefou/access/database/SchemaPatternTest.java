package org.gardefou.access.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaPatternTest {
    @ParameterizedTest
    @CsvSource({
        "shop_wp, shop_wp, true",
        "shop_wp, shopXwp, true",
        "shop\\_wp, shop_wp, true",
        "shop\\_wp, shopXwp, false",
        "shop\\_%, shop_wp, true",
        "shop\\_%, shop_, true",
        "shop\\_%, shop, false",
        "shop\\_%, shopping_wp, false",
        "shop%, shopping_wp, true",
        "shop%, workshop, false",
        "%shop, workshop, true",
        "%o%p, workshop, true",
        "a%b%c, aXbXbXc, true",
        "a%b%c, aXcXb, false",
        "%, anything, true",
        "100\\%, 100%, true",
        "100\\%, 1000, false",
        "Shop%, shop_wp, false",
        "'', shop_wp, false",
        "caf_, café, false",
        "caf__, café, true",
        "back\\, back\\, true"
    })
    void aPatternMatchesAsInAGrant(String pattern, String schema, boolean matches) {
        assertThat(SchemaPattern.of(pattern).matches(SchemaPattern.bytes(schema)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "shop\\_wp, shop_wp",
        "shop_wp, shop",
        "shop\\_%, shop_",
        "sh%p, sh",
        "%, ''",
        "'', ''",
        "100\\%, 100%",
        "back\\, back\\",
    })
    void whatItMatchesBeginsWithItsText(String pattern, String beginning) {
        assertThat(SchemaPattern.of(pattern).beginning()).isEqualTo(beginning);
    }

    @Test
    void aPatternOfManyPercentsTakesNoLongTime() {
        assertThat(SchemaPattern.of("%a".repeat(30) + "b").matches("a".repeat(64)))
                .isFalse();
    }
}
