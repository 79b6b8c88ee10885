package org.gardefou.access.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.FreePort;
import org.gardefou.access.host.LocalHost;
import org.gardefou.access.http.ProbeResult.Answered;
import org.gardefou.access.http.ProbeResult.Failed;
import org.gardefou.access.http.ProbeResult.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpProbeTest {
    /** What answers does so within them, however busy the machine is. */
    private static final ProbeLimits LIMITS = new ProbeLimits(Duration.ofSeconds(60), Duration.ofSeconds(60), 1000);

    /** For what never answers. */
    private static final ProbeLimits SHORT = new ProbeLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1000);

    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final int port;

    HttpProbeTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        port = server.getAddress().getPort();
        server.createContext(
                "/",
                exchange -> say(
                        exchange, 200, "hello " + exchange.getRequestHeaders().getFirst("Host")));
        server.createContext("/big", exchange -> say(exchange, 500, "x".repeat(5000)));
        server.createContext("/huge", exchange -> say(exchange, 200, "x".repeat(20_000_000)));
        server.createContext("/loop", exchange -> move(exchange, "/loop2"));
        server.createContext("/loop2", exchange -> move(exchange, "/loop"));
        server.createContext("/endless", exchange -> move(exchange, "/endless?" + System.nanoTime()));
        server.createContext("/inside", exchange -> move(exchange, "http://metadata.test:" + port + "/"));
        server.createContext("/file", exchange -> move(exchange, "file:///etc/passwd"));
        server.createContext("/cookie", exchange -> {
            if (exchange.getRequestHeaders().containsKey("Cookie")) {
                say(exchange, 200, "welcome");
            } else {
                exchange.getResponseHeaders().add("Set-Cookie", "seen=1");
                move(exchange, "/cookie");
            }
        });
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 900);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void anAnswerIsSeenAsAVisitorSeesIt() throws IOException {
        ProbeResult result = probe("http://shop.test:" + port + "/");

        Answered answered = (Answered) result.outcome();
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.body()).isEqualTo("hello shop.test:" + port);
        assertThat(answered.header("X-Test")).isEqualTo("yes");
        assertThat(result.hops()).extracting(Hop::address).containsExactly("127.0.0.1");
        Answered big = (Answered) probe("http://shop.test:" + port + "/big").outcome();
        assertThat(big)
                .extracting(Answered::status, Answered::bodyBytes, Answered::bodyCut)
                .containsExactly(500, 1000, true);
        assertThat(probe("http://shop.test:" + port + "/cookie").outcome()).isInstanceOf(Answered.class);
    }

    @Test
    void aPageLargerThanWhatIsReadIsAnAnswerLikeAnyOther() throws IOException {
        Answered huge = (Answered) probe("http://shop.test:" + port + "/huge").outcome();

        assertThat(huge)
                .extracting(Answered::status, Answered::bodyBytes, Answered::bodyCut)
                .containsExactly(200, 1000, true);
    }

    @Test
    void theConnectionGoesToTheAddressThatWasChecked() throws IOException {
        // Given a name that has an allowed address when it is checked, and another one right after
        int[] asked = {0};
        AddressGuard guard = new AddressGuard(List.of(Cidr.of("127.0.0.1")), name -> {
            asked[0]++;
            return new InetAddress[] {InetAddress.getByName(asked[0] == 1 ? "127.0.0.1" : "169.254.169.254")};
        });
        try (HttpProbe probe = new HttpProbe(guard, LIMITS, null, "test")) {
            assertThat(probe.get("http://rebinding.test:" + port + "/").outcome())
                    .isInstanceOf(Answered.class);
            assertThat(asked[0]).isEqualTo(1);
            assertThat(problem(probe.get("http://rebinding.test:" + port + "/")))
                    .isEqualTo(Problem.ADDRESS_REFUSED);
            assertThat(probe.get("http://unknown.test:" + port + "/", InetAddress.getByName("127.0.0.1"))
                            .outcome())
                    .isInstanceOf(Answered.class);
            assertThat(problem(probe.get("http://unknown.test:" + port + "/", InetAddress.getByName("10.0.0.1"))))
                    .isEqualTo(Problem.ADDRESS_REFUSED);
        }
    }

    @Test
    void redirectsAreFollowedCheckedAndEnd() throws IOException {
        ProbeResult loop = probe("http://shop.test:" + port + "/loop");
        assertThat(problem(loop)).isEqualTo(Problem.REDIRECT_LOOP);
        assertThat(loop.hops()).extracting(Hop::location).containsExactly("/loop2", "/loop");
        assertThat(problem(probe("http://shop.test:" + port + "/endless"))).isEqualTo(Problem.TOO_MANY_REDIRECTS);
        assertThat(problem(probe("http://shop.test:" + port + "/inside"))).isEqualTo(Problem.ADDRESS_REFUSED);
        assertThat(problem(probe("http://shop.test:" + port + "/file"))).isEqualTo(Problem.BAD_URL);
    }

    @Test
    void whatGoesWrongHasAName() throws IOException {
        assertThat(problem(probe("http://nowhere.test/"))).isEqualTo(Problem.NAME_NOT_FOUND);
        assertThat(problem(probe("gopher://shop.test/"))).isEqualTo(Problem.BAD_URL);
        assertThat(problem(probe("http://shop.test:" + FreePort.find() + "/"))).isEqualTo(Problem.CONNECTION_REFUSED);
        // It never ends: a probe that waited for longer than it may would not come back.
        assertThat(problem(probe("http://shop.test:" + port + "/drip", SHORT))).isEqualTo(Problem.TIMEOUT);
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> answerPlainly(plain));
            assertThat(problem(probe("https://shop.test:" + plain.getLocalPort() + "/")))
                    .isEqualTo(Problem.TLS_OTHER);
        }
    }

    @Test
    void headersThatNeverEndAreNoAnswer() throws IOException {
        assertThat(problem(answeredBy("HTTP/1.1 302 Found\r\nLocation: ", "x".repeat(1000))))
                .isEqualTo(Problem.BAD_ANSWER);
        assertThat(problem(answeredBy("HTTP/1.1 200 OK\r\n", "X-Header: y\r\n")))
                .isEqualTo(Problem.BAD_ANSWER);
        assertThat(problem(answeredBy("", "\r\n"))).isIn(Problem.BAD_ANSWER, Problem.CONNECTION_LOST);
        assertThat(problem(answeredBy("HTTP/1.1 200 OK ", "y".repeat(1000)))).isEqualTo(Problem.BAD_ANSWER);
    }

    /** What a probe makes of a server that says one thing, and then another for as long as it is listened to. */
    private ProbeResult answeredBy(String first, String againAndAgain) throws IOException {
        try (ServerSocket endless = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> {
                try (var socket = endless.accept()) {
                    socket.getOutputStream().write(first.getBytes(StandardCharsets.UTF_8));
                    byte[] more = againAndAgain.repeat(20).getBytes(StandardCharsets.UTF_8);
                    while (true) socket.getOutputStream().write(more);
                } catch (IOException hungUp) {
                    // as it should
                }
            });
            return probe("http://shop.test:" + endless.getLocalPort() + "/");
        }
    }

    @Test
    void certificatesAreJudged() throws Exception {
        KeyStore good = keys("good", "shop.test", "-validity", "10");
        KeyStore old = keys("old", "shop.test", "-startdate", "-10d", "-validity", "5");
        HttpsServer secure = secure(good);
        HttpsServer expired = secure(old);
        String there = ":" + secure.getAddress().getPort() + "/";
        try {
            assertThat(problem(probe("https://shop.test" + there))).isEqualTo(Problem.TLS_CHAIN);
            Answered trusted = (Answered)
                    probe("https://shop.test" + there, trusting(good)).outcome();
            assertThat(trusted.body()).isEqualTo("secure");
            assertThat(trusted.certificateEnds()).isNotNull();
            assertThat(problem(probe("https://other.test" + there, trusting(good))))
                    .isEqualTo(Problem.TLS_NAME_MISMATCH);
            assertThat(problem(probe("https://shop.test:" + expired.getAddress().getPort() + "/", trusting(old))))
                    .isEqualTo(Problem.TLS_EXPIRED);
        } finally {
            secure.stop(0);
            expired.stop(0);
        }
    }

    @Test
    void theGuardLetsOnlyThePublicInternetThrough() throws Exception {
        AddressGuard guard = AddressGuard.allowing(List.of());
        for (String inside : List.of(
                "127.0.0.1",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "192.0.2.1",
                "198.18.0.1",
                "203.0.113.9",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:db8::1",
                "2001:0:1::1",
                "::7f00:1")) {
            assertThat(guard.permits(InetAddress.getByName(inside))).as(inside).isFalse();
        }
        for (String outside : List.of("1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a01:e0a::1")) {
            assertThat(guard.permits(InetAddress.getByName(outside)))
                    .as(outside)
                    .isTrue();
        }
        for (String trick :
                List.of("localhost", "a.LOCALHOST.", "[::1]", "127.1", "[::ffff:127.0.0.1]", "2130706433")) {
            assertThatThrownBy(() -> guard.permitted(trick))
                    .as(trick)
                    .isInstanceOfAny(AddressRefusedException.class, UnknownHostException.class);
        }
        assertThat(AddressGuard.allowing(List.of(Cidr.of("10.0.0.0/8"))).permits(InetAddress.getByName("10.9.9.9")))
                .isTrue();
        for (String wrong : List.of("10.0.0.0/33", "ten/8", "", "10.0.0.0/x", "example.org/8")) {
            assertThatThrownBy(() -> Cidr.of(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private ProbeResult probe(String url) throws IOException {
        return probe(url, LIMITS, null);
    }

    private static ProbeResult probe(String url, ProbeLimits limits) throws IOException {
        return probe(url, limits, null);
    }

    private static ProbeResult probe(String url, @Nullable SSLContext trust) throws IOException {
        return probe(url, LIMITS, trust);
    }

    private static ProbeResult probe(String url, ProbeLimits limits, @Nullable SSLContext trust) throws IOException {
        AddressGuard guard = new AddressGuard(List.of(Cidr.of("127.0.0.1")), name -> switch (name) {
            case "shop.test", "other.test" -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
            case "metadata.test" -> new InetAddress[] {InetAddress.getByName("127.0.0.2")};
            default -> throw new UnknownHostException(name);
        });
        try (HttpProbe probe = new HttpProbe(guard, limits, trust, "test")) {
            return probe.get(url);
        }
    }

    private static Problem problem(ProbeResult result) {
        assertThat(result.outcome()).isInstanceOf(Failed.class);
        return ((Failed) result.outcome()).problem();
    }

    private KeyStore keys(String name, String host, String... validity) throws Exception {
        Path file = folder.resolve(name + ".p12");
        List<String> vector = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString()));
        vector.addAll(List.of(validity));
        new LocalHost(folder.resolve("scratch")).run(Command.of(vector)).orThrow();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        return store;
    }

    private HttpsServer secure(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(context));
        secure.setExecutor(threads);
        secure.createContext("/", exchange -> say(exchange, 200, "secure"));
        secure.start();
        return secure;
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        String alias = keys.aliases().nextElement();
        certificates.setCertificateEntry(alias, keys.getCertificate(alias));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static void answerPlainly(ServerSocket plain) {
        try (var socket = plain.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Test", "yes");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void move(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }
}
