package org.gardefou.diagnostics.testing;

import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.STRUCTURED;
import static org.gardefou.diagnostics.testing.Client.operator;
import static org.gardefou.diagnostics.testing.Client.panel;
import static org.gardefou.diagnostics.testing.Client.system;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.site.WordPressSite;
import org.jspecify.annotations.Nullable;

/** A customer's site on a server, registered through the API: each test has its own. */
public record Scene(UUID server, UUID customer, UUID connection, UUID site, String domain) {

    public static final Duration SOON = Duration.ofSeconds(30);

    /** The discard port (RFC 863), where nobody listens: the answer is quick, and needs no name server. */
    private static final String NOWHERE = "http://127.0.0.1:9/";

    /** A site that is nowhere but in the books. */
    public static Scene onPaper() {
        String name = "d" + Ids.next() + ".example";
        return register(3306, name, siteBody(name, NOWHERE, "/srv/nowhere", "/srv/nowhere/htdocs"));
    }

    /** A real site, registered anew; a domain belongs to one site, so who had it before is removed. */
    public static Scene of(WordPressSite real) {
        system().get("/sites?limit=200").jsonPath().getList("items", Map.class).stream()
                .filter(site -> (real.url() + "/").equals(site.get("url")))
                .forEach(site -> remove(site.get("id")));
        String domain = URI.create(real.url()).getAuthority();
        Map<String, Object> body = siteBody(
                domain,
                real.url() + "/",
                real.root().toString(),
                real.documentRoot().toString());
        body.put("databases", List.of(Map.of("name", real.database().name(), "server", "main")));
        body.put(
                "logs",
                List.of(
                        Map.of("kind", "PHP", "path", real.phpLog().toString()),
                        Map.of("kind", "NGINX", "path", real.nginxLog().toString())));
        return register(real.database().port(), domain, body);
    }

    private static void remove(@Nullable Object site) {
        String tag = system().get("/sites/" + site).header("ETag");
        system().header("If-Match", tag).delete("/sites/" + site).then().statusCode(204);
    }

    private static Scene register(int databasePort, String domain, Map<String, Object> body) {
        UUID connection = created(
                operator().body("{\"name\": \"panel\", \"kind\": \"OTHER\"}").post("/connections"));
        UUID server = created(
                system().body(serverBody("s" + Ids.next(), databasePort)).post("/servers"));
        UUID customer = Ids.next();
        body.put("server", server);
        body.put("customer", customer);
        body.put("connection", connection);
        UUID site = created(system().body(body).post("/sites"));
        return new Scene(server, customer, connection, site, domain);
    }

    public static Map<String, Object> serverBody(String name, int databasePort) {
        Map<String, Object> database = Map.of(
                "name", "main", "engine", "MARIADB", "host", "127.0.0.1", "port", databasePort, "adminSecret", "db");
        return Map.of("name", name, "access", Map.of("kind", "LOCAL"), "databases", List.of(database));
    }

    public static Map<String, Object> siteBody(String domain, String url, String root, String documentRoot) {
        return new HashMap<>(Map.of(
                "name",
                "boutique",
                "domains",
                List.of(domain),
                "url",
                url,
                "root",
                root,
                "documentRoot",
                documentRoot,
                "databases",
                List.of(),
                "logs",
                List.of()));
    }

    /** The body of the site as it was registered, to be changed. */
    public Map<String, Object> body() {
        Map<String, Object> body = siteBody(domain, NOWHERE, "/srv/nowhere", "/srv/nowhere/htdocs");
        body.put("server", server);
        body.put("customer", customer);
        body.put("connection", connection);
        return body;
    }

    /** An event as a panel sends it. */
    public String event(String id, String type, String object) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/panel/%s", "type": "org.gardefou.%s.v1", "subject": "%s",
                 "time": "%s", "data": {"actor": {"kind": "CUSTOMER", "id": "webmaster"}, "object": %s,
                                        "before": {}, "after": {}}}""".formatted(id, connection, type, domain, Instant.now(), object);
    }

    public String event(String id) {
        return event(id, "site.settings-changed", "{\"kind\": \"SETTING\", \"name\": \"permalinks\"}");
    }

    /** Reports a change with the panel's token and answers its id. */
    public UUID change(String type, String object) {
        String id = panel(connection)
                .contentType(STRUCTURED)
                .body(event(Ids.next().toString(), type, object))
                .post("/change-events")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        return UUID.fromString(id);
    }

    /** Has the site examined for its customer and answers the ended diagnosis. */
    public JsonPath diagnose() {
        String place = Client.customer(customer)
                .body(Map.of("site", site))
                .post("/diagnoses")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        String path = place.substring(place.indexOf("/diagnoses/"));
        await().atMost(SOON)
                .until(() -> "DONE".equals(Client.customer(customer).get(path).path("state")));
        return Client.customer(customer).get(path).jsonPath();
    }

    public static UUID created(Response response) {
        return UUID.fromString(response.then().statusCode(201).extract().path("id"));
    }
}
