package org.gardefou.diagnostics.sitechange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

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
    void namesAndValuesApart() throws JsonProcessingException {
        JsonNode clean = redacted("""
                {"object": {"kind": "SETTINGS", "name": "mailer"},
                 "after": {"rows": [{"option_name": "smtp_pass", "option_value": "two"}, {"Name": "apiKey", "newValue": "three"},
                                    ["stripe_key", "four"]]}}""");

        assertThat(clean.toString())
                .doesNotContain("two", "three", "four")
                .contains("smtp_pass", "apiKey", "stripe_key");
    }

    @Test
    void aKindThatNamesASecretHidesWhatItWas() throws JsonProcessingException {
        JsonNode clean = redacted("""
                {"object": {"kind": "MAILBOX_PASSWORD", "name": "shop@shop.example"}, "before": {"value": "one"}, "after": {"is": ["two"]}}""");

        assertThat(clean.toString()).doesNotContain("one\"", "two").contains("shop@shop.example");
    }

    @Test
    void recordsAndAddressesAreNoSecretsWhateverTheirName() throws JsonProcessingException {
        String data = """
                {"object":{"kind":"DNS_RECORD","name":"token CNAME"},\
                "before":{"values":["old.example."]},\
                "after":{"records":[{"type":"TXT","name":"_secret.pass","value":"v=spf1 -all"}],"pass.shop.example.com":"192.0.2.1",\
                "smtp_auth":"true"}}""";

        assertThat(redacted(data)).isEqualTo(JSON.readTree(data));
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
