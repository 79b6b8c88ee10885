package org.gardefou.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.gardefou.restic.RepositoryPassword;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against a server of ours that answers as Vault's HTTP API is documented (transit encrypt and decrypt, key/value version 2, its errors):
 * Vault itself comes in no package of Maven or Debian.
 */
class VaultTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "hvs.only-for-this-test";

    @TempDir
    Path secrets;

    private final Map<String, String> sealed = new ConcurrentHashMap<>();
    private final String site = UUID.randomUUID().toString();
    private final RepositoryPassword password = RepositoryPassword.generate();
    private final String kek = Base64.getEncoder().encodeToString(new byte[AesKeyEncryption.KEY_BYTES]);
    private @Nullable HttpServer server;
    private boolean unsealed = true;

    @BeforeEach
    void start() throws IOException {
        HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        fresh.createContext("/v1/", this::answer);
        fresh.start();
        server = fresh;
        Path token = Files.writeString(secrets.resolve("vault-token"), TOKEN + "\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void stop() {
        if (server != null) server.stop(0);
    }

    @Test
    void transitWrapsAndNeitherKeyNorPasswordLeaveIt() throws IOException {
        KeyWrapping keys = keys("vault-transit:garde-fou");
        Wrapped wrapped = keys.wrap(site, password);
        assertThat(new String(wrapped.bytes(), StandardCharsets.US_ASCII)).startsWith("vault:v1:");
        assertThat(keys.unwrap(site, wrapped)).isEqualTo(password);
        // And not for another site
        assertThatThrownBy(() -> keys.unwrap(UUID.randomUUID().toString(), wrapped))
                .hasMessageContaining("400")
                .hasMessageNotContaining(password.reveal());
    }

    @Test
    void aValueOfTheKeyValueEngineIsAKey() throws IOException {
        KeyWrapping keys = keys("vault-kv:secret/data/garde-fou#kek");
        assertThat(keys.unwrap(site, keys.wrap(site, password))).isEqualTo(password);
        assertThatThrownBy(() -> keys("vault-kv:secret/data/garde-fou#other").wrap(site, password))
                .hasMessageContaining("path and field");
    }

    @Test
    void aSealedVaultAndAWrongTokenAreNamed() throws IOException {
        KeyWrapping keys = keys("vault-transit:garde-fou");
        unsealed = false;
        assertThatThrownBy(() -> keys.wrap(site, password))
                .hasMessageContaining("503")
                .hasMessageContaining("Vault is sealed");
        unsealed = true;
        Files.writeString(secrets.resolve("vault-token"), "hvs.another");
        assertThatThrownBy(() -> keys.wrap(site, password))
                .hasMessageContaining("403")
                .hasMessageContaining("vault-token")
                .hasMessageNotContaining("hvs.another");
    }

    private KeyWrapping keys(String source) {
        assertThat(server).isNotNull();
        return keys(
                secrets,
                "main",
                Map.of("main", source),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** Keys as the settings would name them. */
    static KeyWrapping keys(Path secrets, String current, Map<String, String> sources, @Nullable URI vault) {
        KeyConfig config = new KeyConfig() {
            @Override
            public String current() {
                return current;
            }

            @Override
            public Map<String, String> sources() {
                return sources;
            }
        };
        return new KeyWrapping(new KeyRing(config, new Vault(vaultAt(vault), () -> secrets, JSON), () -> secrets));
    }

    private static VaultConfig vaultAt(@Nullable URI url) {
        return new VaultConfig() {
            @Override
            public Optional<URI> url() {
                return Optional.ofNullable(url);
            }

            @Override
            public String tokenSecret() {
                return "vault-token";
            }

            @Override
            public String transit() {
                return "transit";
            }

            @Override
            public Optional<String> namespace() {
                return Optional.empty();
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(60);
            }
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String path = exchange.getRequestURI().getPath().substring("/v1/".length());
        if (!unsealed) {
            say(exchange, 503, "{\"errors\":[\"Vault is sealed\"]}");
        } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
            say(exchange, 403, "{\"errors\":[\"permission denied\"]}");
        } else if (path.equals("transit/encrypt/garde-fou")) {
            String ciphertext = "vault:v1:"
                    + Base64.getEncoder()
                            .encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
            sealed.put(
                    ciphertext,
                    body.path("plaintext").asText() + " "
                            + body.path("associated_data").asText());
            say(exchange, 200, "{\"data\":{\"ciphertext\":\"%s\",\"key_version\":1}}".formatted(ciphertext));
        } else if (path.equals("transit/decrypt/garde-fou")) {
            String[] parts =
                    sealed.getOrDefault(body.path("ciphertext").asText(), " ").split(" ");
            if (parts.length == 2
                    && parts[1].equals(body.path("associated_data").asText())) {
                say(exchange, 200, "{\"data\":{\"plaintext\":\"%s\"}}".formatted(parts[0]));
            } else {
                say(exchange, 400, "{\"errors\":[\"cipher: message authentication failed\"]}");
            }
        } else if (path.equals("secret/data/garde-fou")) {
            say(exchange, 200, "{\"data\":{\"data\":{\"kek\":\"%s\"},\"metadata\":{\"version\":1}}}".formatted(kek));
        } else {
            say(exchange, 404, "{\"errors\":[]}");
        }
    }

    private static void say(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
