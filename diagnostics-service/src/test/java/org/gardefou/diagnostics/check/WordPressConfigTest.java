package org.gardefou.diagnostics.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.gardefou.access.database.Credentials;
import org.gardefou.diagnostics.server.DatabaseAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordPressConfigTest {

    private static final String USUAL = """
            <?php
            /** The name of the database for WordPress */
            define( 'DB_NAME', 'wp_site' );
            define('DB_USER', "wp_user");
            define( "DB_PASSWORD" , 'p4ss' );
            define('DB_HOST', '127.0.0.1:3307');
            $table_prefix = 'shop_';
            require_once ABSPATH . 'wp-settings.php';
            """;

    @Test
    void theUsualFileIsRead() {
        WordPressConfig config = WordPressConfig.parse(USUAL);

        assertThat(config.database()).contains("wp_site");
        assertThat(config.credentials()).contains(Credentials.tcp("127.0.0.1", 3307, "wp_user", "p4ss"));
        assertThat(config.tablePrefix()).isEqualTo("shop_");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "define('DB_NAME', 'it\\'s')~it's",
                "define('DB_NAME', 'a\\\\b')~a\\b",
                "define('DB_NAME', 'a\\nb')~a\\nb",
                "define('DB_NAME', '$x {$y}')~$x {$y}",
                "define('DB_NAME', \"a\\\"b\\$c\\\\\")~a\"b$c\\",
                "define('DB_NAME', \"5$ and %$\")~5$ and %$",
                "define('DB_NAME', \"\\q\")~\\q",
                "define('DB_NAME', 'a) // b # c /* d')~a) // b # c /* d",
                "DEFINE ( 'DB_NAME' , 'x' )~x",
                "define('DB_NAME', 'x', false)~x",
                "define('DB_NAME', /* new */ 'x')~x",
                "const DB_NAME = 'x'~x",
                "@define('DB_NAME', 'x')~x",
                "defined('DB_NAME') || define('DB_NAME', 'x')~x",
                "if (!defined('DB_NAME')) { define('DB_NAME', 'x'); }~x",
                "define('DB_NAME', 'first'); define('DB_NAME', 'second')~first",
                "/* define('DB_NAME', 'old'); */ define('DB_NAME', 'x')~x",
                "/*⏎ define('DB_NAME', 'old');⏎*/ define('DB_NAME', 'x')~x",
                "// define('DB_NAME', 'old');⏎ define('DB_NAME', 'x')~x",
                "# define('DB_NAME', 'old');⏎ define('DB_NAME', 'x')~x",
                "// closed ?> define('DB_NAME', 'html'); <?php define('DB_NAME', 'x')~x",
                "$help = \"define('DB_NAME', 'text');\"; define('DB_NAME', 'x')~x",
                "$help = <<<'EOT'⏎define('DB_NAME', 'text');⏎  EOT;⏎ define('DB_NAME', 'x')~x",
            })
    void aLiteralIsRead(String php, String value) {
        assertThat(WordPressConfig.parse("<?php " + php.replace("⏎", "\n") + ";")
                        .database())
                .contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "define('DB_NAME', getenv('DB_NAME'))",
                "define('DB_NAME', getenv('DB_NAME') ?: 'x')",
                "define('DB_NAME', $_ENV['DB'])",
                "define('DB_NAME', 'wp_' . $site)",
                "define('DB_NAME', \"wp_$site\")",
                "define('DB_NAME', \"wp_{$site}\")",
                "define('DB_NAME', \"wp_${site}\")",
                "define('DB_NAME', \"\\x77p\")",
                "define('DB_NAME', `cat name`)",
                "define('DB_NAME', <<<A\nwp\nA\n)",
                "define('DB_NAME', OTHER)",
                "define('DB_NAME', getenv('A')); define('DB_NAME', 'x')",
                "if ($local) { define('DB_NAME', 'a'); } else { define('DB_NAME', 'b'); }",
                "if ($local) define('DB_NAME', 'a'); else define('DB_NAME', 'b')",
                "// define('DB_NAME', 'x')",
                "/* define('DB_NAME', 'x');",
                "?> define('DB_NAME', 'x')",
                "$define = 'x'",
                "redefine('DB_NAME', 'x')",
                ""
            })
    void whatIsComputedOrOpenIsNotKnown(String php) {
        assertThat(WordPressConfig.parse("<?php " + php).database()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "unknown",
            value = {
                "$other = 1, wp_",
                "$table_prefix = 'a_', a_",
                "$table_prefix = \"a_\", a_",
                "$table_prefix = 'a_'; $table_prefix = 'b_', b_",
                "// $table_prefix = 'old_';⏎ $table_prefix='new_', new_",
                "$table_prefix = getenv('P'), unknown",
                "$table_prefix = 'wp_' . $n, unknown",
                "$table_prefix = 'wp_'; $table_prefix .= $n, unknown",
                "if ($a) { $table_prefix = 'a_'; }, unknown",
                "if ($table_prefix == 'a_') { echo 1; }, wp_"
            })
    void thePrefixIsTheLastThatIsAssigned(String php, @Nullable String prefix) {
        assertThat(WordPressConfig.parse("<?php " + php.replace("⏎", "\n") + ";")
                        .tablePrefix())
                .isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 127.0.0.1, 3306",
        "LOCALHOST:3307, 127.0.0.1, 3307",
        "db.example, db.example, 3306",
        "DB.example:33, db.example, 33",
        "[::1]:3307, ::1, 3307",
        "10.0.0.5:, 10.0.0.5, 3306"
    })
    void theHostIsReadAsWordPressReadsIt(String host, String name, int port) {
        assertThat(WordPressConfig.parse("<?php define('DB_HOST', '" + host + "');")
                        .address())
                .contains(new DatabaseAddress(name, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:/run/mysqld/mysqld.sock", "/run/mysqld/mysqld.sock", ":/tmp/x"})
    void aSocketIsNotOpened(String host) {
        WordPressConfig config = WordPressConfig.parse(USUAL.replace("127.0.0.1:3307", host));

        assertThat(config.address()).isEmpty();
        assertThat(config.credentials()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<?php",
                "<?php define(",
                "<?php '",
                "<?php \"\\",
                "<?php <<<",
                "<?php <<<A\nB",
                "<?",
                "\0\u00ff"
            })
    void aBrokenFileIsReadAsFarAsItGoes(String php) {
        assertThat(WordPressConfig.parse(php).credentials()).isEmpty();
    }

    @Test
    void itsTextHidesThePassword() {
        assertThat(WordPressConfig.parse(USUAL).toString()).doesNotContain("p4ss");
    }
}
