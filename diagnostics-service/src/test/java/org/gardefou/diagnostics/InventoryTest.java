package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.customer;
import static org.gardefou.diagnostics.testing.Client.operator;
import static org.gardefou.diagnostics.testing.Client.panel;
import static org.gardefou.diagnostics.testing.Client.refused;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.diagnostics.testing.Bus;
import org.gardefou.diagnostics.testing.Client;
import org.gardefou.diagnostics.testing.Feed;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sites are made of, and what feeds say of it, from the disk to the bus. */
@QuarkusTest
class InventoryTest {

    @TempDir
    Path folder;

    @Inject
    Bus bus;

    private void plugin(String slug, String version) throws IOException {
        Path plugin = Files.createDirectories(
                folder.resolve("site/htdocs/wp-content/plugins").resolve(slug));
        Files.writeString(
                plugin.resolve(slug + ".php"), "<?php\n/*\nPlugin Name: My Shop\nVersion: %s\n*/".formatted(version));
    }

    private Scene wordPress(String slug) throws IOException {
        Path site = folder.resolve("site/htdocs");
        Files.createDirectories(site.resolve("wp-includes"));
        Files.writeString(site.resolve("wp-load.php"), "<?php");
        Files.writeString(site.resolve("wp-includes/version.php"), "<?php $wp_version = '6.4.3';");
        plugin(slug, "1.0");
        return Scene.unserved(folder.resolve("site").toString());
    }

    /** Asks for a look as the customer and answers the inventory behind it. */
    private static JsonPath look(Scene scene) {
        String path = "/sites/" + scene.site() + "/inventory";
        customer(scene.customer()).post(path + "/looks").then().statusCode(202);
        await().atMost(Scene.SOON.multipliedBy(4))
                .until(() -> !customer(scene.customer()).get(path).<Boolean>path("pending"));
        return customer(scene.customer()).get(path).jsonPath();
    }

    private static List<Map<String, Object>> exposures(Scene scene) {
        return customer(scene.customer())
                .get("/sites/" + scene.site() + "/exposures")
                .jsonPath()
                .getList("items");
    }

    @Test
    void fromTheDiskToTheBus() throws IOException {
        // Given a site that was never looked at
        String slug = "p" + Ids.next();
        Scene scene = wordPress(slug);
        assertThat((String) customer(scene.customer())
                        .get("/sites/" + scene.site() + "/inventory")
                        .path("state"))
                .isEqualTo("NOT_READ");

        // When it is, its parts are known
        JsonPath inventory = look(scene);
        assertThat(inventory.getString("cms")).isEqualTo("WORDPRESS");
        assertThat(inventory.getList("components.slug")).containsExactly("wordpress", slug);
        assertThat(inventory.getString("components[1].facts.checksum.outcome")).isEqualTo("NO_LIST");
        assertThat(exposures(scene)).isEmpty();

        // When a feed knows a hole in one of them, the customer sees it with its age and its notice, and it is told
        Feed feed = Feed.some();
        Instant fetched = Instant.now().minus(50, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        String first = Feed.of(Feed.record("r1", slug, "1.0", "1.1"), Feed.record("r2", "other", "9", "10"));
        assertThat(feed.imported("WORDFENCE_V3", first).getString("state")).isEqualTo("CURRENT");
        JsonPath dated = feed.imported(Map.of(
                "feed",
                feed.name(),
                "format",
                "WORDFENCE_V3",
                "file",
                feed.name() + ".json",
                "fetchedAt",
                fetched.toString()));
        assertThat(dated.getInt("counts.records")).isEqualTo(2);
        assertThat(dated.getInt("counts.added")).isZero();
        await().atMost(Scene.SOON.multipliedBy(4)).until(() -> !exposures(scene).isEmpty());
        assertThat(exposures(scene)).singleElement().satisfies(one -> {
            assertThat(one)
                    .containsEntry("component", slug)
                    .containsEntry("fact", "VULNERABLE")
                    .containsEntry("severity", "HIGH")
                    .containsEntry("fixedIn", "1.1")
                    .containsEntry("feedFetchedAt", fetched.toString());
            assertThat((Integer) one.get("feedAgeHours")).isGreaterThanOrEqualTo(50);
            assertThat(one.get("notices").toString()).contains("Defiant Inc.");
        });
        await().atMost(Scene.SOON)
                .until(() -> bus.told("extension.vulnerable", scene.site()).size() == 1);

        // When a feed is broken, of a newer format, much smaller, or somewhere it may not be, the old one stays
        JsonPath cut = feed.imported("WORDFENCE_V3", first.substring(0, first.length() - 5));
        assertThat(cut.getString("state")).isEqualTo("FAILED");
        assertThat(cut.getString("problem.fr")).contains("Téléchargez-le");
        assertThat(feed.imported("WORDFENCE_V3", "{\"version\": 4, \"items\": []}")
                        .getString("state"))
                .isEqualTo("FAILED");
        JsonPath inside = feed.imported(Map.of(
                "feed", feed.name(), "format", "WORDFENCE_V3", "address", "http://169.254.169.254/latest/meta-data"));
        assertThat(inside.getString("problem.en")).contains("not a public address");
        assertThat(exposures(scene)).hasSize(1);

        // When the extension is updated and nobody reports it, the change is found, and the hole is gone
        plugin(slug, "1.1");
        look(scene);
        assertThat(exposures(scene)).isEmpty();
        JsonPath changes = customer(scene.customer())
                .get("/site-changes?site=" + scene.site())
                .jsonPath();
        assertThat(changes.getList("items.type")).containsExactly("site.plugin-updated");
        assertThat(changes.getString("items[0].origin")).isEqualTo("FOUND");
        assertThat(changes.getString("items[0].actor.kind")).isEqualTo("UNKNOWN");
        assertThat(changes.getString("items[0].after.version")).isEqualTo("1.1");
        await().atMost(Scene.SOON)
                .until(() -> bus.told("site.plugin-updated", scene.site()).size() == 1);

        // When it is updated and somebody reports it, there is one change of it
        plugin(slug, "1.2");
        scene.change("site.plugin-updated", "{\"kind\": \"PLUGIN\", \"name\": \"My Shop\"}");
        look(scene);
        assertThat(customer(scene.customer())
                        .get("/site-changes?site=" + scene.site())
                        .jsonPath()
                        .getList("items.origin"))
                .containsExactly("REPORTED", "FOUND");

        // When it was closed, that is told as well
        assertThat(Feed.some().imported("WPVULNERABILITY", """
                                {"error": 0, "data": {"plugin": "%s", "closed": "1", "latest": "1500000000", "vulnerability": null}}""".formatted(slug)).getString("state"))
                .isEqualTo("CURRENT");
        await().atMost(Scene.SOON.multipliedBy(4)).until(() -> !exposures(scene).isEmpty());
        assertThat(exposures(scene))
                .extracting(one -> one.get("fact"))
                .containsExactlyInAnyOrder("CLOSED", "UNMAINTAINED");

        // And what cannot be read does not make it forgotten
        Files.move(folder.resolve("site/htdocs"), folder.resolve("site/away"));
        JsonPath away = look(scene);
        assertThat(away.getString("state")).isEqualTo("COULD_NOT_READ");
        assertThat(away.getList("components.version")).containsExactly("6.4.3", "1.2");
    }

    @Test
    void filesAreComparedWithThoseOfTheRelease() throws IOException {
        String slug = "p" + Ids.next();
        Scene scene = wordPress(slug);
        Path plugin = folder.resolve("site/htdocs/wp-content/plugins").resolve(slug);
        String main = "<?php\n/*\nPlugin Name: My Shop\nVersion: 1.0\n*/";
        Files.writeString(plugin.resolve(slug + ".php"), main.replace("\n", "\r\n"));
        Files.writeString(plugin.resolve("load.php"), "<?php // changed");
        Files.writeString(plugin.resolve("door.php"), "<?php // added");
        Path lists = Path.of(System.getProperty("gardefou.data.directory"), "checksums");
        Files.createDirectories(lists);
        Files.writeString(lists.resolve("plugin-%s-1.0.json".formatted(slug)), """
                {"files": {"%s.php": {"md5": ["%s", "00"]}, "load.php": {"md5": "00"}, "gone.php": {"md5": "00"}}}""".formatted(slug, md5(main)));

        String at = "components[1].facts.checksum.";
        JsonPath inventory = look(scene);
        assertThat(inventory.getString(at + "outcome")).isEqualTo("DIFFERS");
        String below = "wp-content/plugins/" + slug + "/";
        assertThat(inventory.getList(at + "modified")).containsExactly(below + "load.php");
        assertThat(inventory.getList(at + "missing")).containsExactly(below + "gone.php");
        assertThat(inventory.getList(at + "unexpected")).containsExactly(below + "door.php");
        assertThat(inventory.getString("components[0].facts.checksum.outcome")).isEqualTo("NO_LIST");
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void foreignersSeeNothingAndReportersDoNotFind() throws IOException {
        Scene scene = wordPress("p" + Ids.next());
        String path = "/sites/" + scene.site();
        UUID other = Ids.next();
        refused(customer(other).get(path + "/inventory"), 404, "not-found");
        refused(customer(other).get(path + "/exposures"), 404, "not-found");
        refused(customer(other).post(path + "/inventory/looks"), 404, "not-found");
        refused(
                panel(scene.connection())
                        .contentType(Client.STRUCTURED)
                        .body(scene.event("e1").replace("/panel/" + scene.connection(), "/diagnostics/found/inventory"))
                        .post("/change-events"),
                400,
                "validation");
        refused(
                operator()
                        .body(Map.of("feed", "x", "format", "WORDFENCE_V3", "file", "../../etc/passwd"))
                        .post("/feed-imports"),
                400,
                "validation");
        refused(
                operator().body(Map.of("feed", "x", "format", "WORDFENCE_V3")).post("/feed-imports"),
                400,
                "validation");
    }
}
