package org.gardefou.restore.bed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The other end of the one call between two services: answers access to the repositories that the tests made, from files
 * {@code <site>.json} in a folder; a file {@code away} makes it answer 503, and {@code refuse} 403.
 */
public final class BackupsStandIn implements QuarkusTestResourceLifecycleManager {
    public static final String FOLDER = "gardefou.test.backups";

    private final HttpServer server = server();
    private @Nullable Path folder;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            Path made = Files.createTempDirectory("gardefou-backups");
            folder = made;
            System.setProperty(FOLDER, made.toString());
            Path token = Files.writeString(made.resolve("token"), "the-token-of-restore-service\n");
            server.createContext("/backups/v1/repository-access", exchange -> answer(exchange, made));
            server.start();
            return Map.of(
                    "gardefou.backups.url",
                    "http://127.0.0.1:" + server.getAddress().getPort(),
                    "gardefou.backups.token-file",
                    token.toString(),
                    // By night the sites of other tests would have their turns.
                    "gardefou.drill.at-once",
                    "0",
                    // What stands back for another test's restore comes again while its own test waits.
                    "gardefou.drill.pause",
                    "1s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, Path folder) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String site = body.replaceAll(".*\"site\"\\s*:\\s*\"([0-9a-f-]+)\".*", "$1");
        Path known = folder.resolve(site + ".json");
        boolean authorised = "Bearer the-token-of-restore-service"
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        int status = Files.exists(folder.resolve("away"))
                ? 503
                : !authorised || Files.exists(folder.resolve("refuse")) ? 403 : Files.exists(known) ? 200 : 404;
        byte[] answer = status == 200 ? Files.readAllBytes(known) : "{}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
        if (folder == null) return;
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
