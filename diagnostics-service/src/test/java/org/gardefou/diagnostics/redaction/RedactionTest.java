package org.gardefou.diagnostics.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "DB_PASSWORD",
                "dbPassword",
                "db-password",
                "dbpassword",
                "user.passwd",
                "PWD",
                "passphrase",
                "smtp_pass",
                "mdp",
                "client_secret",
                "clientSecret",
                "SECRETS",
                "accessToken",
                "tokens",
                "apiKey",
                "API_KEY",
                "api-key",
                "apikey",
                "x-api-key",
                "AUTH_KEY",
                "SECURE_AUTH_KEY",
                "LOGGED_IN_KEY",
                "NONCE_SALT",
                "privateKey",
                "private key",
                "Set-Cookie",
                "Authorization",
                "credentials",
                "totp",
                "licenseKey",
                "awsSecretAccessKey",
                "DSN",
                "auth",
                "smtp_auth",
                "accesstoken",
                "csrftoken",
                "motDePasse",
                "psk",
                "pin",
                "jwt",
                "dbpass",
                "session_id",
                "cle_api",
                "stripe_key",
                "mail.smtp.password",
                "PHPSESSID",
                "recovery_codes",
                "pass_new",
                "contraseña",
                "SMTPPass",
                "mail/smtp/password",
                "HKLM\\Shop\\ApiKey"
            })
    void namesOfSecrets(String name) {
        assertThat(SecretNames.contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "author",
                "passenger",
                "compass",
                "bypass",
                "tokenizer",
                "key",
                "publicKey",
                "keys",
                "primary_key",
                "cache",
                "authors",
                "saltwater",
                "name",
                "path",
                "",
                "1",
                "été",
                "keyboard",
                "password_policy",
                "max_tokens",
                "cookie_samesite",
                "proxy_pass",
                "fastcgi_pass",
                "token_endpoint",
                "has_password",
                "token.shop.example",
                "secret/list.txt",
                "password@shop.example",
                "pin_menu",
                "auth_page",
                "meta_key",
                "site-key",
                "passthrough",
                "wp-content/plugins/password-protected"
            })
    void namesOfOtherThings(String name) {
        assertThat(SecretNames.contains(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mysql://shop:s3cr3t@db.example/shop                   | mysql://shop:[redacted]@db.example/shop
            smtp://u:p%40ss@mail.example:587 then https://a.example/b:c@d | smtp://u:[redacted]@mail.example:587 then https://a.example/b:c@d
            https://shop.example/2.0                              | https://shop.example/2.0
            host=db;password=s3cr3t;port=3306                     | host=db;password=[redacted];port=3306
            host=db user=shop pwd: s3cr3t                         | host=db user=shop pwd: [redacted]
            https://a.example/?page=2&api_key=abc123&lang=fr      | https://a.example/?page=2&api_key=[redacted]&lang=fr
            define("DB_PASSWORD", "s3cr3t");                      | define("DB_PASSWORD", [redacted]);
            a bearer token and basic settings                     | a bearer token and basic settings
            X: Bearer 0123456789abcdef0123                        | X: Bearer [redacted]
            a:1:{s:3:"pin";s:x:"0";} ok                           | a:1:{s:3:"pin";s:x:"0";} ok
            Bearer eyJhbGciOi.eyJzdWIiOiIx.c2ln                   | Bearer [redacted]
            2.0                                                   | 2.0
            hello, password=s3cr3t                                | hello, password=[redacted]
            Authorization: Basic dXNlcjpwYXNz                     | Authorization: [redacted]
            Cookie: a=1; wordpress_logged_in=x y                  | Cookie: [redacted]
            $cfg['password'] = 's3cr3t';                          | $cfg['password'] = [redacted];
            $db["auth"]["pass"] => "a\\"b";                       | $db["auth"]["pass"] => [redacted];
            a:1:{s:9:"smtp_pass";s:6:"s3cr3t";}                   | a:1:{s:9:"smtp_pass";s:6:[redacted];}
            {\"password\":\"s3cr3t\",\"port\":25}                 | {\"password\":[redacted],\"port\":25}
            <db><password>s3cr3t</password><port>1</port></db>    | <db><password>[redacted]</password><port>1</port></db>
            <add key="smtpPassword" value="s3cr3t" />             | <add key="smtpPassword" value=[redacted] />
            ALTER USER 'a'@'%' IDENTIFIED BY 's3cr3t'             | ALTER USER 'a'@'%' IDENTIFIED BY [redacted]
            create user a identified with x by 's3cr3t'           | create user a identified with x by [redacted]
            SET PASSWORD FOR 'a'@'h' = 's3cr3t'                   | SET PASSWORD FOR 'a'@'h' = [redacted]
            user_login:$2y$10$abcdefghijklmnopqrstuv              | user_login:[redacted]
            admin:$P$BVbptZxEcZV2yeLyYeN.O4ZeG8225d.              | admin:[redacted]
            use ghp_abcdefghijklmnopqrstuvwxyz0123456789 here     | use [redacted] here
            sk_live_4eC39HqLyjWDarjtT1zdp7dc                      | [redacted]
            https://0123abcdTOKEN@git.example/x.git               | https://[redacted]@git.example/x.git
            mysql://u:p@ss@db.example/shop                        | mysql://u:[redacted]@db.example/shop
            mysql://u:p/ss@db.example/shop                        | mysql://u:[redacted]@db.example/shop
            ssh://git@git.example/x.git                           | ssh://git@git.example/x.git
            http://a.example:8080/u@x                             | http://a.example:8080/u@x
            0 3 * * * mysqldump -u shop -ps3cr3t shop | 0 3 * * * mysqldump -u shop -p[redacted] shop
            curl -u shop:s3cr3t https://a.example                 | curl -u shop:[redacted] https://a.example
            tool --password s3cr3t --verbose                      | tool --password [redacted] --verbose
            smtp_auth=true password_policy=strong max_tokens=5    | smtp_auth=true password_policy=strong max_tokens=5
            proxy_pass http://127.0.0.1:8080;                     | proxy_pass http://127.0.0.1:8080;
            the tokens, cookies and secrets of a shop             | the tokens, cookies and secrets of a shop
            """, quoteCharacter = '\0')
    void secretsInTexts(String text, String clean) {
        assertThat(SecretTexts.redacted(text)).isEqualTo(clean);
    }

    @Test
    void aPrivateKeyIsTakenOutWhole() {
        String key = "x\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\n";

        assertThat(SecretTexts.redacted(key)).isEqualTo("x\n[redacted]");
        assertThat(SecretTexts.redacted("mysql\t-ps3cr3t")).isEqualTo("mysql\t-p[redacted]");
        assertThat(SecretTexts.redacted("-----BEGIN CERTIFICATE-----\nMIIE")).contains("MIIE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "://",
                "a='",
                "password=\"",
                "eyJ-",
                "-----BEGIN ",
                "a ",
                "\\",
                "password",
                "AAa",
                "$2y$",
                "mysql -p",
                "s:1:\"",
                "\u0000",
                "login x ",
                ")",
                "password=)",
                "mysql bearer ",
                "mysql -px ",
                "password\";s:",
                "identified by ' bearer 0123456789abcdef "
            })
    void hostileTextsTakeNoLongerThanOthers(String piece) {
        String text = piece.repeat(64 * 1024 / piece.length());

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> SecretTexts.redacted(text));
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> SecretTexts.redacted("password=" + text + "x"));
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> SecretNames.contains(text));
    }

    @Test
    void anExcerptIsPlainShortAndWithoutSecrets() {
        assertThat(Excerpt.of("a\u0000b\nc\ud83d", 100)).isEqualTo("a b c ");
        assertThat(Excerpt.of("shop\u202eobrut\u2066", 100)).isEqualTo("shop obrut ");
        assertThat(Excerpt.of("caf\u00e9 \ud83d\ude00", 100)).isEqualTo("caf\u00e9 \ud83d\ude00");
        assertThat(Excerpt.of("x".repeat(1_000), 100)).hasSize(100).endsWith("\u2026");
        assertThat(Excerpt.of("\ud83d\ude00".repeat(100), 100).codePoints()).allMatch(c -> c == 0x1f600 || c == 0x2026);
        assertThat(Excerpt.of("connect(mysql://u:s3cr3t@db) failed", 100)).doesNotContain("s3cr3t");
        assertThat(Excerpt.of("x".repeat(385) + " use ghp_abcdefghijklmnopqrstuvwxyz0123456789", 100))
                .doesNotContain("ghp_");
        assertThat(Excerpt.of("use " + "password=a ".repeat(30) + "ghp_abcdefghijklmnopqrstuvwxyz0123456789", 360))
                .doesNotContain("ghp_");
        assertThat(Excerpt.of("Access denied (using password: YES)", 100))
                .isEqualTo("Access denied (using password: YES)");
    }
}
