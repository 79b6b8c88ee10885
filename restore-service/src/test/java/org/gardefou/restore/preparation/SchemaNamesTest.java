package org.gardefou.restore.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;

class SchemaNamesTest {
    private final UUID restore = Ids.next();

    @Test
    void namesBeginWithAWordOfOursAndEndWithTheSchemas() {
        String mark = restore.toString().substring(24);

        assertThat(SchemaNames.shadow(restore, "shop_wp"))
                .startsWith("gardefou_r" + mark)
                .endsWith("-shop-wp");
        assertThat(SchemaNames.retired(restore, "shop_wp"))
                .startsWith("gardefou_o" + mark)
                .endsWith("-shop-wp");
    }

    @Test
    void everySchemaGivesANameThatFitsAndNeedsNoQuote() {
        for (String schema : List.of("s", "x".repeat(64), "a`b\\c; d", "é%_".repeat(21), "名".repeat(64))) {
            // MariaDB allows 64 signs, also in a grant, where each _ is escaped by one more.
            assertThat(SchemaNames.shadow(restore, schema).replace("_", "\\_"))
                    .hasSizeLessThanOrEqualTo(64)
                    .matches("[a-z0-9A-Z_\\\\-]+");
        }
    }

    @Test
    void schemasThatBeginOrReadAlikeAndOtherRestoresHaveOtherNames() {
        String stem = "customer_with_a_very_long_name_and_some_more_signs_behind_it_";

        assertThat(Stream.of(
                                SchemaNames.shadow(restore, stem + "1"),
                                SchemaNames.shadow(restore, stem + "2"),
                                SchemaNames.shadow(restore, "a_b"),
                                SchemaNames.shadow(restore, "a-b"),
                                SchemaNames.shadow(Ids.next(), "a-b"),
                                SchemaNames.retired(restore, "a-b"))
                        .distinct())
                .hasSize(6);
    }

    @Test
    void theVersionBeforeNamedThemAfterTheSchema() {
        String mark = restore.toString().substring(28);

        assertThat(SchemaNames.formerShadow(restore, "wp_site")).isEqualTo("wp_site__r" + mark);
        assertThat(SchemaNames.formerRetired(restore, "x".repeat(64))).isEqualTo("x".repeat(53) + "__o" + mark);
    }
}
