package org.gardefou.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.gardefou.local.testing.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no HTTP library would send, byte by byte: each has its status, and none is a fault of ours in the log. */
@QuarkusTest
class RawRequestsTest {

    private static final String NOTE = "{\"title\":\"%s\",\"stars\":3,\"color\":\"RED\"}";

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URL url;

    private final Faults faults = new Faults();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(faults);
    }

    @AfterEach
    void hush() {
        Logger.getLogger("").removeHandler(faults);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET /notes/v1/notes/%zz HTTP/1.1                  |                                       | 400 | bad-request
                    GET /notes/v1/notes/% HTTP/1.1                    |                                       | 400 | bad-request
                    GET /notes/v1/notes/%c3%28 HTTP/1.1               |                                       | 400 | bad-parameter
                    GET /notes/v1/notes?color=%zz HTTP/1.1            |                                       | 400 | bad-request
                    GET /notes/v1/notes?%zz=1 HTTP/1.1                |                                       | 400 | bad-request
                    GET /notes/v1/notes?q=a"b HTTP/1.1                |                                       | 400 | bad-request
                    GET /notes/v1/notes/;%zz HTTP/1.1                 |                                       | 400 | bad-request
                    GET /problems/%zz HTTP/1.1                        |                                       | 400 | bad-request
                    GET /problems HTTP/1.1                            | Accept-Language: ;;;q=x               | 200 |
                    GET /notes/v1/notes HTTP/1.1                      | Accept-Language: ;;;q=x               | 200 |
                    GET /notes/v1/notes HTTP/1.1                      | X-A: hé                               | 200 |
                    GET /notes/v1/notes HTTP/1.1                      | If-None-Match: hé                     | 200 |
                    GET /notes/v1/notes HTTP/1.1                      | Accept: x                             | 406 | not-acceptable
                    GET /notes/v1/notes HTTP/1.1                      | Host: other                           | 400 | bad-request
                    GET /notes/v1/notes HTTP/1.0                      |                                       | 200 |
                    get /notes/v1/notes HTTP/1.1                      |                                       | 405 | method-not-allowed
                    BREW /notes/v1/notes HTTP/1.1                     |                                       | 405 | method-not-allowed
                    CONNECT a:80 HTTP/1.1                             |                                       | 404 | unknown-path
                    OPTIONS * HTTP/1.1                                |                                       | 404 | unknown-path
                    OPTIONS /notes/v1/notes HTTP/1.1                  |                                       | 200 |
                    HEAD /notes/v1/notes HTTP/1.1                     |                                       | 200 |
                    POST /notes/v1/notes HTTP/1.1                     | Content-Type:                         | 415 | unsupported-media-type
                    POST /notes/v1/notes HTTP/1.1                     | Content-Type: nonsense                | 415 | unsupported-media-type
                    POST /notes/v1/notes HTTP/1.1                     | Content-Type: /                       | 415 | unsupported-media-type
                    POST /notes/v1/notes HTTP/1.1                     | Content-Type: application/json;charset=none | 201 |
                    POST /notes/v1/notes HTTP/1.1                     | Content-Encoding: gzip                | 415 | unsupported-media-type
                    POST /notes/v1/notes HTTP/1.1                     | Content-Encoding: identity            | 201 |
                    POST /notes/v1/notes HTTP/1.1                     | Idempotency-Key: hé                   | 400 | bad-idempotency-key
                    """)
    void aRequestThatNoLibrarySends(String line, String header, int status, String slug) throws IOException {
        answered(send(line, header == null ? "" : header + "\r\n", false), status, slug);
        assertThat(faults.all).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9000, 0, 414, uri-too-long", "0, 30000, 431, headers-too-large", "60000, 0, 414, uri-too-long"})
    void whatIsTooLongIsAProblem(int path, int header, int status, String slug) throws IOException {
        String answer = send(
                "GET /notes/v1/notes/" + "a".repeat(path) + " HTTP/1.1", "X-A: " + "a".repeat(header) + "\r\n", false);

        answered(answer, status, slug);
        assertThat(answer).hasSizeLessThan(2_000);
        assertThat(faults.all).isEmpty();
    }

    /** Vert.x answers these while it reads, before any code of ours: a status alone, and the end of the connection. */
    @ParameterizedTest
    @CsvSource({"Content-Length: 5", "Content-Length: -5", "Content-Length: +5", "X-A: a\u0000b", "X-\u00e9: a"})
    void whatIsNotHttpIsCutOffWithAStatus(String header) throws IOException {
        assertThat(send("POST /notes/v1/notes HTTP/1.1", header + "\r\n", true)).contains(" 400 Bad Request");
        assertThat(faults.all).isEmpty();
    }

    @org.junit.jupiter.api.Test
    void aPathWithNulIsCutOffWithAStatus() throws IOException {
        assertThat(send("GET /notes/v1/no\u0000tes HTTP/1.1", "", false)).contains(" 400 Bad Request");
        assertThat(faults.all).isEmpty();
    }

    private static void answered(String answer, int status, String slug) {
        assertThat(answer).startsWith("HTTP/1.").contains(" " + status + " ");
        if (slug != null) {
            assertThat(answer)
                    .contains("application/problem+json", "\"/problems/" + slug + "\"", "\"status\":" + status);
        }
    }

    private String send(String line, String header, boolean withLength) throws IOException {
        boolean post = line.startsWith("POST");
        String body = post ? NOTE.formatted(java.util.UUID.randomUUID()) : "";
        String token = TestTokens.of("operator", List.of("notes:read", "notes:write"), Map.of());
        String whole = line + "\r\nHost: test\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n"
                + (post && !header.startsWith("Content-Type") ? "Content-Type: application/json\r\n" : "")
                + (post || withLength ? "Content-Length: " + body.length() + "\r\n" : "")
                + header + "\r\n" + body;
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What was logged as a fault of ours. */
    private static final class Faults extends Handler {

        private final Queue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord fault) {
            boolean ours =
                    fault.getLoggerName() == null || !fault.getLoggerName().startsWith("com.github.kagkarlsson");
            if (ours && fault.getLevel().intValue() >= Level.SEVERE.intValue()) {
                all.add(fault.getLoggerName() + ": " + fault.getMessage());
            }
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
