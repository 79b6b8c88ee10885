package org.gardefou.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.gardefou.local.process.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The edge before real HTTP servers: one that answers, one that is down, one that hangs up. */
@Timeout(300)
class EdgeTest {

    private final Vertx vertx = Edge.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch firstEventRead = new CountDownLatch(1);
    private HttpServer service;
    private ServerSocket rude;
    private int port;

    @BeforeEach
    void start() throws Exception {
        service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/terms/v1/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.getResponseHeaders()
                    .set(
                            "Seen",
                            exchange.getRequestURI() + " "
                                    + exchange.getRequestHeaders().getFirst("Host") + " "
                                    + exchange.getRequestHeaders().get("X-Forwarded-For") + " "
                                    + exchange.getRequestHeaders().getFirst("X-Forwarded-Proto"));
            exchange.sendResponseHeaders(201, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.createContext("/terms/v1/file", exchange -> {
            boolean part = "bytes=100-".equals(exchange.getRequestHeaders().getFirst("Range"))
                    && "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-Range"));
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            if (part) exchange.getResponseHeaders().set("Content-Range", "bytes 100-4999999/5000000");
            exchange.sendResponseHeaders(part ? 206 : 200, part ? 4_999_900 : 5_000_000);
            exchange.getResponseBody().write(new byte[part ? 4_999_900 : 5_000_000]);
            exchange.close();
        });
        service.createContext("/terms/v1/events", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            try {
                // The second event is sent only when the first has arrived: a proxy that collects would stand still.
                boolean read = firstEventRead.await(120, TimeUnit.SECONDS);
                out.write(("data: " + (read ? 2 : "late") + "\n\n").getBytes(StandardCharsets.UTF_8));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        service.start();
        rude = new ServerSocket(0);
        Thread.ofVirtual().start(() -> {
            while (!rude.isClosed()) {
                try (var socket = rude.accept()) {
                    socket.getInputStream().read();
                } catch (java.io.IOException closed) {
                    return;
                }
            }
        });
        List<Integer> ports = FreePorts.find(2);
        port = ports.get(0);
        EdgeServer.start(
                        vertx,
                        port,
                        List.of(
                                new Route(
                                        "terms",
                                        "terms-service",
                                        service.getAddress().getPort()),
                                new Route("backups", "backup-service", ports.get(1)),
                                new Route("restores", "restore-service", rude.getLocalPort())))
                .toCompletionStage()
                .toCompletableFuture()
                .get(120, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
        service.stop(0);
        rude.close();
        client.close();
    }

    @Test
    void aLargeFileIsFetchedInRanges() throws Exception {
        // When
        var response = client.send(
                request("/terms/v1/file")
                        .header("Range", "bytes=100-")
                        .header("If-Range", "\"1\"")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        // Then
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.headers().firstValue("Content-Range")).contains("bytes 100-4999999/5000000");
        assertThat(response.headers().firstValue("Content-Length")).contains("4999900");
        assertThat(response.body()).hasSize(4_999_900);
    }

    @Test
    void aRequestReachesItsServiceWithItsBodyAndWhoAsked() throws Exception {
        // When
        var response = client.send(
                request("/terms/v1/echo?limit=2")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .POST(HttpRequest.BodyPublishers.ofString("x".repeat(300_000)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        // Then
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).hasSize(300_000);
        assertThat(response.headers().firstValue("Seen"))
                .contains("/terms/v1/echo?limit=2 localhost:" + port + " [127.0.0.1] http");
    }

    @Test
    void aPathThatGoesUpReachesNoService() {
        for (String up : List.of(
                "/terms/../q/metrics", "/terms/%2e%2e/q/metrics", "/terms/.%2E/q", "/problems/..", "/terms/v1/./echo"))
            assertThat(Route.hasDotSegments(up)).as(up).isTrue();
        for (String plain : List.of("/terms/v1/echo", "/terms/v1/..hidden", "/terms/.well-known/x", "/"))
            assertThat(Route.hasDotSegments(plain)).as(plain).isFalse();
    }

    @Test
    void aRawRequestThatGoesUpIsUnknown() throws Exception {
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("GET /terms/../terms/v1/echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 404").contains("application/problem+json");
        }
    }

    @Test
    void eventsPassOneByOne() throws Exception {
        // When
        var response = client.send(request("/terms/v1/events").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            // Then
            assertThat(lines.readLine()).isEqualTo("data: 1");
            firstEventRead.countDown();
            lines.readLine();
            assertThat(lines.readLine()).isEqualTo("data: 2");
        }
    }

    @Test
    void aServiceThatIsDownIsAProblemThatSaysWhenToTryAgain() throws Exception {
        var response = client.send(request("/backups/v1/backups").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("3");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("backup-service does not run").contains("/problems/unavailable");
    }

    @Test
    void aServiceThatEndsInMidRequestIsAProblemThatSaysSo() throws Exception {
        var response = client.send(request("/restores/v1/restores").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("may or may not have acted");
    }

    @Test
    void theExplorerListsAllDefinitionsAndFetchesNothingFromElsewhere() throws Exception {
        var page = client.send(request("/").build(), HttpResponse.BodyHandlers.ofString());
        var script = client.send(request("/explorer.js").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("http://", "https://");
        assertThat(script.body()).contains("\"/terms/openapi\"", "\"/restores/openapi\"", "persistAuthorization: true");
        for (String asset : List.of("/swagger-ui.css", "/swagger-ui-bundle.js", "/swagger-ui-standalone-preset.js")) {
            assertThat(client.send(request(asset).build(), HttpResponse.BodyHandlers.ofByteArray())
                            .statusCode())
                    .as(asset)
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsInternalToAServiceIsNotReachable() throws Exception {
        for (String path : List.of("/q/health", "/q/metrics", "/termsx", "/swagger-ui.js.map")) {
            var response = client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).contains("/problems/unknown-path");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(120));
    }
}
