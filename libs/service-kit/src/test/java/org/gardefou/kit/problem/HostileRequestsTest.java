package org.gardefou.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.kit.notes.Client.NOTES;
import static org.gardefou.kit.notes.Client.anybody;
import static org.gardefou.kit.notes.Client.body;
import static org.gardefou.kit.notes.Client.operator;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class HostileRequestsTest {

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    URL url;

    @Inject
    @SuppressWarnings("NullAway.Init")
    AgroalDataSource database;

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("{\"title\":", "malformed-json", "line 1"),
                Arguments.of("", "malformed-json", "missing"),
                Arguments.of("null", "malformed-json", "missing or null"),
                Arguments.of("hello", "malformed-json", "hello"),
                Arguments.of(body("a") + "x", "malformed-json", ""),
                Arguments.of(body("a") + "{}", "malformed-json", "behind the end"),
                Arguments.of(
                        "{\"title\":\"a\",\"title\":\"b\",\"stars\":3,\"color\":\"RED\"}", "malformed-json", "title"),
                Arguments.of("[".repeat(5000), "wrong-type", "an object"),
                Arguments.of("{\"title\":\"a\",\"stars\":" + "9".repeat(2000) + "}", "malformed-json", ""),
                Arguments.of("{\"titel\":\"a\",\"stars\":3,\"color\":\"RED\"}", "unknown-field", "/titel"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"tags\":[{\"name\":\"n\"},{\"x/y\":1}]}",
                        "unknown-field",
                        "/tags/1/x~1y"),
                Arguments.of("[]", "wrong-type", "an object"),
                Arguments.of("5", "wrong-type", "an object"),
                Arguments.of("\"\"", "wrong-type", "an object"),
                Arguments.of("{\"title\":5,\"stars\":3,\"color\":\"RED\"}", "wrong-type", "/title must be a text"),
                Arguments.of("{\"title\":true,\"stars\":3,\"color\":\"RED\"}", "wrong-type", "/title must be a text"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":\"3\",\"color\":\"RED\"}",
                        "wrong-type",
                        "/stars must be a whole number"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":3.0,\"color\":\"RED\"}",
                        "wrong-type",
                        "/stars must be a whole number"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":null,\"color\":\"RED\"}",
                        "wrong-type",
                        "/stars must be a whole number"),
                Arguments.of("{\"title\":\"a\",\"color\":\"RED\"}", "wrong-type", "/stars must be a whole number"),
                Arguments.of("{\"title\":\"a\",\"stars\":99999999999,\"color\":\"RED\"}", "wrong-type", "/stars"),
                Arguments.of("{\"title\":\"a\",\"stars\":3,\"color\":\"BLUE\"}", "wrong-type", "one of RED, GREEN"),
                Arguments.of("{\"title\":\"a\",\"stars\":3,\"color\":0}", "wrong-type", "one of RED, GREEN"),
                Arguments.of("{\"title\":\"a\",\"stars\":3,\"color\":\"\"}", "wrong-type", "one of RED, GREEN"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"due\":1700000000}", "wrong-type", "RFC 3339"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"due\":\"tomorrow\"}",
                        "wrong-type",
                        "RFC 3339"),
                Arguments.of("{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"due\":\"\"}", "wrong-type", "RFC 3339"),
                Arguments.of("{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"length\":60}", "wrong-type", "ISO 8601"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"pinned\":1}", "wrong-type", "true or false"),
                Arguments.of("{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"tags\":{}}", "wrong-type", "a list"),
                Arguments.of("{\"stars\":3,\"color\":\"RED\"}", "validation", "/title"),
                Arguments.of("{\"title\":null,\"stars\":3,\"color\":null}", "validation", "/color, /title"),
                Arguments.of("{\"title\":\"a\",\"stars\":9,\"color\":\"RED\"}", "validation", "/stars"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"tags\":[{\"name\":\"n\"},{\"name\":\" \"}]}",
                        "validation",
                        "/tags/1/name"),
                Arguments.of(body("a\\u0000b"), "validation", "The field /title has the character U+0000"),
                Arguments.of(body("a\\nb"), "validation", "U+000A"),
                Arguments.of(body("a\\u001bb"), "validation", "U+001B"),
                Arguments.of(body("a\\u0085b"), "validation", "U+0085"),
                Arguments.of(body("a\u202eb"), "validation", "U+202E"),
                Arguments.of(body("a\\u2066b"), "validation", "U+2066"),
                Arguments.of(body("a\\u2028b"), "validation", "U+2028"),
                Arguments.of(body("a\\ud83d b"), "validation", "U+D83D"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"tags\":[{\"name\":\"n\"},{\"name\":\"\\u202e\"}]}",
                        "validation",
                        "/tags/1/name"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"lines\":[\"a\",\"b\\u0007\"]}",
                        "validation",
                        "/lines/1"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"labels\":{\"x\":\"\\u202d\"}}",
                        "validation",
                        "/labels/x"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"labels\":{\"x\\u202d\":\"y\"}}",
                        "validation",
                        "The field /labels"),
                Arguments.of(
                        "{\"title\":\"a\",\"stars\":3,\"color\":\"RED\",\"story\":\"a\\rb\"}",
                        "validation",
                        "The field /story has the character U+000D"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_that_cannot_be_taken_is_refused_with_what_is_wrong(String body, String slug, String detail)
            throws SQLException {
        long before = count();

        Response answer = operator().body(body).post(NOTES);

        problem(answer, 400, slug);
        assertThat(answer.jsonPath().getString("detail")).contains(detail);
        assertThat(answer.jsonPath().getString("instance")).isEqualTo(NOTES);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void a_text_of_several_lines_has_lines_and_tabs_and_any_writing() {
        Response answer = operator().body("""
                        {"title":"Crème brûlée – \u05e9\u05dc\u05d5\u05dd \uD83D\uDE00\u200D","stars":3,"color":"RED",
                         "story":"one\\ntwo\\r\\n\\tthree","lines":["a\\nb"]}
                        """).post(NOTES);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    }

    @Test
    void violations_carry_json_pointers() {
        Response answer = operator()
                .body("{\"title\":\"\",\"stars\":0,\"color\":\"RED\",\"tags\":[{\"name\":\"\"}]}")
                .post(NOTES);

        assertThat(answer.jsonPath().getList("violations.pointer", String.class))
                .containsExactly("/stars", "/tags/0/name", "/title");
        assertThat(answer.jsonPath().getList("violations.message", String.class))
                .doesNotContainNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET    | /notes/v1/notes/not-a-uuid                | 400 | bad-parameter          | id must be a UUID
                    GET    | /notes/v1/notes/%00                       | 400 | bad-parameter          | id must be a UUID
                    GET    | /notes/v1/notes/018f0000-0000-7000-8000-000000000000 | 404 | not-found     | List the notes
                    GET    | /notes/v1/notes?limit=0                   | 400 | bad-limit              | 1 to 200
                    GET    | /notes/v1/notes?limit=201                 | 400 | bad-limit              | 1 to 200
                    GET    | /notes/v1/notes?limit=-1                  | 400 | bad-limit              | 1 to 200
                    GET    | /notes/v1/notes?limit=ten                 | 400 | bad-limit              | 1 to 200
                    GET    | /notes/v1/notes?limit=99999999999999      | 400 | bad-limit              | 1 to 200
                    GET    | /notes/v1/notes?cursor=!!                 | 400 | bad-cursor             | leave it out
                    GET    | /notes/v1/notes?cursor=aGVsbG8            | 400 | bad-cursor             | leave it out
                    GET    | /notes/v1/notes?cursor=_____w             | 400 | bad-cursor             | leave it out
                    GET    | /notes/v1/notes?color=BLUE                | 400 | bad-parameter          | color must be one of RED, GREEN
                    GET    | /notes/v1/notes?q=toolong                 | 400 | validation             | ?q
                    GET    | /notes/v1/nothing                         | 404 | unknown-path           | Nothing is served
                    GET    | /nothing                                  | 404 | unknown-path           | Nothing is served
                    GET    | /                                         | 404 | unknown-path           | Nothing is served
                    GET    | /q/nothing                                | 404 | unknown-path           | Nothing is served
                    DELETE | /notes/v1/notes                           | 405 | method-not-allowed     | Allow
                    GET    | /notes/v1/notes?limt=5                    | 400 | unknown-parameter      | "limt" is not known. Leave it out or correct its name; known here: color, cursor, limit, q.
                    GET    | /notes/v1/notes?Limit=5                   | 400 | unknown-parameter      | "Limit"
                    GET    | /notes/v1/notes?%0A%E2%80%AE=5            | 400 | unknown-parameter      | "??" is not known
                    GET    | /notes/v1/notes/018f0000-0000-7000-8000-000000000000?limit=5 | 400 | unknown-parameter | known here: none
                    GET    | /notes/v1/audit?resource=x                | 400 | unknown-parameter      | known here: cursor, limit, resourceId, resourceType, subject
                    POST   | /notes/v1/notes?dry=true                  | 400 | unknown-parameter      | "dry"
                    GET    | /notes/v1/nothing?limt=5                  | 404 | unknown-path           | Nothing is served
                    DELETE | /notes/v1/notes?limt=5                    | 405 | method-not-allowed     | Allow
                    TRACE  | /notes/v1/notes                           | 405 | method-not-allowed     | Allow
                    BREW   | /notes/v1/notes                           | 405 | method-not-allowed     | Allow
                    PATCH  | /notes/v1/audit                           | 405 | method-not-allowed     | Allow
                    """)
    void a_request_line_that_cannot_be_followed_is_answered_with_a_problem(
            String method, String path, int status, String slug, String detail) {
        Response answer = operator().request(method, path);

        problem(answer, status, slug == null ? "" : slug);
        assertThat(answer.jsonPath().getString("detail")).contains(detail == null ? "" : detail);
    }

    @Test
    void head_and_options_are_answered_without_a_problem() {
        assertThat(operator().head(NOTES).statusCode()).isEqualTo(200);
        Response options = operator().options(NOTES);
        assertThat(options.statusCode()).isIn(200, 204);
        assertThat(options.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void formats_that_are_not_spoken_are_named() {
        problem(operator().contentType("text/plain").body("x").post(NOTES), 415, "unsupported-media-type");
        problem(operator().contentType("application/xml").body("<a/>").post(NOTES), 415, "unsupported-media-type");
        problem(operator().accept("application/xml").get(NOTES), 406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    runtime       | 500 | internal
                    error         | 500 | internal
                    our-json      | 500 | internal
                    broken-json   | 500 | internal
                    database-away | 503 | unavailable
                    busy          | 429 | too-many-requests
                    later         | 409 | not-known-yet
                    bare-404      | 404 | not-found
                    bare-503      | 503 | unavailable
                    bare-418      | 418 | bad-request
                    """)
    void a_failure_of_the_service_tells_nothing_of_its_inside(String kind, int status, String slug) {
        Response answer = anybody().get("/notes/v1/failures/" + kind);

        problem(answer, status, slug);
        assertThat(answer.asString())
                .doesNotContain("hunter2")
                .doesNotContain("Exception")
                .doesNotContain("org.gardefou");
        if (status == 500) {
            assertThat(answer.jsonPath().getString("detail"))
                    .contains(answer.jsonPath().getString("reference"));
        }
        if (List.of(429, 503).contains(status) || kind.equals("later")) {
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        }
    }

    @Test
    void a_problem_names_the_trace_it_belongs_to() {
        String trace = "0af7651916cd43dd8448eb211c80319c";

        Response answer = operator()
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .get(NOTES + "?limit=0");

        assertThat(answer.jsonPath().getString("traceId")).isEqualTo(trace);
    }

    @Test
    void ten_megabytes_that_say_their_length_are_refused_unread() throws IOException {
        String head = "POST /notes/v1/notes HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                + "Content-Length: 10000000\r\n\r\n";

        String answer = send(head, new byte[0], "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII), 1000);

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json")
                .contains("/problems/too-large");
    }

    @Test
    void ten_megabytes_in_chunks_are_refused_where_they_pass_the_limit() throws IOException {
        // The end of the body never comes.
        String token = org.gardefou.local.testing.TestTokens.of("operator", List.of("notes:write"), java.util.Map.of());
        String head = "POST /notes/v1/notes HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + token + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        byte[] chunk = ("2710\r\n" + "x".repeat(10_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] first = ("e\r\n{\"title\":\"aaaa\r\n").getBytes(StandardCharsets.US_ASCII);

        String answer = send(head, first, chunk, 1000);

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json")
                .contains("/problems/too-large");
    }

    @Test
    void what_is_not_http_is_refused() throws IOException {
        assertThat(send("GARBAGE\r\n\r\n", new byte[0], new byte[0], 0)).contains(" 400 Bad Request");
        assertThat(send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: t\r\n\r\n", new byte[0], new byte[0], 0))
                .contains(" 414 ");
        assertThat(send(
                        "POST /notes/v1/notes HTTP/1.1\r\nHost: t\r\nContent-Length: x\r\n\r\n",
                        new byte[0],
                        new byte[0],
                        0))
                .startsWith("HTTP/1.1 400");
    }

    private String send(String head, byte[] first, byte[] chunk, int times) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(120_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            try {
                out.write(first);
                for (int i = 0; i < times; i++) {
                    out.write(chunk);
                }
                out.flush();
            } catch (java.net.SocketException e) {
                // The server may answer and close before all is sent; the answer is what counts.
                assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|closed).*");
            }
            return answer(socket.getInputStream());
        }
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        } catch (java.net.SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return answer.toString();
    }

    static void problem(Response answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).startsWith("/problems/" + slug);
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("title")).isNotBlank();
        assertThat(answer.jsonPath().getString("detail")).isNotBlank();
    }

    private long count() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from note")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
