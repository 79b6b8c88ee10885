package org.gardefou.kit.answers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What REST Assured would send is sent, and what it would read is read. */
class QuickRequestTest {

    /** Of the connection, and of the program that sends. */
    private static final Set<String> OWN = Set.of("Connection", "Accept-encoding", "User-agent", "Host");

    private record Came(String method, String path, Map<String, List<String>> headers, String body) {}

    private final int port = RestAssured.port;
    private HttpServer server;
    private volatile Came came;
    private volatile String type = "application/json";
    private volatile byte[] answer =
            "{\"id\": \"é\", \"items\": [{\"n\": 1}, {\"n\": 2}]}".getBytes(StandardCharsets.UTF_8);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        RestAssured.port = server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        RestAssured.port = port;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(exchange.getRequestHeaders());
        headers.keySet().removeAll(OWN);
        came = new Came(
                exchange.getRequestMethod(),
                URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.getResponseHeaders().add("X-Twice", "a");
        exchange.getResponseHeaders().add("X-Twice", "b");
        if (!type.isEmpty()) exchange.getResponseHeaders().add("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(201, head || answer.length == 0 ? -1 : answer.length);
        if (!head && answer.length > 0) exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static RequestSpecification theirs() {
        return given().config(RestAssuredConfig.config()
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    private static RequestSpecification ours() {
        return QuickRequest.insteadOf(QuickRequestTest::theirs);
    }

    static Stream<Function<RequestSpecification, Response>> requests() {
        return Stream.of(
                from -> from.get("/a"),
                from -> from.basePath("/a/v1").get("/b?c=d&e=2026-01-01T00:00:00Z"),
                from -> from.basePath("/a").get(""),
                from -> from.basePath("/a").get(),
                from -> from.contentType("application/json").basePath("/a").get("/b"),
                from -> from.contentType("application/json").post("/b"),
                from -> from.contentType("application/json").put("/b"),
                from -> from.contentType("application/json").delete("/b"),
                from -> from.contentType("application/json")
                        .body("{\"a\": \"é\"}")
                        .post("/b"),
                from -> from.contentType("application/json").body("").post("/b"),
                from -> from.contentType("application/json")
                        .body(Map.of("a", List.of("é", 1)))
                        .patch("/b"),
                from -> from.contentType("application/json")
                        .body(new byte[] {'{', '}'})
                        .post("/b"),
                from -> from.contentType("text/plain").body("words").post("/b"),
                from -> from.contentType("text/plain").body("é").post("/b"),
                from -> from.contentType("application/json").body("{}").delete("/b"),
                from -> from.contentType("a/b").contentType("application/json").get("/b"),
                from -> from.accept("text/html").get("/b"),
                from -> from.header("Accept", "text/html").get("/b"),
                from -> from.header("If-Match", "*")
                        .header("X-A", 3)
                        .header("X-A", "4")
                        .get("/b"),
                from -> from.header("Content-Type", "text/csv").body("a").post("/b"),
                from -> from.queryParam("q", "a b&c", "é")
                        .queryParam("r", List.of(1, 2))
                        .get("/b"),
                from -> from.queryParam("q", "a").get("/b?c=d"),
                from -> from.queryParam("q").get("/b"),
                from -> from.get("/b/{id}", "c d"),
                from -> from.get("/b c?d=e f|é"),
                from -> from.get("/b%20c"),
                from -> from.get("b"),
                from -> from.get("//b"),
                from -> from.given().when().with().and().get("/b"),
                from -> from.request("PATCH", "/b"),
                from -> from.request("purge", "/b"),
                from -> from.request(io.restassured.http.Method.PUT, "/b"),
                from -> from.cookie("a", "b").get("/b"),
                from -> from.contentType("application/json").formParam("a", "b").post("/b"),
                from -> from.options("/b"),
                from -> from.head("/b"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatTheyWouldSendIsSent(Function<RequestSpecification, Response> request) {
        String failure = null;
        Came theirs = null;
        try {
            request.apply(theirs());
            theirs = came;
        } catch (Exception e) {
            failure = e.getClass().getName();
        }
        if (failure == null) {
            request.apply(ours());
            assertThat(came).isEqualTo(theirs);
        } else {
            String same = failure;
            assertThatThrownBy(() -> request.apply(ours()))
                    .satisfies(ours -> assertThat(ours.getClass().getName()).isEqualTo(same));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/problem+json",
                "application/json; charset=UTF-8",
                "text/html;charset=utf-8",
                "text/plain",
                "application/octet-stream",
                ""
            })
    void whatTheyWouldReadIsRead(String of) {
        type = of;
        Response theirs = theirs().get("/a");
        Response ours = ours().get("/a");

        assertThat(ours.statusCode()).isEqualTo(theirs.statusCode());
        assertThat(ours.contentType()).isEqualTo(theirs.contentType());
        assertThat(ours.header("X-Twice")).isEqualTo(theirs.header("X-Twice"));
        assertThat(ours.header("none")).isEqualTo(theirs.header("none"));
        assertThat(ours.headers().getValues("x-twice"))
                .isEqualTo(theirs.headers().getValues("x-twice"));
        assertThat(ours.asString()).isEqualTo(theirs.asString());
        assertThat(ours.asByteArray()).isEqualTo(theirs.asByteArray());
        assertThat(ours.then().extract().asString()).isEqualTo(theirs.asString());
        assertThat(ours.then().extract().response().getBody().asString()).isEqualTo(theirs.asString());
        if (of.contains("json")) {
            assertThat((Object) ours.path("items.n")).isEqualTo(theirs.path("items.n"));
            assertThat(ours.jsonPath().getString("id"))
                    .isEqualTo(theirs.jsonPath().getString("id"));
            assertThat((Object) ours.then().extract().path("id")).isEqualTo(theirs.path("id"));
            assertThat(ours.as(Map.class)).isEqualTo(theirs.as(Map.class));
        }
    }

    @Test
    void whatHoldsHolds() {
        ours().get("/a")
                .then()
                .statusCode(201)
                .and()
                .assertThat()
                .statusCode(is(201))
                .header("X-Twice", "b")
                .header("none", nullValue())
                .contentType("application/json")
                .body(containsString("items"))
                .body("id", equalTo("é"), "items", hasSize(2))
                .body("items.n", hasItem(2));
    }

    static Stream<Function<io.restassured.response.ValidatableResponse, Object>> wrong() {
        return Stream.of(
                said -> said.statusCode(200),
                said -> said.statusCode(is(200)),
                said -> said.header("X-Twice", "a"),
                said -> said.header("none", containsString("")),
                said -> said.contentType("text/html"),
                said -> said.body(containsString("none")),
                said -> said.body(containsString("items"), containsString("none")),
                said -> said.body("id", equalTo("e")),
                said -> said.body("none", equalTo("e")),
                said -> said.body("id", equalTo("é"), "items", hasSize(3)),
                said -> said.body("items.find { it.n == 3 }.n", equalTo(3)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatDoesNotHoldFails(Function<io.restassured.response.ValidatableResponse, Object> claim) {
        assertThatThrownBy(() -> claim.apply(ours().get("/a").then())).isInstanceOf(AssertionError.class);
    }
}
