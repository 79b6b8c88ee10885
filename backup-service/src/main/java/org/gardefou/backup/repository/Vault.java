package org.gardefou.backup.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.gardefou.access.secret.Secrets;
import org.gardefou.backup.source.SecretsConfig;

/**
 * The two things that are asked of HashiCorp Vault, over its HTTP API: the transit engine, whose key never leaves it, and a value of
 * the key/value engine, version 2.
 */
@ApplicationScoped
class Vault {

    private static final int GOOD = 200;

    private final VaultConfig config;
    private final Secrets secrets;
    private final ObjectMapper json;
    private final HttpClient client;

    Vault(VaultConfig config, SecretsConfig secrets, ObjectMapper json) {
        this.config = config;
        this.secrets = Secrets.in(secrets.directory());
        this.json = json;
        this.client = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    /** A key of the transit engine. Its type must be one that authenticates data beside it, as {@code aes256-gcm96} does. */
    KeyEncryption transit(String key) {
        return new KeyEncryption() {
            @Override
            public byte[] wrap(byte[] plain, byte[] context) throws IOException {
                JsonNode answer = ask(
                        "POST",
                        config.transit() + "/encrypt/" + key,
                        Map.of("plaintext", base64(plain), "associated_data", base64(context)));
                return text(answer.path("data").path("ciphertext")).getBytes(StandardCharsets.US_ASCII);
            }

            @Override
            public byte[] unwrap(byte[] wrapped, byte[] context) throws IOException {
                JsonNode answer = ask(
                        "POST",
                        config.transit() + "/decrypt/" + key,
                        Map.of(
                                "ciphertext",
                                new String(wrapped, StandardCharsets.US_ASCII),
                                "associated_data",
                                base64(context)));
                return Base64.getDecoder().decode(text(answer.path("data").path("plaintext")));
            }
        };
    }

    /** A field of a secret of the key/value engine: {@code secret/data/garde-fou#kek}. */
    String value(String pathAndField) throws IOException {
        int hash = pathAndField.indexOf('#');
        if (hash < 0) throw new IOException("A key in Vault is named MOUNT/data/PATH#FIELD, not " + pathAndField);
        JsonNode answer = ask("GET", pathAndField.substring(0, hash), Map.of());
        return text(answer.path("data").path("data").path(pathAndField.substring(hash + 1)));
    }

    private JsonNode ask(String method, String path, Map<String, String> body) throws IOException {
        URI base = config.url()
                .orElseThrow(() -> new IOException("A key-encryption key is in Vault: set gardefou.vault.url"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base.toString().replaceFirst("/+$", "") + "/v1/" + path))
                .timeout(config.timeout())
                .header("X-Vault-Token", secrets.get(config.tokenSecret()).value())
                .header("X-Vault-Request", "true")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        config.namespace().ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
        HttpResponse<byte[]> answer = send(request.build());
        if (answer.statusCode() != GOOD) {
            throw new IOException(
                    "Vault answers %d to %s: see to its seal, to the token in the secret %s and to its policy (%s)"
                            .formatted(answer.statusCode(), path, config.tokenSecret(), errors(answer.body())));
        }
        return json.readTree(answer.body());
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            throw new IOException(
                    "Vault does not answer (%s): see whether it runs and gardefou.vault.url is right"
                            .formatted(Optional.ofNullable(e.getMessage())
                                    .orElse(e.getClass().getSimpleName())),
                    e);
        }
    }

    /** What Vault says of an error; never a value. */
    private String errors(byte[] body) {
        try {
            JsonNode errors = json.readTree(body).path("errors");
            return errors.isArray() ? errors.toString() : "no reason";
        } catch (IOException e) {
            return "no reason";
        }
    }

    private static String text(JsonNode value) throws IOException {
        if (!value.isTextual())
            throw new IOException("Vault's answer lacks what was asked for: see whether path and field are right");
        return value.asText();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
