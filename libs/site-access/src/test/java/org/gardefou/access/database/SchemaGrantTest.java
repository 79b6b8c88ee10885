package org.gardefou.access.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaGrantTest {
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
        "'', shop_wp, false"
    })
    void aPatternMatchesAsInAGrant(String pattern, String schema, boolean matches) {
        assertThat(SchemaGrant.matches(pattern, schema)).isEqualTo(matches);
    }

    @Test
    void aServerWithoutCaseComparesWithoutCase() {
        SchemaGrant grant = new SchemaGrant(new Account("shop", "%"), "Shop\\_%", true, 18);

        assertThat(grant.covers("SHOP_wp", true)).isTrue();
        assertThat(grant.covers("SHOP_wp", false)).isFalse();
    }

    @Test
    void aPatternOfManyPercentsTakesNoLongTime() {
        assertThat(SchemaGrant.matches("%a".repeat(30) + "b", "a".repeat(64))).isFalse();
    }
}
