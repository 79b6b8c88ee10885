package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.diagnostics.testing.Client.refused;
import static org.gardefou.diagnostics.testing.Client.system;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site has folders and databases of its own: not the server's, not the suite's, not another site's. */
@QuarkusTest
class PlacementTest {

    private static final String NOWHERE = "http://127.0.0.1:9/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/etc",
                "/etc/nginx",
                "/root",
                "/root/sites",
                "/usr/local",
                "/var",
                "/var/lib",
                "/var/lib/mysql",
                "/var/log",
                "/var/log/apache2",
                "/proc/self",
                "/lib64",
                "srv/sites",
                "/srv/../etc",
                "/srv/"
            })
    void aServerNamesNoFolderOfTheSystemForSites(String folder) {
        refused(system().body(Scene.serverBody("r" + Ids.next(), 3306, folder)).post("/servers"), 400, "validation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "/srv", "/var/www", "/opt/sites", "/var/lib/garde-fou/site", "/data"})
    void aServerNamesItsFoldersForSites(String folder) {
        Response made =
                system().body(Scene.serverBody("r" + Ids.next(), 3306, folder)).post("/servers");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.jsonPath().getList("siteRoots", String.class)).containsExactly(folder);
    }

    @Test
    void aServerThatSaysNothingHasTheUsualFolders() {
        Map<String, Object> body = new HashMap<>(Scene.serverBody("r" + Ids.next(), 3306));
        body.remove("siteRoots");
        UUID server = Scene.created(system().body(body).post("/servers"));

        assertThat(site(server, "/home/boutique").statusCode()).isEqualTo(201);
        for (String root : List.of("/etc", "/root/site", "/var/lib/mysql", "/srv", "/opt/site", "/srvr/site")) {
            Response answer = site(server, root);
            refused(answer, 422, "unprocessable");
            assertThat(answer.jsonPath().getString("detail"))
                    .as(root)
                    .contains(root, "/home, /srv, /var/www", "siteRoots");
        }
    }

    @Test
    void theFoldersOfTheSuiteAreNobodysSite() {
        UUID server = server("/var/lib/garde-fou");

        for (String root : List.of("/var/lib/garde-fou/backups", "/var/lib/garde-fou/backups/repositories/one")) {
            Response answer = site(server, root);
            refused(answer, 422, "unprocessable");
            assertThat(answer.jsonPath().getString("detail")).contains("suite");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/customers/boutique", "/srv/customers", "/srv/customers/boutique/htdocs"})
    void twoSitesOfAServerDoNotOverlap(String root) {
        UUID server = server("/srv");
        UUID first = Scene.created(site(server, "/srv/customers/boutique"));

        Response answer = site(server, root);

        refused(answer, 409, "conflict");
        assertThat(answer.asString()).doesNotContain(first.toString());
        assertThat(site(server, "/srv/customers/boutique-2").statusCode()).isEqualTo(201);
        assertThat(site(server, "/srv/customers/bouti").statusCode()).isEqualTo(201);
        assertThat(site(server("/srv"), root).statusCode())
                .as("on another server")
                .isEqualTo(201);
    }

    @Test
    void aSiteMovesWithinItsOwnFolderButNotIntoAnothers() {
        UUID server = server("/srv");
        Scene.created(site(server, "/srv/theirs"));
        Map<String, Object> mine = body(server, Ids.next(), "/srv/mine");
        String path = "/sites/" + Scene.created(system().body(mine).post("/sites"));

        mine.put("documentRoot", "/srv/mine/public");
        assertThat(moved(path, mine).statusCode()).isEqualTo(200);
        mine.put("root", "/srv/theirs/mine");
        mine.put("documentRoot", "/srv/theirs/mine/htdocs");
        refused(moved(path, mine), 409, "conflict");
    }

    @Test
    void aSiteThatCouldNotBeRegisteredTodayIsCorrectedPieceByPiece() {
        // Given a site, on a server that has no room for such sites any more
        String name = "p" + Ids.next();
        String server = "/servers/"
                + Scene.created(
                        system().body(Scene.serverBody(name, 3306, "/srv")).post("/servers"));
        Map<String, Object> mine =
                body(UUID.fromString(server.substring("/servers/".length())), Ids.next(), "/srv/mine");
        String path = "/sites/" + Scene.created(system().body(mine).post("/sites"));
        assertThat(moved(server, Scene.serverBody(name, 3306, "/home")).statusCode())
                .isEqualTo(200);

        mine.put("url", "http://127.0.0.1:10/");
        assertThat(moved(path, mine).statusCode()).isEqualTo(200);
        mine.put("root", "/srv/mine/deeper");
        mine.put("documentRoot", "/srv/mine/deeper/htdocs");
        refused(moved(path, mine), 422, "unprocessable");
    }

    @Test
    void ofManySitesForOneFolderOneIsRegistered() throws Exception {
        UUID server = server("/srv");
        List<Callable<Integer>> requests =
                Collections.nCopies(8, () -> site(server, "/srv/raced").statusCode());

        List<Integer> answers = new ArrayList<>();
        try (ExecutorService together = Executors.newFixedThreadPool(requests.size())) {
            for (Future<Integer> answer : together.invokeAll(requests)) answers.add(answer.get());
        }

        assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "information_schema", "PERFORMANCE_SCHEMA", "sys"})
    void theDatabaseServersOwnSchemasAreNobodys(String schema) {
        Map<String, Object> body = body(server("/srv"), Ids.next(), "/srv/boutique");
        body.put("databases", List.of(Map.of("name", schema, "server", "main")));

        refused(system().body(body).post("/sites"), 422, "unprocessable");
    }

    @Test
    void aDatabaseServerSaysWhatItIsAndNamesFollowThat() {
        // Given a server that says nothing of its engine, and one of PostgreSQL
        Map<String, Object> both = new HashMap<>(Scene.serverBody("p" + Ids.next(), 3306, "/srv"));
        Map<String, Object> silent = Map.of("name", "main", "host", "127.0.0.1", "port", 3306, "adminSecret", "db");
        Map<String, Object> postgres =
                Map.of("name", "stats", "engine", "POSTGRESQL", "host", "127.0.0.1", "port", 5432, "adminSecret", "pg");
        both.put("databases", List.of(silent, postgres));
        Response made = system().body(both).post("/servers");
        assertThat(made.jsonPath().getList("databases.engine", String.class)).containsExactly("MARIADB", "POSTGRESQL");
        UUID server = Scene.created(made);
        // When, then
        Map<String, Object> body = body(server, Ids.next(), "/srv/boutique");
        for (String refused : List.of("postgres", "template1", "é".repeat(32))) {
            body.put("databases", List.of(Map.of("name", refused, "server", "stats")));
            refused(system().body(body).post("/sites"), 422, "unprocessable");
        }
        body.put(
                "databases",
                List.of(Map.of("name", "boutique", "server", "stats"), Map.of("name", "boutique", "server", "main")));
        refused(system().body(body).post("/sites"), 400, "validation");
        body.put("databases", List.of(Map.of("name", "boutique", "server", "stats")));
        assertThat(system().body(body).post("/sites").statusCode()).isEqualTo(201);
        // And an engine that nobody knows is refused with its name
        both.put(
                "databases",
                List.of(Map.of(
                        "name", "x", "engine", "ORACLE", "host", "127.0.0.1", "port", 1521, "adminSecret", "db")));
        assertThat(system().body(both).post("/servers").statusCode()).isEqualTo(400);
    }

    @Test
    void aDatabaseIsOfOneCustomerHoweverItsServerIsNamed() {
        String schema = "wp_" + Ids.next().toString().replace("-", "");
        UUID customer = Ids.next();
        Map<String, Object> first = body(server("/srv"), customer, "/srv/boutique");
        first.put("databases", List.of(Map.of("name", schema, "server", "main")));
        UUID site = Scene.created(system().body(first).post("/sites"));

        Map<String, Object> stranger = body(server("/srv"), Ids.next(), "/srv/stranger");
        stranger.put("databases", List.of(Map.of("name", schema, "server", "main")));
        Response answer = system().body(stranger).post("/sites");
        refused(answer, 409, "conflict");
        assertThat(answer.asString()).doesNotContain(site.toString(), customer.toString());

        stranger.put("customer", customer);
        assertThat(system().body(stranger).post("/sites").statusCode())
                .as("two sites of one customer may share a database")
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/shadow", "/root/.ssh/id_ed25519", "/proc/1/environ", "/etc/garde-fou/secrets/backups/kek"})
    void whatIsNoLogOfASiteIsNotRead(String log) {
        Map<String, Object> body = body(server("/srv"), Ids.next(), "/srv/boutique");
        body.put("logs", List.of(Map.of("kind", "PHP", "path", log)));

        refused(system().body(body).post("/sites"), 422, "unprocessable");
    }

    private static UUID server(String siteRoot) {
        return Scene.created(system().body(Scene.serverBody("p" + Ids.next(), 3306, siteRoot))
                .post("/servers"));
    }

    private static Response site(UUID server, String root) {
        return system().body(body(server, Ids.next(), root)).post("/sites");
    }

    private static Map<String, Object> body(UUID server, UUID customer, String root) {
        Map<String, Object> body = Scene.siteBody("d" + Ids.next() + ".example", NOWHERE, root, root + "/htdocs");
        body.put("server", server);
        body.put("customer", customer);
        return body;
    }

    private static Response moved(String path, Map<String, Object> body) {
        return system().header("If-Match", system().get(path).header("ETag"))
                .body(body)
                .put(path);
    }
}
