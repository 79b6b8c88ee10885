package org.gardefou.restore.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarryOverTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shell.php",
                "shell.PHP",
                "a.php.jpg",
                "x.phtml",
                "x.phar",
                ".htaccess",
                ".user.ini",
                "run.cgi",
                "x.pl",
                "x.php7"
            })
    void whatAServerCouldRunIsNeverCarried(String name) {
        assertThat(CarryOver.code(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo.jpg", "php", "my.photo.of.php-elephant.jpg", "été 2026.png", "a.b.c.pdf"})
    void whatCustomersUploadIs(String name) {
        assertThat(CarryOver.code(name)).isFalse();
    }
}
