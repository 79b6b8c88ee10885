package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.anybody;
import static org.gardefou.diagnostics.testing.Client.customer;
import static org.gardefou.diagnostics.testing.Client.operator;
import static org.gardefou.diagnostics.testing.Client.panel;
import static org.gardefou.diagnostics.testing.Client.refused;
import static org.gardefou.diagnostics.testing.Client.system;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.diagnostics.testing.Bus;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers, sites and connections: registered, moved and removed by those who may; bad input of every kind writes nothing. */
@QuarkusTest
class RegistryTest {

    @Inject
    Bus bus;

    @Inject
    AgroalDataSource dataSource;

    @Test
    void aSiteIsRegisteredMovedAndRemoved() {
        Scene scene = Scene.onPaper();
        String path = "/sites/" + scene.site();
        Response first = customer(scene.customer()).get(path);
        assertThat(first.jsonPath().getList("domains", String.class)).containsExactly(scene.domain());
        String tag = first.header("ETag");
        customer(scene.customer()).header("If-None-Match", tag).get(path).then().statusCode(304);

        Map<String, Object> moved = scene.body();
        moved.put("name", "renamed");
        moved.put("domains", List.of("NEW-" + scene.domain(), scene.domain()));
        refused(system().body(moved).put(path), 428, null);
        refused(system().header("If-Match", "\"77\"").body(moved).put(path), 412, null);
        Response second = system().header("If-Match", tag).body(moved).put(path);
        second.then()
                .statusCode(200)
                .body("name", equalTo("renamed"))
                .body("domains[0]", equalTo("new-" + scene.domain()));
        refused(system().header("If-Match", tag).body(moved).put(path), 412, null);
        moved.put("customer", Ids.next());
        refused(system().header("If-Match", second.header("ETag")).body(moved).put(path), 422, "unprocessable");
        // Both domains lead to the site, and to no other
        Map<String, Object> other = scene.body();
        refused(system().body(other).post("/sites"), 409, null);
        system().header("If-Match", second.header("ETag")).delete(path).then().statusCode(204);
        refused(system().get(path), 404, "not-found");
        assertThat(system().body(other).post("/sites").statusCode()).isEqualTo(201);

        await().atMost(Scene.SOON)
                .until(() -> bus.told("site.removed", scene.site()).size() == 1);
        assertThat(bus.told("site.registered", scene.site())).hasSize(1);
        assertThat(bus.told("site.moved", scene.site()))
                .singleElement()
                .satisfies(told -> assertThat(told.data().path("name").asText()).isEqualTo("renamed"));
    }

    @Test
    void aServerIsChangedAndStaysWhileASiteIsOnIt() {
        Scene scene = Scene.onPaper();
        String path = "/servers/" + scene.server();
        String tag = operator().get(path).header("ETag");
        Response changed = operator()
                .header("If-Match", tag)
                .body(Scene.serverBody("renamed-" + scene.server(), 3307))
                .put(path);
        changed.then().statusCode(200).body("databases[0].port", equalTo(3307));
        refused(operator().header("If-Match", changed.header("ETag")).delete(path), 409, null);
        UUID empty = Scene.created(
                system().body(Scene.serverBody("e" + Ids.next(), 3306)).post("/servers"));
        refused(system().body(Scene.serverBody("renamed-" + scene.server(), 1)).post("/servers"), 409, null);
        operator()
                .header("If-Match", operator().get("/servers/" + empty).header("ETag"))
                .delete("/servers/" + empty)
                .then()
                .statusCode(204);
        await().atMost(Scene.SOON).until(() -> bus.told("server.removed", empty).size() == 1);
        assertThat(bus.told("server.registered", empty)).hasSize(1);
        assertThat(bus.told("server.changed", scene.server())).hasSize(1);
    }

    @Test
    void aServerOverSshIsKnownByItsHostKeysAndNeverByAKeyOfOurs() {
        Map<String, Object> ssh = new HashMap<>(Map.of(
                "host", "web-2.example.net",
                "port", 22,
                "user", "root",
                "key", "ssh-web-2",
                "hostKeys", List.of("SHA256:uNiVztksCsDhcc0u9e8BrDXIgCvKbXE7hkgo7cu8JLQ")));
        Map<String, Object> body = new HashMap<>(Scene.serverBody("s" + Ids.next(), 3306));
        body.put("access", Map.of("kind", "SSH"));
        refused(system().body(body).post("/servers"), 400, null);
        body.put("access", Map.of("kind", "LOCAL", "ssh", ssh));
        refused(system().body(body).post("/servers"), 400, null);
        for (Map.Entry<String, Object> bad : Map.<String, Object>of(
                        "host", "-oProxyCommand=x",
                        "port", 0,
                        "user", "a b",
                        "key", "-----BEGIN OPENSSH PRIVATE KEY-----",
                        "hostKeys", List.of("MD5:00:11"))
                .entrySet()) {
            Map<String, Object> worse = new HashMap<>(ssh);
            worse.put(bad.getKey(), bad.getValue());
            body.put("access", Map.of("kind", "SSH", "ssh", worse));
            refused(system().body(body).post("/servers"), 400, null);
        }
        body.put("access", Map.of("kind", "SSH", "ssh", ssh));
        UUID server = Scene.created(system().body(body).post("/servers"));

        Response read = operator().get("/servers/" + server);
        read.then()
                .body("access.kind", equalTo("SSH"))
                .body("access.ssh.hostKeys[0]", equalTo("SHA256:uNiVztksCsDhcc0u9e8BrDXIgCvKbXE7hkgo7cu8JLQ"));
        assertThat(read.jsonPath().getMap("access.ssh")).hasSize(5);
        await().atMost(Scene.SOON)
                .until(() -> bus.told("server.registered", server).size() == 1);
        body.put("access", Map.of("kind", "LOCAL"));
        operator()
                .header("If-Match", read.header("ETag"))
                .body(body)
                .put("/servers/" + server)
                .then()
                .statusCode(200)
                .body("access.kind", equalTo("LOCAL"))
                .body("access.ssh", equalTo(null));
        // Nobody listens at that port of this machine.
        operator()
                .body(Map.of("host", "127.0.0.1", "port", 1))
                .post("/servers/host-keys")
                .then()
                .statusCode(200)
                .body("shown", equalTo(false));
        refused(
                customer(Ids.next())
                        .body(Map.of("host", "127.0.0.1", "port", 1))
                        .post("/servers/host-keys"),
                403,
                null);
    }

    @Test
    void aRepeatedRegistrationAnswersAsTheFirst() {
        String key = Ids.next().toString();
        Map<String, Object> body = Scene.serverBody("i" + Ids.next(), 3306);
        UUID first =
                Scene.created(system().header("Idempotency-Key", key).body(body).post("/servers"));

        assertThat(Scene.created(
                        system().header("Idempotency-Key", key).body(body).post("/servers")))
                .isEqualTo(first);
        refused(
                system().header("Idempotency-Key", key)
                        .body(Scene.serverBody("j" + Ids.next(), 3306))
                        .post("/servers"),
                422,
                "idempotency-conflict");
        assertThat(bus.told("server.registered", first)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void everybodySeesTheirOwnSitesOnly() {
        Scene mine = Scene.onPaper();
        Scene other = Scene.onPaper();
        assertThat(ids(customer(mine.customer()).get("/sites")))
                .containsExactly(mine.site().toString());
        assertThat(ids(panel(mine.connection()).get("/sites")))
                .containsExactly(mine.site().toString());
        assertThat(ids(customer(mine.customer()).get("/sites?customer=" + other.customer())))
                .isEmpty();
        assertThat(ids(system().get("/sites?customer=" + mine.customer())))
                .containsExactly(mine.site().toString());
        refused(customer(mine.customer()).get("/sites/" + other.site()), 404, "not-found");
        refused(panel(mine.connection()).get("/sites/" + other.site()), 404, "not-found");
        refused(customer(mine.customer()).body(Map.of("site", other.site())).post("/diagnoses"), 404, "not-found");
        refused(customer(mine.customer()).body(mine.body()).post("/sites"), 403, "forbidden");
        refused(customer(mine.customer()).get("/servers"), 403, "forbidden");
        refused(panel(mine.connection()).get("/connections"), 403, "forbidden");
        refused(system().get("/audit"), 403, "forbidden");
        assertThat(operator().get("/audit").statusCode()).isEqualTo(200);
        assertThat(customer(mine.customer()).get("/signatures").jsonPath().getList("$"))
                .hasSize(58);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/servers", "/sites", "/connections", "/diagnoses"})
    void whatIsNoSuchBodyIsRefused(String path) throws SQLException {
        long before = rows();
        refused(operator().body("{\"name\": ").post(path), 400, "malformed-json");
        refused(operator().body("{\"surprise\": 1}").post(path), 400, "unknown-field");
        refused(operator().body("[]").post(path), 400, "wrong-type");
        refused(operator().body("{}").post(path), 400, "validation");
        refused(operator().post(path), 400, null);
        refused(operator().body("{\"name\": \"" + "x".repeat(2_000_000) + "\"}").post(path), 413, "too-large");
        refused(operator().contentType("text/plain").body("{}").post(path), 415, "unsupported-media-type");
        refused(anybody().body("{}").post(path), 401, "unauthenticated");
        refused(operator().get(path + "?limit=0"), 400, "bad-limit");
        refused(operator().get(path + "?cursor=nonsense"), 400, "bad-cursor");
        refused(operator().get(path + "/" + Ids.next()), 404, "not-found");
        refused(operator().get(path + "/not-an-id"), 400, "bad-parameter");
        assertThat(rows()).isEqualTo(before);
    }

    static Stream<Arguments> senseless() {
        return Stream.of(
                Arguments.of("name", " ", 400),
                Arguments.of("name", "x".repeat(101), 400),
                Arguments.of("domains", List.of(), 400),
                Arguments.of("domains", List.of("no spaces"), 400),
                Arguments.of("domains", List.of("a/b"), 400),
                Arguments.of("url", "ftp://d.example/", 400),
                Arguments.of("url", "https://d.example/?q=1", 400),
                Arguments.of("root", "/", 400),
                Arguments.of("root", "srv/nowhere", 400),
                Arguments.of("root", "/srv/../etc", 400),
                Arguments.of("documentRoot", "/srv/new", 400),
                Arguments.of("documentRoot", "/srv/elsewhere/htdocs", 400),
                Arguments.of("documentRoot", "/srv/new/\0", 400),
                Arguments.of("owner", "root; rm", 400),
                Arguments.of("logs", List.of(Map.of("kind", "PHP", "path", "../../etc/shadow")), 400),
                Arguments.of("logs", List.of(Map.of("kind", "DIARY", "path", "/a")), 400),
                Arguments.of("phpPidFile", "run/x", 400),
                Arguments.of("server", "not-an-id", 400),
                Arguments.of("server", Ids.next().toString(), 422),
                Arguments.of("databases", List.of(Map.of("name", "a", "server", "nowhere")), 422));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void aSiteThatMakesNoSenseIsRefused(String field, Object value, int status) throws SQLException {
        Map<String, Object> body = Scene.onPaper().body();
        body.put("domains", List.of("d" + Ids.next() + ".example"));
        body.put("root", "/srv/new");
        body.put("documentRoot", "/srv/new/htdocs");
        body.put(field, value);
        long before = rows();

        refused(system().body(body).post("/sites"), status, null);

        assertThat(rows()).isEqualTo(before);
    }

    private static List<String> ids(Response page) {
        return page.then().statusCode(200).extract().jsonPath().getList("items.id", String.class);
    }

    private long rows() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select (select count(*) from server) + (select count(*) from site) + (select count(*) from connection)"
                                + " + (select count(*) from diagnosis) + (select count(*) from site_domain)")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
