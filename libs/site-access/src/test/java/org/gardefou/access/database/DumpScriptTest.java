package org.gardefou.access.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpScriptTest {

    /** Longer than a piece, in one line each: rows, which are not looked at, and a view, which is. */
    private static final String ROWS = "(1,'" + "é\\n".repeat(100_000) + "'),\n";

    private static final String VIEW =
            "/*!50001 CREATE ALGORITHM=UNDEFINED */\n/*!50013 DEFINER=`root`@`%` SQL SECURITY DEFINER */\n/*!50001 VIEW `v` AS select '"
                    + "x".repeat(600_000) + "' */;\n";

    private static final String GIVEN = "CREATE DEFINER=`a b`@`localhost` PROCEDURE `p`()\nCREATE TABLE `t` (\n"
            + "INSERT INTO `t` VALUES\n" + ROWS + "(2,'CREATE DEFINER=`x`@`y` ');\n" + VIEW
            + "/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER `t1` */;;\n\r\nCREATE\n/*!\n"
            + "CREATE DEFINER=`last`@`line` EVENT `e`";

    private static final String WANTED = "CREATE PROCEDURE `p`()\nCREATE TABLE `t` (\n" + "INSERT INTO `t` VALUES\n"
            + ROWS
            + "(2,'CREATE DEFINER=`x`@`y` ');\n" + VIEW.replace("DEFINER=`root`@`%` ", "")
            + "/*!50003 CREATE*/ /*!50017 */ /*!50003 TRIGGER `t1` */;;\n\r\nCREATE\n/*!\n" + "CREATE EVENT `e`";

    /** However the bytes come, definers are left out and all else stays. */
    @ParameterizedTest
    @ValueSource(ints = {7, 4_096, Integer.MAX_VALUE})
    void definersAreLeftOutWhereverAPieceEnds(int most) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DumpScript.copy(atMost(most, GIVEN.getBytes(StandardCharsets.UTF_8)), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(WANTED);
    }

    private static InputStream atMost(int most, byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return super.read(into, from, Math.min(length, most));
            }
        };
    }
}
