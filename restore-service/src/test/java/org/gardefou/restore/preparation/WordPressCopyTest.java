package org.gardefou.restore.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gardefou.access.database.Credentials;
import org.gardefou.restore.preparation.CopyPreparation.Face;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordPressCopyTest {

    private static final Credentials OWN = Credentials.tcp("127.0.0.1", 3307, "gardefou_s1", "it's a \\ password");
    private static final Face FACE = new Face("https://s1.staging.hoster.example", "staging", "secret");

    @TempDir
    Path root;

    @BeforeEach
    void aWordPress() throws IOException {
        Files.createDirectories(root.resolve("wp-includes"));
        Files.createDirectories(root.resolve("wp-content"));
        write("wp-includes/version.php", "<?php");
        write(
                "wp-config.php",
                "<?php declare(strict_types=1);\nnamespace Shop;\n"
                        + "\\define('DB_NAME', 'live');\nconst WP_CACHE = true;\n"
                        + "\\define('WP_CONTENT_DIR', '/srv/shop/htdocs/wp-content');\n"
                        + "echo \\DB_NAME, '|', \\DB_PASSWORD, '|', \\DB_HOST, '|', \\WP_HOME, '|', \\WP_CONTENT_DIR;\n");
    }

    @Test
    void whateverTheSitesSettingsSayTheCopyKeepsItsOwn() throws Exception {
        copy().separate("gardefou_s1-x", OWN, FACE);

        assertThat(php(
                        "-d",
                        "display_errors=1",
                        "-d",
                        "error_reporting=-1",
                        root.resolve("wp-config.php").toString()))
                .isEqualTo("gardefou_s1-x|it's a \\ password|127.0.0.1:3307|https://s1.staging.hoster.example|"
                        + root.toRealPath().resolve("wp-content"));
    }

    @Test
    void theSitesOwnSettingsCannotBeAskedForByAName() throws IOException {
        copy().separate("own", OWN, FACE);

        try (Stream<Path> files = Files.list(root)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("wp-config")))
                    .hasSize(2)
                    .contains("wp-config.php")
                    .anyMatch(name -> name.matches("wp-config-[0-9a-f]{32}\\.php"));
        }
    }

    @Test
    void whatWouldLeadBackToTheLiveSiteIsLeftOut() throws IOException {
        for (String name :
                new String[] {"wp-content/db.php", "wp-content/object-cache.php", ".user.ini", "wp-includes/.user.ini"
                }) {
            write(name, "auto_prepend_file = /srv/shop/htdocs/waf.php");
        }
        write(".htaccess", "RewriteEngine On\n  php_value auto_prepend_file /srv/shop/waf.php\n# \u00e9\n");

        copy().separate("own", OWN, FACE);

        assertThat(root.resolve("wp-content/db.php")).doesNotExist();
        assertThat(root.resolve("wp-content/object-cache.php")).doesNotExist();
        assertThat(root.resolve(".user.ini")).doesNotExist();
        assertThat(root.resolve("wp-includes/.user.ini")).doesNotExist();
        assertThat(Files.readString(root.resolve(".htaccess"))).isEqualTo("RewriteEngine On\n\n# \u00e9\n");
    }

    @Test
    void aLinkInThePlaceOfAFolderOrFileIsReplacedAndNotFollowed(@TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(root.resolve("wp-content/mu-plugins"), elsewhere);

        copy().separate("own", OWN, FACE);

        assertThat(Files.isDirectory(root.resolve("wp-content/mu-plugins"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(root.resolve("wp-content/mu-plugins/000-gardefou-staging.php"))
                .content()
                .contains("GPL-2.0-or-later", "pre_wp_mail");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void onlyAWholeWordPressIsOne() throws IOException {
        assertThat(copy().is()).isTrue();
        Files.delete(root.resolve("wp-includes/version.php"));
        assertThat(copy().is()).isFalse();
        write("wp-includes/version.php", "<?php");
        Files.move(root.resolve("wp-config.php"), root.resolve("other.php"));
        Files.createSymbolicLink(root.resolve("wp-config.php"), root.resolve("other.php"));
        assertThat(copy().is()).isFalse();
    }

    @Test
    void thePasswordFileIsSaltedAndSaysNothing() {
        String one = PasswordFile.of("staging", "secret");
        assertThat(one).startsWith("staging:{SSHA}").endsWith("\n").doesNotContain("secret");
        assertThat(PasswordFile.of("staging", "secret")).isNotEqualTo(one);
    }

    private WordPressCopy copy() {
        return new WordPressCopy(root);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }

    private static String php(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "php";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process php = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(php.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(php.waitFor()).as(said).isZero();
        return said;
    }
}
