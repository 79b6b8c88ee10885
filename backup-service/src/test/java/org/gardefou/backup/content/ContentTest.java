package org.gardefou.backup.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restic.Node;
import org.junit.jupiter.api.Test;

/** The files of real snapshots, as customers see them. */
@QuarkusTest
class ContentTest {

    private static final String POINTS = "/backups/v1/restore-points/";

    @Inject
    ContentIndex index;

    @Inject
    ContentSweep sweep;

    @Inject
    Indexing indexing;

    @Inject
    DataSource dataSource;

    @Inject
    Repositories repositories;

    @Inject
    Clock clock;

    @Test
    void aRestorePointIsBrowsedSearchedAndComparedWithTheOneBefore() throws IOException {
        // Given a site with what customers have, and names that nobody should have
        TestSite site = TestSite.small().registered();
        Path plugin = Files.createDirectories(site.documentRoot.resolve("wp-content/plugins/shop"));
        for (int i = 0; i < 30; i++) Files.writeString(plugin.resolve("part-" + i + ".php"), "<?php // " + i);
        Files.writeString(site.documentRoot.resolve("Logo.PNG"), "png");
        Files.writeString(site.documentRoot.resolve("two\nlines"), "x");
        Files.createSymbolicLink(site.documentRoot.resolve("link"), Path.of("index.html"));
        run(
                "touch",
                "import sys,os; [open(os.path.join(os.fsencode(sys.argv[1]), b), 'w').close() for b in (b'a\\xe8', b'a\\xe9')]",
                site.documentRoot);
        UUID first = indexed(Api.completed(site));
        // When
        Files.writeString(site.documentRoot.resolve("index.html"), "<h1>Bonsoir</h1>");
        Files.delete(site.documentRoot.resolve("Logo.PNG"));
        Files.writeString(
                Files.createDirectories(site.documentRoot.resolve("wp-content/plugins/cart"))
                        .resolve("cart.php"),
                "<?php");
        UUID second = indexed(Api.completed(site));
        // Then the top has the document root and nothing of ours
        String customer = TestTokens.customer(site.customer);
        assertThat(names(files(customer, second, Map.of()))).containsExactly("htdocs");
        // And a folder is paged in the order of names, whatever they are made of
        List<String> all = names(files(customer, second, Map.of("path", "/htdocs/")));
        assertThat(all).containsExactly("a\ufffd", "a\ufffd (2)", "index.html", "link", "two\nlines", "wp-content");
        assertThat(paged(customer, second, Map.of("path", "/htdocs", "limit", "1")))
                .isEqualTo(all);
        JsonPath entries = files(customer, second, Map.of("path", "/htdocs")).jsonPath();
        assertThat(entries.getList("items.kind")).containsExactly("FILE", "FILE", "FILE", "LINK", "FILE", "FOLDER");
        assertThat(entries.getBoolean("items[0].unreadableName")).isTrue();
        assertThat(entries.getLong("items[2].size")).isEqualTo(16);
        assertThat(entries.getString("items[2].path")).isEqualTo("/htdocs/index.html");
        // And names are found in any folder, in small letters or large ones
        assertThat(paths(files(customer, first, Map.of("name", "logo.png")))).containsExactly("/htdocs/Logo.PNG");
        assertThat(paths(files(customer, second, Map.of("name", "logo.png")))).isEmpty();
        assertThat(paged(customer, second, Map.of("name", "part-1*", "limit", "3")))
                .hasSize(11)
                .contains("part-1.php", "part-19.php");
        assertThat(paged(customer, second, Map.of("name", "*RT-2?.php", "limit", "4")))
                .hasSize(10);
        assertThat(paths(files(customer, second, Map.of("name", "*.php")))).hasSize(31);
        // And the point says how it differs from the one before
        JsonPath point = Api.as(customer).get(POINTS + second).jsonPath();
        assertThat(point.getString("difference.since")).isEqualTo(first.toString());
        assertThat(point.getMap("difference"))
                .isEqualTo(Map.of(
                        "since",
                        first.toString(),
                        "added",
                        1,
                        "removed",
                        1,
                        "changed",
                        1,
                        "bytesAdded",
                        21,
                        "bytesRemoved",
                        19));
        assertThat((Object) Api.as(customer).get(POINTS + first).jsonPath().get("difference"))
                .isNull();
        // And each folder is one line, until one goes into it
        JsonPath top = differences(customer, second, Map.of());
        assertThat(top.getList("items.path")).containsExactly("/htdocs");
        JsonPath lines = differences(customer, second, Map.of("path", "/htdocs"));
        assertThat(lines.getList("items.name")).containsExactly("Logo.PNG", "index.html", "wp-content");
        assertThat(lines.getList("items.added")).containsExactly(0, 0, 1);
        assertThat(lines.getList("items.removed")).containsExactly(1, 0, 0);
        assertThat(lines.getList("items.changed")).containsExactly(0, 1, 0);
        JsonPath each = differences(customer, second, Map.of("each", "true", "since", first.toString()));
        assertThat(each.getList("items.path"))
                .containsExactly("/htdocs/Logo.PNG", "/htdocs/index.html", "/htdocs/wp-content/plugins/cart/cart.php");
        assertThat(pagedDifferences(customer, second, Map.of("each", "true", "limit", "1")))
                .isEqualTo(each.getList("items.path"));
        assertThat(differences(customer, second, Map.of("each", "true", "path", "/htdocs/wp-content"))
                        .getList("items.name"))
                .containsExactly("plugins/cart/cart.php");
        JsonPath back =
                differences(customer, first, Map.of("since", second.toString(), "path", "/htdocs/wp-content/plugins"));
        assertThat(back.getList("items.name")).containsExactly("cart");
        assertThat(back.getLong("items[0].removed")).isEqualTo(1);
        // And a file's versions are found over all points
        JsonPath versions = versions(customer, Map.of("site", site.site.toString(), "path", "/htdocs/index.html"));
        assertThat(versions.getList("items.file.size")).containsExactly(16, 16);
        assertThat(versions.getList("items.oldest.restorePoint")).containsExactly(second.toString(), first.toString());
        assertThat(versions.getList("items.newest.restorePoint")).containsExactly(second.toString(), first.toString());
        assertThat(versions.getList("items.current")).containsExactly(true, false);
        assertThat(versions(customer, Map.of("site", site.site.toString(), "name", "*.png"))
                        .getList("items.file.path"))
                .containsExactly("/htdocs/Logo.PNG");
        // And the bus was told to what they belong
        JsonNode compared = Bus.heard("restore-point.compared", site.site);
        assertThat(compared.path("restorePoint").asText()).isEqualTo(second.toString());
        assertThat(compared.path("since").path("restorePoint").asText()).isEqualTo(first.toString());
        assertThat(compared.path("groups").findValuesAsText("name")).containsExactly("cart", "htdocs");
        assertThat(compared.path("groups").path(1).path("removed").asLong()).isEqualTo(1);
        // And nobody else sees any of it
        for (String stranger : List.of(TestTokens.customer(UUID.randomUUID()), TestTokens.panel(UUID.randomUUID()))) {
            files(stranger, second, Map.of()).then().statusCode(404);
            files(stranger, second, Map.of("name", "*")).then().statusCode(404);
            Api.as(stranger).get(POINTS + second + "/differences").then().statusCode(404);
            Api.as(stranger)
                    .get("/backups/v1/file-versions?name=*&site=" + site.site)
                    .then()
                    .statusCode(404);
        }
        files(TestTokens.panel(site.connection), second, Map.of()).then().statusCode(200);
        // And what expires goes out of the index, and the rest stays
        Database.change("update restore_point set state = 'EXPIRED', expired_at = now() where id = '" + first + "'");
        index.wanted(site.site);
        await().atMost(Api.SOON).until(() -> content(first).equals("REMOVED"));
        files(customer, first, Map.of())
                .then()
                .statusCode(410)
                .body("type", equalTo("/problems/backups/content-removed"));
        assertThat(names(files(customer, second, Map.of("path", "/htdocs")))).isEqualTo(all);
        assertThat(versions(customer, Map.of("site", site.site.toString(), "name", "*.png"))
                        .getList("items"))
                .isEmpty();
        assertThat((Object) Api.as(customer).get(POINTS + second).jsonPath().get("difference"))
                .isNull();
    }

    @Test
    void whatIsNotIndexedSaysWhenToAskAgainOrWhatToDo() {
        // Given a point whose snapshot is not in the repository, as after somebody's restic forget
        TestSite site = TestSite.small().registered();
        UUID point = indexed(Api.completed(site));
        Database.change(
                "update restore_point set content = 'PENDING', content_position = null, difference = null, snapshot = '"
                        + "0".repeat(64) + "' where id = '" + point + "'");
        // Then
        files(TestTokens.customer(site.customer), point, Map.of())
                .then()
                .statusCode(409)
                .header("Retry-After", "5")
                .body("type", equalTo("/problems/backups/content-pending"));
        // When
        index.wanted(site.site);
        // Then
        await().atMost(Api.SOON).until(() -> content(point).equals("FAILED"));
        files(TestTokens.customer(site.customer), point, Map.of("name", "*"))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/backups/content-failed"));
        assertThat(Api.operator().get(POINTS + point).jsonPath().getString("contentFailure.fr"))
                .contains("Choisissez-en un autre");
    }

    @Test
    void whatIsMoreThanTheIndexTakesIsLeftOutOfItAndSaysWhatToDo() throws SQLException {
        // Given a point of two entries
        TestSite site = TestSite.small().registered();
        UUID point = indexed(Api.completed(site));
        String again =
                "update restore_point set content = 'PENDING', content_position = null, content_failure = null, files = %d where id = '"
                        + point + "'";
        String customer = TestTokens.customer(site.customer);
        // When there are more than are taken: by the listing, by the backup's own count, with what is known of the site
        for (Limits limits : List.of(new Limits(1, 1000, 0), new Limits(10, 1000, 11), new Limits(10, 2, 0))) {
            Database.change(again.formatted(limits.files));
            assertThat(new Indexing(dataSource, repositories, limits, clock).next(site.site))
                    .isTrue();
            // Then
            assertThat(content(point)).as("%s", limits).isEqualTo("FAILED");
            String said = limits.mostVersions == 2 ? "L'index de ce site est plein" : "plus de fichiers et de dossiers";
            assertThat(Api.as(customer).get(POINTS + point).jsonPath().getString("contentFailure.fr"))
                    .contains(said, "La sauvegarde est faite");
            assertThat(Api.as(customer).get(POINTS + point).jsonPath().getString("state"))
                    .isEqualTo("AVAILABLE");
        }
        // And a day later, with room enough, it is read
        Database.change(
                "update restore_point set content_tried_at = now() - interval '25 hours' where id = '" + point + "'");
        assertThat(new Indexing(dataSource, repositories, new Limits(2, 3, 0), clock).next(site.site))
                .isTrue();
        assertThat(content(point)).isEqualTo("INDEXED");
    }

    private record Limits(long mostFiles, long mostVersions, long files) implements ContentConfig {

        @Override
        public int comparisonsAtOnce() {
            return 1;
        }

        @Override
        public Duration comparisonTime() {
            return Duration.ofSeconds(5);
        }
    }

    @Test
    void whatTakesTooLongIsGivenUpAndSaysHowToAskForLess() {
        assertThatThrownBy(() -> new Question()
                        .add("select pg_sleep(60)::text")
                        .askWithin(Duration.ofMillis(30), dataSource, row -> row.getString(1)))
                .isInstanceOfSatisfying(HttpProblem.class, refused -> {
                    assertThat(refused.getStatusCode()).isEqualTo(422);
                    assertThat(refused.getDetail()).contains("path=");
                });
        // And the connection has no limit of that kind for who comes next
        assertThat(new Question().add("show statement_timeout").ask(dataSource, row -> row.getString(1)))
                .containsExactly("0");
    }

    @Test
    void aRunThatIsKilledLeavesNothingAndAPointFromBeforeIsReadAsWell() throws SQLException {
        // Given a point that was there before there was an index
        TestSite site = TestSite.small().registered();
        UUID point = indexed(Api.completed(site));
        Database.change(
                "update restore_point set content = 'PENDING', content_position = null where id = '" + point + "'");
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            // When one process reads it, another one leaves it alone
            SiteContents held = SiteContents.lock(connection, site.site).orElseThrow();
            Incoming incoming = new Incoming(connection, 1000);
            incoming.add(new Node("/htdocs", Node.Type.DIRECTORY, 0, 0755, 0, 0, Instant.EPOCH));
            incoming.end();
            held.enter(held.waiting(Instant.EPOCH).orElseThrow(), Instant.EPOCH);
            assertThat(indexing.next(site.site)).isFalse();
            // And when it is killed in the middle, the database takes back what it did
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(content(point)).isEqualTo("PENDING");
        // Then the next round finds it
        sweep.run();
        indexed(point);
        assertThat(names(files(TestTokens.customer(site.customer), point, Map.of("path", "/htdocs"))))
                .containsExactly("index.html");
        assertThat(indexing.next(site.site)).isFalse();
    }

    @Test
    void whatCannotBeAskedIsRefusedAndAnEmptyFolderIsNoMissingOne() throws IOException {
        TestSite site = TestSite.small().registered();
        Files.createDirectory(site.documentRoot.resolve("empty"));
        UUID point = indexed(Api.completed(site));
        String customer = TestTokens.customer(site.customer);
        assertThat(names(files(customer, point, Map.of("path", "/htdocs/empty"))))
                .isEmpty();
        for (String path : List.of("/htdocs/none", "/htdocs/index.html", "/htdocs/none/at/all", "/.gardefou-backup"))
            files(customer, point, Map.of("path", path)).then().statusCode(404);
        for (Map<String, String> bad : List.of(
                Map.of("path", "htdocs"),
                Map.of("path", "/htdocs/../etc"),
                Map.of("name", "a/b"),
                Map.of("name", "x", "path", "/htdocs"),
                Map.of("cursor", "YWJj", "name", "x"),
                Map.of("cursor", Cursor.after("%00").toString()),
                Map.of("cursor", Cursor.after("%00", 1, "%00", 1).toString(), "name", "x*"),
                Map.of("path", "/a\0b"),
                Map.of("name", "a\0b"),
                Map.of("depth", "1")))
            assertThat(files(customer, point, bad).statusCode()).as("%s", bad).isEqualTo(400);
        // What may be in a name, and is not there, is no failure
        for (String odd : List.of("a\u0001", "\u001f*", "\r\n", "\u007f?"))
            assertThat(names(files(customer, point, Map.of("name", odd)))).isEmpty();
        files(customer, point, Map.of("path", "/htdocs/\u0001\u001f")).then().statusCode(404);
        for (String kek : List.of("\0", "\u0001"))
            assertThat(Api.operator()
                            .queryParam("kek", kek)
                            .get("/backups/v1/repositories")
                            .statusCode())
                    .isEqualTo(kek.equals("\0") ? 400 : 200);
        Api.as(customer).get(POINTS + point + "/differences").then().statusCode(404);
        Api.as(customer)
                .get("/backups/v1/file-versions?site=" + site.site)
                .then()
                .statusCode(400);
        Api.as(customer).get("/backups/v1/file-versions?name=x").then().statusCode(400);
        TestSite other = TestSite.small().registered();
        UUID another = indexed(Api.completed(other));
        Api.operator()
                .get(POINTS + point + "/differences?since=" + another)
                .then()
                .statusCode(422);
    }

    private static void run(String what, String program, Path folder) throws IOException {
        try {
            assertThat(new ProcessBuilder("python3", "-c", program, folder.toString())
                            .inheritIO()
                            .start()
                            .waitFor())
                    .as(what)
                    .isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static UUID indexed(UUID point) {
        await().atMost(Api.SOON).until(() -> content(point).equals("INDEXED"));
        return point;
    }

    private static String content(UUID point) {
        return Api.operator().get(POINTS + point).jsonPath().getString("content");
    }

    private static Response files(String token, UUID point, Map<String, String> query) {
        return Api.as(token).queryParams(query).get(POINTS + point + "/files");
    }

    private static JsonPath differences(String token, UUID point, Map<String, String> query) {
        return Api.as(token)
                .queryParams(query)
                .get(POINTS + point + "/differences")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> pagedDifferences(String token, UUID point, Map<String, String> query) {
        List<String> paths = new java.util.ArrayList<>();
        Map<String, String> asked = new java.util.HashMap<>(query);
        for (int page = 0; page < 100; page++) {
            JsonPath found = differences(token, point, asked);
            paths.addAll(found.getList("items.path"));
            String next = found.getString("next");
            if (next == null) return paths;
            asked.put("cursor", next);
        }
        throw new AssertionError("The pages do not end");
    }

    private static JsonPath versions(String token, Map<String, String> query) {
        return Api.as(token)
                .queryParams(query)
                .get("/backups/v1/file-versions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> names(Response page) {
        return page.then().statusCode(200).extract().jsonPath().getList("items.name");
    }

    private static List<String> paths(Response page) {
        return page.then().statusCode(200).extract().jsonPath().getList("items.path");
    }

    /** All names, page by page. */
    private static List<String> paged(String token, UUID point, Map<String, String> query) {
        List<String> names = new java.util.ArrayList<>();
        Map<String, String> asked = new java.util.HashMap<>(query);
        for (int page = 0; page < 100; page++) {
            JsonPath found =
                    files(token, point, asked).then().statusCode(200).extract().jsonPath();
            names.addAll(found.getList("items.name"));
            String next = found.getString("next");
            if (next == null) return names;
            asked.put("cursor", next);
        }
        throw new AssertionError("The pages do not end");
    }
}
