package org.gardefou.diagnostics.testing;

import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.STRUCTURED;
import static org.gardefou.diagnostics.testing.Client.operator;
import static org.gardefou.diagnostics.testing.Client.panel;
import static org.gardefou.diagnostics.testing.Client.system;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.site.WordPressSite;
import org.jspecify.annotations.Nullable;

/** A customer's site on a server, registered through the API: each test has its own. */
public record Scene(UUID server, UUID customer, UUID connection, UUID site, String domain) {

    public static final Duration SOON = Duration.ofSeconds(120);

    /** The discard port (RFC 863), where nobody listens: the answer is quick, and needs no name server. */
    public static final String NOWHERE = "http://127.0.0.1:9/";

    /** A site that is nowhere but in the books. */
    public static Scene onPaper() {
        return unserved("/srv/nowhere");
    }

    /** A site that no web server serves, whose folder is there or not. */
    public static Scene unserved(String root) {
        String name = "d" + Ids.next() + ".example";
        return register(3306, parent(root), name, siteBody(name, NOWHERE, root, root + "/htdocs"));
    }

    /** A real site, registered anew; a domain belongs to one site, so who had it before is removed. */
    public static Scene of(WordPressSite real) {
        return of(real, real.url());
    }

    /** The same through another of its web servers. */
    public static Scene of(WordPressSite real, String url) {
        String own = URI.create(real.url()).getAuthority();
        String domain = URI.create(url).getAuthority();
        removeWhoHas(own);
        Map<String, Object> body = siteBody(
                domain, url + "/", real.root().toString(), real.documentRoot().toString());
        body.put("domains", Stream.of(domain, own).distinct().toList());
        body.put("databases", List.of(Map.of("name", real.database().name(), "server", "main")));
        body.put(
                "logs",
                List.of(
                        Map.of("kind", "PHP", "path", real.phpLog().toString()),
                        Map.of(
                                "kind",
                                "PHP_FPM",
                                "path",
                                real.phpLog().resolveSibling("php-fpm.log").toString()),
                        Map.of("kind", "NGINX", "path", real.nginxLog().toString())));
        body.put("phpPidFile", real.fpmPidFile().toString());
        return register(real.database().port(), real.root().resolveSibling("").toString(), domain, body);
    }

    /** Another customer's site on the same server. */
    public UUID neighbour(String url) {
        String name = "n" + Ids.next() + ".example";
        Map<String, Object> body = siteBody(name, url, "/srv/" + name, "/srv/" + name + "/htdocs");
        body.put("server", server);
        body.put("customer", Ids.next());
        return created(system().body(body).post("/sites"));
    }

    private static void removeWhoHas(String domain) {
        // All tests' sites, of which there are many pages.
        for (String page = "/sites?limit=200"; page != null; ) {
            JsonPath listed = system().get(page).jsonPath();
            listed.getList("items", Map.class).stream()
                    .filter(site -> ((List<?>) Objects.requireNonNull(site.get("domains"))).contains(domain))
                    .forEach(site -> remove(site.get("id")));
            String next = listed.getString("next");
            page = next == null ? null : "/sites?limit=200&cursor=" + next;
        }
    }

    private static void remove(@Nullable Object site) {
        String tag = system().get("/sites/" + site).header("ETag");
        system().header("If-Match", tag).delete("/sites/" + site).then().statusCode(204);
    }

    private static Scene register(int databasePort, String siteRoot, String domain, Map<String, Object> body) {
        UUID connection = connection("OTHER", false);
        Map<String, Object> at = new HashMap<>(serverBody("s" + Ids.next(), databasePort));
        at.put("siteRoots", Stream.of("/srv", siteRoot).distinct().toList());
        UUID server = created(system().body(at).post("/servers"));
        UUID customer = Ids.next();
        body.put("server", server);
        body.put("customer", customer);
        body.put("connection", connection);
        UUID site = created(system().body(body).post("/sites"));
        return new Scene(server, customer, connection, site, domain);
    }

    private static String parent(String folder) {
        return folder.substring(0, folder.lastIndexOf('/'));
    }

    public static UUID connection(String kind, boolean vouches) {
        return created(operator()
                .body(Map.of("name", "panel", "kind", kind, "vouchesForHoster", vouches))
                .post("/connections"));
    }

    /** The same site, spoken for by another panel. */
    public Scene spokenForBy(UUID other) {
        Map<String, Object> body =
                new HashMap<>(system().get("/sites/" + site).jsonPath().getMap(""));
        body.keySet().removeAll(List.of("id", "registeredAt"));
        body.put("connection", other);
        system().header("If-Match", system().get("/sites/" + site).header("ETag"))
                .body(body)
                .put("/sites/" + site)
                .then()
                .statusCode(200);
        return new Scene(server, customer, other, site, domain);
    }

    public static Map<String, Object> serverBody(String name, int databasePort) {
        return serverBody(name, databasePort, "/srv");
    }

    public static Map<String, Object> serverBody(String name, int databasePort, String siteRoot) {
        Map<String, Object> database = Map.of(
                "name", "main", "engine", "MARIADB", "host", "127.0.0.1", "port", databasePort, "adminSecret", "db");
        return Map.of(
                "name",
                name,
                "access",
                Map.of("kind", "LOCAL"),
                "databases",
                List.of(database),
                "siteRoots",
                List.of(siteRoot));
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
        return change(panel(connection), "CUSTOMER", type, object);
    }

    /** Reports a change as that caller, who says that it was that actor, and answers its id. */
    public UUID change(RequestSpecification caller, String actor, String type, String object) {
        String id = caller.contentType(STRUCTURED)
                .body(event(Ids.next().toString(), type, object).replace("CUSTOMER", actor))
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
