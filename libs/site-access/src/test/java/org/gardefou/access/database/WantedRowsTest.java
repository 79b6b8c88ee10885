package org.gardefou.access.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedRowsTest {
    private static final String BEFORE = """
            /*M!999999\\- enable the sandbox mode */\s
            -- MariaDB dump 10.19  Distrib 10.11.6-MariaDB
            -- Host: it's here    Database: shop
            /*!40103 SET TIME_ZONE='+00:00' */;

            DROP TABLE IF EXISTS `orders`;
            CREATE TABLE `orders` (
              `note` varchar(9) DEFAULT 'a;b' COMMENT 'it''s; INSERT INTO `logs`'
            );
            """;
    private static final String ORDERS = """
            INSERT INTO `orders` VALUES
            (1,'INSERT INTO `logs` VALUES (1);
            INSERT INTO `logs` VALUES (2);'),
            (2,'\\'; INSERT INTO `logs` VALUES (3);');
            """;
    private static final String LOGS = """
            INSERT INTO `logs` VALUES (1,'; INSERT INTO `orders` VALUES (9);');
            INSERT INTO `odd``name` VALUES (1,"a\\";'b");""";
    private static final String AFTER = """

            /*!40000 ALTER TABLE `logs` ENABLE KEYS */;
            UNLOCK TABLES;
            -- Dump completed
            """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 100_000})
    void onlyTheRowsOfWantedTablesAreLetThroughHoweverTheTextIsCut(int piece) throws IOException {
        assertThat(through(piece, Set.of("orders"))).isEqualTo(BEFORE + ORDERS + "\n" + AFTER);
        assertThat(through(piece, Set.of("logs", "odd`name"))).isEqualTo(BEFORE + "\n" + LOGS + AFTER);
        assertThat(through(piece, Set.of("orders", "logs", "odd`name"))).isEqualTo(BEFORE + ORDERS + LOGS + AFTER);
    }

    private static String through(int piece, Set<String> wanted) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] dump = (BEFORE + ORDERS + LOGS + AFTER).getBytes(StandardCharsets.UTF_8);
        try (OutputStream filter = new WantedRows(out, wanted)) {
            for (int at = 0; at < dump.length; at += piece) {
                filter.write(dump, at, Math.min(piece, dump.length - at));
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
