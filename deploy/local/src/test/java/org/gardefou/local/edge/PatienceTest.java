package org.gardefou.local.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gardefou.local.process.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge among clients that are slow, silent or too many. Each test has an edge that is impatient about the one thing that is tested. */
@Timeout(300)
class PatienceTest {

    /** Longer than any test takes, however slow the machine is. */
    private static final Duration NEVER = Duration.ofHours(1);

    private static final Duration SHORT = Duration.ofMillis(250);

    /** Many times what there is between two signs of life; longer where the machine stands still, see {@link #lively}. */
    private static final Duration LIVELY = Duration.ofMillis(2_000);

    private static final Duration DROP = Duration.ofMillis(20);

    /** Few of everything, and as much time as anybody wants. */
    private static final EdgeLimits PATIENT = limits(NEVER, NEVER, NEVER, NEVER);

    private static EdgeLimits limits(Duration head, Duration body, Duration idle, Duration answer) {
        return limits(head, body, idle, answer, NEVER);
    }

    private static EdgeLimits limits(Duration head, Duration body, Duration idle, Duration answer, Duration turn) {
        return new EdgeLimits(head, body, idle, answer, turn, 3, 4, 12, 5);
    }

    private final Vertx vertx = Edge.vertx();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Socket> open = new ArrayList<>();
    private final Queue<Socket> unanswered = new ConcurrentLinkedQueue<>();
    private HttpServer service;
    private ServerSocket silent;
    private int port;

    @BeforeEach
    void startServices() throws Exception {
        service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/terms/v1/plans", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        service.createContext("/terms/v1/events", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            try {
                // A sign of life, as the services give one, far more often than the edge loses its patience.
                do {
                    out.write(":still here\n\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                } while (!end.await(50, TimeUnit.MILLISECONDS));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        service.start();
        silent = new ServerSocket(0);
        Thread.ofVirtual().start(() -> {
            while (!silent.isClosed()) {
                try {
                    unanswered.add(silent.accept());
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void start(EdgeLimits limits) throws Exception {
        port = FreePorts.find(1).getFirst();
        EdgeServer.start(
                        vertx,
                        port,
                        List.of(
                                new Route(
                                        "terms",
                                        "terms-service",
                                        service.getAddress().getPort()),
                                new Route("restores", "restore-service", silent.getLocalPort())),
                        limits)
                .toCompletionStage()
                .toCompletableFuture()
                .get(120, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        for (Socket socket : open) socket.close();
        for (Socket socket : unanswered) socket.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
        service.stop(0);
        silent.close();
    }

    @Test
    void whoSaysNothingIsDisconnected() throws Exception {
        start(limits(SHORT, NEVER, NEVER, NEVER));
        assertThat(rest(connect(""))).isEmpty();
    }

    @Test
    void whoSendsAHeadDropByDropIsDisconnected() throws Exception {
        start(limits(SHORT, NEVER, NEVER, NEVER));
        Socket slow = connect("GET /terms/v1/plans HTTP/1.1\r\n");
        // Until the edge has had enough; it never is without a byte for as long as that.
        assertThatThrownBy(() -> {
                    while (true) {
                        Thread.sleep(DROP);
                        slow.getOutputStream().write("X-A: a\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageMatching("(?i).*(reset|broken pipe|closed).*");
    }

    @Test
    void whoDoesNotSendTheBodyItPromisedIsDisconnected() throws Exception {
        start(limits(NEVER, SHORT, NEVER, NEVER));
        Socket slow = connect("POST /terms/v1/plans HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\nhalf");

        assertThat(rest(slow)).doesNotContain("200 OK");
    }

    @Test
    void aConnectionServesRequestAfterRequestAndIsThenClosed() throws Exception {
        Socket kept = lively(limit -> limits(limit, NEVER, NEVER, NEVER), "", connection -> {
            write(connection, "GET /terms/v1/plans HTTP/1.1\r\nHost: t\r\n\r\n");
            assertThat(until(connection, "ok")).startsWith("HTTP/1.1 200");
            Thread.sleep(DROP);
        });
        assertThat(rest(kept)).isEmpty();
    }

    @Test
    void aStreamThatGivesSignsOfLifeOutlivesEveryLimit() throws Exception {
        Socket stream = lively(
                limit -> limits(limit, limit, limit, limit),
                get("/terms/v1/events", "one"),
                connection -> until(connection, ":still here"));
        end.countDown();
        assertThat(until(stream, "0\r\n\r\n")).isNotNull();
    }

    private interface Sign {
        void of(Socket connection) throws Exception;
    }

    /**
     * A connection that gave signs of life, one soon after the other, for longer than the edge has patience. Where the machine stood still for half
     * of that, what came of it says nothing about the edge, and it is tried with twice the patience.
     */
    private Socket lively(Function<Duration, EdgeLimits> limits, String first, Sign sign) throws Exception {
        for (Duration limit = LIVELY; ; limit = limit.multipliedBy(2)) {
            start(limits.apply(limit));
            Socket connection = connect(first);
            long began = System.nanoTime();
            long longest = 0;
            long last = began;
            try {
                while (last - began < limit.plus(SHORT).toNanos()) {
                    sign.of(connection);
                    long now = System.nanoTime();
                    longest = Math.max(longest, now - last);
                    last = now;
                }
                return connection;
            } catch (IOException | AssertionError e) {
                if (Math.max(longest, System.nanoTime() - last)
                        < limit.dividedBy(2).toNanos()) throw e;
            }
        }
    }

    @Test
    void aCallerWithTooManyStreamsIsToldSoAndNobodyElseNoticesIt() throws Exception {
        start(PATIENT);
        for (int i = 0; i < 3; i++) until(connect(get("/terms/v1/events", "one")), ":still here");

        String fourth = until(connect(get("/terms/v1/plans", "one")), "close a stream");
        String other = until(connect(get("/terms/v1/plans", "another")), "ok");
        String nobody = until(connect("GET /terms/v1/plans HTTP/1.1\r\nHost: t\r\n\r\n"), "ok");

        assertThat(fourth)
                .startsWith("HTTP/1.1 429")
                .contains("application/problem+json", "/problems/too-many-requests", "Retry-After: 3");
        assertThat(other).startsWith("HTTP/1.1 200");
        assertThat(nobody).startsWith("HTTP/1.1 200");
    }

    @Test
    void aPanelHasMoreAtOnceThanACustomerBehindIt() throws Exception {
        start(PATIENT);
        String panel = token("{\"groups\": [\"panel\"]}");
        for (int i = 0; i < 4; i++) until(connect(get("/terms/v1/events", panel)), ":still here");

        String fifth = until(connect(get("/terms/v1/plans", panel)), "close a stream");

        assertThat(fifth).startsWith("HTTP/1.1 429");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"groups\": [\"customer\"], \"name\": \"panel\"}",
                "{\"groups\": \"panel\"}",
                "{\"groups\": [\"panel\"]",
                "[\"panel\"]"
            })
    void whoDoesNotSayItIsAPanelHasACustomersShare(String claims) throws Exception {
        start(PATIENT);
        String customer = token(claims);
        for (int i = 0; i < 3; i++) until(connect(get("/terms/v1/events", customer)), ":still here");

        assertThat(until(connect(get("/terms/v1/plans", customer)), "close a stream"))
                .startsWith("HTTP/1.1 429");
    }

    private static String token(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".x";
    }

    @Test
    void whatACallerGaveBackItMayHaveAgain() throws Exception {
        start(PATIENT);
        for (int round = 0; round < 3; round++) {
            List<Socket> streams = new ArrayList<>();
            for (int i = 0; i < 3; i++) streams.add(streamOnceThereIsRoom());
            assertThat(until(connect(get("/terms/v1/plans", "one")), "\r\n")).startsWith("HTTP/1.1 429");
            for (Socket stream : streams) stream.close();
        }
        streamOnceThereIsRoom();
    }

    /** The edge needs a moment to notice that a connection is closed. */
    private Socket streamOnceThereIsRoom() throws Exception {
        while (true) {
            Socket stream = connect(get("/terms/v1/events", "one"));
            if (until(stream, "\r\n").startsWith("HTTP/1.1 200")) return stream;
            stream.close();
            Thread.sleep(DROP);
        }
    }

    @Test
    void whenAServiceHasAsManyRequestsAsItTakesTheNextIsToldToComeAgain() throws Exception {
        start(limits(NEVER, NEVER, NEVER, NEVER, SHORT));
        for (int i = 0; i < 5; i++) until(connect(get("/terms/v1/events", "caller-" + i)), ":still here");

        String sixth = until(connect(get("/terms/v1/plans", "caller-6")), "seconds.\"");

        assertThat(sixth)
                .startsWith("HTTP/1.1 503")
                .contains("as many requests as it takes", "was not acted upon", "Retry-After: 3");
    }

    @Test
    void whoOnlyHoldsConnectionsKeepsNobodyOut() throws Exception {
        start(PATIENT);
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < 12; i++) held.add(connect(""));

        String late = until(connect(get("/terms/v1/plans", "one")), "ok");

        assertThat(late).startsWith("HTTP/1.1 200");
        // The one that had waited the longest made room.
        assertThat(rest(held.getFirst())).isEmpty();
    }

    @Test
    void aServiceThatSaysNothingIsAProblemThatSaysSo() throws Exception {
        start(limits(NEVER, NEVER, NEVER, SHORT));
        String answer = until(connect(get("/restores/v1/restores", "one")), "what is up.\"");

        assertThat(answer)
                .startsWith("HTTP/1.1 502")
                .contains(
                        "restore-service said nothing for too long", "may or may not have acted", "/problems/cut-off");
    }

    @Test
    void whatIsTooLongOrNoHttpIsAProblem() throws Exception {
        start(PATIENT);
        String host = " HTTP/1.1\r\nHost: t\r\n";
        refused("GET /terms/" + "a".repeat(9_000) + host + "\r\n", 414, "uri-too-long");
        refused("GET /terms/v1/plans" + host + "X-A: " + "a".repeat(30_000) + "\r\n\r\n", 431, "headers-too-large");
        refused("GET /te\u0000rms" + host + "\r\n", 400, "bad-request");
        refused("GET /terms/%zz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n", 400, "bad-request");
        refused("GET /terms/v1/plans" + host + "X-A: a\u0000b\r\n\r\n", 400, "bad-request");
        refused("POST /terms/v1/plans" + host + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", 400, "bad-request");
        refused("POST /terms/v1/plans" + host + "Content-Length: x\r\n\r\n", 400, "bad-request");
        refused("NONSENSE\r\n\r\n", 400, "bad-request");
        assertThat(until(connect("GET /terms/v1/plans HTTP/1.0\r\n\r\n"), "ok")).startsWith("HTTP/1.0 200");
    }

    private void refused(String request, int status, String slug) throws IOException {
        assertThat(until(connect(request), "/problems/" + slug + "\""))
                .startsWith("HTTP/1.")
                .contains(" " + status + " ", "application/problem+json");
    }

    private static String get(String path, String token) {
        return "GET " + path + " HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer " + token + "\r\n\r\n";
    }

    private Socket connect(String first) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        // Longer than the test may take: whoever waits in vain fails by that.
        socket.setSoTimeout(240_000);
        open.add(socket);
        write(socket, first);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** What is sent until the edge closes the connection. */
    private static String rest(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException closed) {
            assertThat(closed).hasMessageContaining("reset");
            return "";
        }
    }

    /** What is sent up to some words. */
    private static String until(Socket socket, String words) throws IOException {
        StringBuilder seen = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (seen.indexOf(words) < 0) {
            int next = in.read();
            assertThat(next).as("before \"" + words + "\": " + seen).isNotNegative();
            seen.append((char) next);
        }
        return seen.toString();
    }
}
