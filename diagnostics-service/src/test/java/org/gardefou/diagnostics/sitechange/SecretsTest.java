package org.gardefou.diagnostics.sitechange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password", "Password", "DB_PASSWORD", "dbPassword", "db-password", "dbpassword", "user.passwd", "PWD",
                "passphrase", "smtp_pass", "mdp", "client_secret", "clientSecret", "SECRETS", "accessToken", "tokens",
                "apiKey", "API_KEY", "api-key", "apikey", "x-api-key", "AUTH_KEY", "SECURE_AUTH_KEY", "LOGGED_IN_KEY",
                "NONCE_SALT", "privateKey", "private key", "Set-Cookie", "Authorization", "credentials", "totp",
                        "licenseKey",
                "awsSecretAccessKey", "DSN"
            })
    void namesOfSecrets(String name) {
        assertThat(Secrets.isSecret(name)).isTrue();
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
                "keyboard"
            })
    void namesOfOtherThings(String name) {
        assertThat(Secrets.isSecret(name)).isFalse();
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
            Bearer eyJhbGciOi.eyJzdWIiOiIx.c2ln                   | Bearer [redacted]
            2.0                                                   | 2.0
            """, quoteCharacter = '\0')
    void secretsInTexts(String text, String clean) {
        assertThat(Secrets.withoutSecrets(text)).isEqualTo(clean);
    }

    @Test
    void aPrivateKeyIsTakenOutWhole() {
        String key = "x\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\n";

        assertThat(Secrets.withoutSecrets(key)).isEqualTo("x\n[redacted]");
        assertThat(Secrets.withoutSecrets("-----BEGIN CERTIFICATE-----\nMIIE")).contains("MIIE");
    }

    @Test
    void secretsAreFoundAtAnyDepthAndFlagsAreKept() throws JsonProcessingException {
        JsonNode clean = redacted("""
                {"actor": {"kind": "CUSTOMER", "id": "webmaster"},
                 "object": {"kind": "SETTINGS", "name": "mailer", "smtpPassword": "one"},
                 "before": {"list": [{"a": {"password": {"old": "two", "length": 12, "set": true}}}, "pwd=three"], "version": "1.0"},
                 "after": {"options": [{"name": "DB_PASSWORD", "value": "four"}, {"name": "WP_DEBUG", "value": "true"}],
                           "hasPassword": true, "passwords": ["five", 6], "nothing": null, "token": null}}""");

        assertThat(clean.toString())
                .doesNotContain("one", "two", "three", "four", "five", ":12", "6")
                .contains("webmaster", "mailer", "1.0", "WP_DEBUG", "DB_PASSWORD");
        assertThat(clean.at("/after/options/1/value").asText()).isEqualTo("true");
        assertThat(clean.at("/after/hasPassword").isBoolean()).isTrue();
        assertThat(clean.at("/after/token").isNull()).isTrue();
        assertThat(clean.at("/before/list/0/a/password/set").booleanValue()).isTrue();
    }

    @Test
    void aChangeOfASecretTellsThatItChangedAndNothingElse() throws JsonProcessingException {
        JsonNode clean = redacted("""
                {"actor": {"kind": "STAFF"}, "object": {"kind": "SETTING", "name": "DB_PASSWORD"},
                 "before": {"value": "old"}, "after": {"value": "new", "default": false}}""");

        assertThat(clean.at("/before/value").asText()).isEqualTo(Secrets.REDACTED);
        assertThat(clean.at("/after/value").asText()).isEqualTo(Secrets.REDACTED);
        assertThat(clean.at("/object/name").asText()).isEqualTo("DB_PASSWORD");
    }

    @Test
    void whatHasNoSecretStaysAsItIs() throws JsonProcessingException {
        String data = """
                {"actor":{"kind":"CUSTOMER"},"object":{"kind":"PLUGIN","name":"password-protected","path":"wp-content/plugins/x"},\
                "before":{"version":"2.5","list":[{"name":"password-protected","version":"2.6"}]},"after":{"version":"2.6"}}""";

        assertThat(redacted(data)).isEqualTo(JSON.readTree(data));
    }

    private static JsonNode redacted(String data) throws JsonProcessingException {
        return Secrets.redact((ObjectNode) JSON.readTree(data));
    }
}
