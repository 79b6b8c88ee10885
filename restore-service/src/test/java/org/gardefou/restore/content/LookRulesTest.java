package org.gardefou.restore.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.gardefou.restore.content.LiveDifferenceRule.Line;
import org.gardefou.restore.content.LiveDifferenceRule.Stamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "define( 'DB_PASSWORD', 'HIDE' );",
                "define('AUTH_KEY',\"HIDE\");",
                "define('NONCE_SALT', 'HI\\'DE');",
                "public $password = 'HIDE';",
                "  'smtp_password' => 'HIDE',",
                "{\"api_key\": \"HIDE\"}",
                "DB_PASSWORD=HIDE",
                "export AWS_SECRET_ACCESS_KEY=HIDE",
                "  database_password: HIDE",
                "DATABASE_URL=mysql://shop:HIDE@127.0.0.1/shop",
                "-----BEGIN RSA PRIVATE KEY-----\nHIDE\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nHIDE",
            })
    void aSecretIsNotShown(String line) {
        Redaction shown = Redaction.of("<?php\n" + line + "\n$name = 'SHOW';\n");
        assertThat(shown.text()).doesNotContain("HIDE", "HI\\", "DE'").contains(Redaction.MARK);
        assertThat(shown.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "define('DB_NAME', 'shop');",
                "define('DB_PASSWORD', '');",
                "if ($password === null) return;",
                "http://example.org:8080/a",
                "<label>Password</label>",
            })
    void whatIsNoSecretIs(String line) {
        assertThat(Redaction.of(line)).isEqualTo(new Redaction(line, 0));
    }

    @Test
    void aTextThatWasMadeToBeSlowIsNot() {
        for (String piece : List.of(
                "a", "'pass", "pass=", "\\'", "'password'=>'\\\\", "-----BEGIN PRIVATE KEY-----", "a://b:", "\"$")) {
            String text = piece.repeat(262_144 / piece.length());
            Assertions.assertThatCode(() -> Redaction.of(text)).doesNotThrowAnyException();
            assertThat(org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(60), () -> Redaction.of(text)))
                    .isNotNull();
        }
    }

    @Test
    void textsAreReadInTheCharsetThatTheyAreIn() {
        assertThat(guess("é€".getBytes(StandardCharsets.UTF_8), false)).isEqualTo("UTF-8 é€");
        assertThat(guess("é€".getBytes(Charset.forName("windows-1252")), false)).isEqualTo("windows-1252 é€");
        assertThat(guess("\ufeffé".getBytes(StandardCharsets.UTF_8), false)).isEqualTo("UTF-8 é");
        assertThat(guess("\ufeffé".getBytes(StandardCharsets.UTF_16LE), false)).isEqualTo("UTF-16LE é");
        assertThat(guess(new byte[0], false)).isEqualTo("UTF-8 ");
        // Half a character at the cut
        assertThat(guess(new byte[] {'a', (byte) 0xc3}, true)).isEqualTo("UTF-8 a");
        assertThat(guess(new byte[] {'a', (byte) 0xc3}, false)).isEqualTo("windows-1252 aÃ");
        assertThat(TextGuess.of(new byte[] {'P', 'K', 3, 4, 0}, false)).isEmpty();
        assertThat(TextGuess.of(new byte[] {(byte) 0x81, (byte) 0xff}, false)).isEmpty();
    }

    private static String guess(byte[] bytes, boolean cut) {
        TextGuess guess = TextGuess.of(bytes, cut).orElseThrow();
        return guess.charset() + " " + guess.text();
    }

    @Test
    void liveFilesAreComparedByKindSizeAndTime() {
        LiveDifferenceRule rule = new LiveDifferenceRule();
        rule.then("same.php", new Stamp(false, 1, 1));
        rule.then("plugins/a/a.php", new Stamp(false, 1, 1));
        rule.then("plugins/a/b.php", new Stamp(false, 1, 1));
        rule.then("plugins/gone.php", new Stamp(false, 1, 1));
        rule.then("link", new Stamp(true, 0, 0));
        rule.now("same.php", new Stamp(false, 1, 1));
        rule.now("plugins/a/a.php", new Stamp(false, 2, 1));
        rule.now("plugins/a/b.php", new Stamp(false, 1, 2));
        rule.now("plugins/new.php", new Stamp(false, 1, 1));
        rule.now("link", new Stamp(false, 0, 0));
        List<Line> each = rule.each();
        assertThat(each)
                .extracting(Line::name)
                .containsExactly("link", "plugins/a/a.php", "plugins/a/b.php", "plugins/gone.php", "plugins/new.php");
        assertThat(LiveDifferenceRule.summed(each))
                .containsExactly(new Line("link", false, 0, 0, 1), new Line("plugins", true, 1, 1, 2));
    }
}
