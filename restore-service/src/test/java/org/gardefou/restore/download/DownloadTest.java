package org.gardefou.restore.download;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restic.BackupRequest;
import org.gardefou.restic.ProgressListener;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.Bus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads, previews and a look at the live site, of a small hostile site in a real repository. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class DownloadTest {

    private static final String DOWNLOADS = "/restores/v1/downloads";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path root;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String snapshot;

    private static final RepositoryPassword PASSWORD = RepositoryPassword.generate();

    @Inject
    Downloads downloads;

    @Inject
    DownloadJob job;

    @Inject
    DownloadTidying tidying;

    @Inject
    PackedFiles files;

    private final UUID site = Ids.next();
    private final UUID server = Ids.next();
    private final UUID customer = Ids.next();
    private final UUID connection = Ids.next();
    private final UUID point = Ids.next();

    @BeforeAll
    static void aHostileSite() throws IOException {
        root = Files.createDirectories(folder.resolve("customers/site"));
        Path htdocs = Files.createDirectories(root.resolve("htdocs/wp-content/plugins/shop"));
        Files.writeString(htdocs.resolve("shop.php"), "<?php // shop");
        Files.writeString(
                root.resolve("htdocs/wp-config.php"), "<?php\ndefine('DB_PASSWORD', 'geheim');\n// d\u00e9but\n");
        Files.write(root.resolve("htdocs/logo.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0});
        Files.writeString(root.resolve("htdocs/long.txt"), "line\n".repeat(100_000));
        Files.createSymbolicLink(root.resolve("htdocs/inside"), Path.of("long.txt"));
        Files.createSymbolicLink(root.resolve("htdocs/outside"), Path.of("/etc/passwd"));
        Path dumps = Files.createDirectories(root.resolve(".gardefou-backup"));
        for (String part : List.of("tables", "definitions", "events")) {
            Files.writeString(dumps.resolve("wp_boutique." + part + ".sql"), "-- " + part);
        }
        Path repository = folder.resolve("repository");
        ResticRepository made =
                Restic.find().repository(RepositoryAccess.of(repository.toString(), PASSWORD, folder.resolve("cache")));
        made.init();
        snapshot = made.backup(BackupRequest.of(root, "site", "htdocs", ".gardefou-backup"), ProgressListener.SILENT)
                .snapshotId();
    }

    @BeforeEach
    void aKnownPoint() throws IOException {
        Files.writeString(
                stand(site + ".json"),
                "{\"location\":\"%s\",\"password\":\"%s\"}".formatted(folder.resolve("repository"), PASSWORD.reveal()));
        Bus.tell(
                "gardefou.servers",
                "server.registered",
                server,
                Bus.golden("diagnostics-service", "server.registered", node -> node.put("server", server.toString())
                        .put("at", Instant.now().toString())));
        Bus.tell(
                "gardefou.sites",
                "site.registered",
                site,
                Bus.golden("diagnostics-service", "site.registered", node -> node.put("site", site.toString())
                        .put("server", server.toString())
                        .put("customer", customer.toString())
                        .put("connection", connection.toString())
                        .put("root", root.toString())
                        .put("documentRoot", root.resolve("htdocs").toString())
                        .put("at", Instant.now().toString())));
        Bus.tell(
                "gardefou.contracts",
                "contract.changed",
                site,
                Bus.golden("terms-service", "contract.changed", node -> {
                    node.put("site", site.toString())
                            .put("customer", customer.toString())
                            .put("at", Instant.now().toString());
                    ((ObjectNode) node.path("promises").path("restore")).put("selfService", true);
                }));
        tellOf("restore-point.created");
        await().atMost(Api.SOON)
                .until(() -> Api.as(customer())
                                        .get("/restores/v1/advice?site=" + site)
                                        .jsonPath()
                                        .getList("options.restorePoint")
                                instanceof List<?> known
                        && known.contains(point.toString()));
        await().atMost(Api.SOON)
                .until(() -> ask(customer(), Map.of("database", "none")).statusCode() == 400);
    }

    @Test
    void everythingIsPackedAndFetchedInPiecesByWhoeverHasTheLink() throws Exception {
        // When
        UUID id = accepted(Map.of("format", "ZIP"));
        JsonPath ready = state(id, "READY");
        // Then
        assertThat(ready.getLong("entries")).isGreaterThanOrEqualTo(9);
        assertThat(ready.getList("leftOut")).containsExactly("htdocs/outside -> /etc/passwd");
        String link = ready.getString("link");
        Response whole = given().get(link);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.header("Content-Disposition")).startsWith("attachment; filename=\"site-");
        assertThat(whole.header("Content-Type")).isEqualTo("application/zip");
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
        byte[] bytes = whole.asByteArray();
        assertThat(bytes).hasSize(ready.getInt("bytes"));
        assertThat(names(bytes))
                .contains(
                        "htdocs/wp-content/plugins/shop/shop.php",
                        "htdocs/inside",
                        ".gardefou-backup/wp_boutique.tables.sql")
                .doesNotContain("htdocs/outside");
        // And what was cut off goes on, if it is the same file still
        String tag = whole.header("ETag");
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        pieces.write(given().header("Range", "bytes=0-99").get(link).asByteArray());
        Response rest =
                given().header("Range", "bytes=100-").header("If-Range", tag).get(link);
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.header("Content-Range")).isEqualTo("bytes 100-%d/%d".formatted(bytes.length - 1, bytes.length));
        pieces.write(rest.asByteArray());
        assertThat(pieces.toByteArray()).isEqualTo(bytes);
        assertThat(given().header("Range", "bytes=100-")
                        .header("If-Range", "\"another\"")
                        .get(link)
                        .asByteArray())
                .isEqualTo(bytes);
        Response behind = given().header("Range", "bytes=" + bytes.length + "-").get(link);
        assertThat(behind.statusCode()).isEqualTo(416);
        assertThat(behind.header("Content-Range")).isEqualTo("bytes */" + bytes.length);
        Response head = given().head(link);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(bytes.length));
        // And a link that somebody made up, or a stranger's token, opens nothing
        String forged = link.substring(0, link.length() - 4) + (link.endsWith("AAAA") ? "BBBB" : "AAAA");
        for (String wrong : List.of(forged, link + "A", DownloadFileResource.PATH + "A".repeat(64))) {
            assertThat(given().get(wrong).statusCode()).as(wrong).isEqualTo(404);
        }
        for (String stranger : List.of(TestTokens.customer(Ids.next()), TestTokens.panel(Ids.next()))) {
            assertThat(Api.as(stranger).get(DOWNLOADS + "/" + id).statusCode()).isEqualTo(404);
            assertThat(ask(stranger, Map.of("format", "ZIP")).statusCode()).isEqualTo(404);
        }
        assertThat(Api.as(TestTokens.panel(connection))
                        .get(DOWNLOADS + "?site=" + site)
                        .jsonPath()
                        .getList("items.id"))
                .containsExactly(id.toString());
        assertThat(Api.as(TestTokens.operator())
                        .get("/restores/v1/audit?resourceId=" + id)
                        .jsonPath()
                        .getList("items.action"))
                .containsExactly("download.fetch", "download.request");
        // And when its time is over it is gone
        QuarkusTransaction.requiringNew()
                .run(() -> downloads.update(
                        "expiresAt = ?1 where id = ?2", Instant.now().minusSeconds(1), id));
        assertThat(given().get(link).statusCode()).isEqualTo(404);
        tidying.run();
        assertThat(files.of(id)).doesNotExist();
        assertThat(read(id).getString("state")).isEqualTo("EXPIRED");
    }

    @Test
    void aDatabaseAndAFolderArePackedAloneAndADownloadIsWithdrawn() throws Exception {
        UUID id = accepted(Map.of(
                "format",
                "TAR_GZIP",
                "database",
                "wp_boutique",
                "paths",
                List.of("/htdocs/wp-content", "/htdocs/logo.png")));
        String link = state(id, "READY").getString("link");
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GZIPInputStream(new ByteArrayInputStream(given().get(link).asByteArray())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) names.add(entry.getName());
        }
        assertThat(names)
                .contains(
                        "htdocs/wp-content/plugins/shop/shop.php",
                        "htdocs/logo.png",
                        ".gardefou-backup/wp_boutique.events.sql")
                .doesNotContain("htdocs/long.txt");
        // When
        assertThat(Api.as(customer()).delete(DOWNLOADS + "/" + id).statusCode()).isEqualTo(428);
        assertThat(Api.as(customer())
                        .header("If-Match", "*")
                        .delete(DOWNLOADS + "/" + id)
                        .statusCode())
                .isEqualTo(204);
        // Then
        Response over = given().get(link);
        assertThat(over.statusCode()).isEqualTo(410);
        assertThat(over.jsonPath().getString("type")).isEqualTo("/problems/restores/download-over");
        tidying.run();
        assertThat(files.of(id)).doesNotExist();
        // And a path that is not there says so
        UUID nothing = accepted(Map.of("format", "ZIP", "paths", List.of("/htdocs/nothing")));
        assertThat(state(nothing, "FAILED").getString("failure.text.fr")).contains("/htdocs/nothing");
        // And no more than so many a day
        for (int i = 0; i < 3; i++) {
            state(accepted(Map.of("format", "ZIP", "paths", List.of("/htdocs/nothing"))), "FAILED");
        }
        Response used = ask(TestTokens.panel(connection), Map.of("format", "ZIP"));
        assertThat(used.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(used.header("Retry-After"))).isGreaterThan(80_000);
    }

    @Test
    void whatIsCutShortBeginsAnewAndAPointThatWentBadIsNotPacked() throws Exception {
        // Given a service that is killed in the middle: its row says PREPARING, and half a file is there
        Files.writeString(stand("away"), "");
        UUID id;
        try {
            id = accepted(Map.of("format", "ZIP"));
            Files.writeString(files.making(id), "half an archive");
            // Then there is one at a time
            assertThat(ask(customer(), Map.of("format", "ZIP")).statusCode()).isEqualTo(409);
        } finally {
            Files.delete(stand("away"));
        }
        // When it is taken up
        job.run(id.toString());
        // Then
        JsonPath ready = state(id, "READY");
        assertThat(names(given().get(ready.getString("link")).asByteArray())).hasSize(ready.getInt("entries"));
        tidying.run();
        assertThat(files.all()).contains(files.of(id)).noneMatch(file -> file.toString()
                .endsWith(".part"));
        // And a point that is found to be damaged before it is packed is not
        Files.writeString(stand("away"), "");
        UUID late;
        try {
            late = accepted(Map.of("format", "ZIP"));
            tellOf("restore-point.corrupted");
            await().atMost(Api.SOON).until(() -> ask(TestTokens.operator(), Map.of("format", "ZIP"))
                    .jsonPath()
                    .getString("detail")
                    .contains("damaged"));
        } finally {
            Files.delete(stand("away"));
        }
        job.run(late.toString());
        assertThat(state(late, "FAILED").getString("failure.code")).isEqualTo("POINT_GONE");
    }

    @Test
    void aTextIsShownWithoutItsSecretsAndTheLiveSiteIsCompared() throws IOException {
        JsonPath shown = preview("/htdocs/wp-config.php", 200).jsonPath();
        assertThat(shown.getString("text"))
                .contains("'DB_PASSWORD', '[…]'", "début")
                .doesNotContain("geheim");
        assertThat(shown.getInt("redacted")).isEqualTo(1);
        assertThat(shown.getString("charset")).isEqualTo("UTF-8");
        JsonPath cut = preview("/htdocs/long.txt", 200).jsonPath();
        assertThat(cut.getBoolean("cut")).isTrue();
        assertThat(cut.getString("text")).hasSize(262_144);
        preview("/htdocs/logo.png", 422);
        preview("/htdocs/nothing.php", 404);
        preview("/htdocs/../.gardefou-backup/x", 400);
        assertThat(Api.as(TestTokens.customer(Ids.next()))
                        .get("/restores/v1/file-previews?path=/htdocs/wp-config.php&restorePoint=" + point)
                        .statusCode())
                .isEqualTo(404);
        // And against the live site, which has another plugin and a changed one
        Path plugins = root.resolve("htdocs/wp-content/plugins");
        assertThat(live("/htdocs").getInt("lines.size()")).isZero();
        Files.writeString(plugins.resolve("shop/shop.php"), "<?php // shop 2.0");
        Files.writeString(Files.createDirectories(plugins.resolve("cart")).resolve("cart.php"), "<?php");
        Files.delete(root.resolve("htdocs/logo.png"));
        JsonPath lines = live("/htdocs/wp-content/plugins");
        assertThat(lines.getList("lines.name")).containsExactly("cart", "shop");
        assertThat(lines.getList("lines.added")).containsExactly(1, 0);
        assertThat(lines.getList("lines.changed")).containsExactly(0, 1);
        assertThat(live("/htdocs&each=true").getList("lines.name"))
                .containsExactly("logo.png", "wp-content/plugins/cart/cart.php", "wp-content/plugins/shop/shop.php");
        assertThat(Api.as(customer())
                        .get("/restores/v1/live-differences?path=/.gardefou-backup&restorePoint=" + point)
                        .statusCode())
                .isEqualTo(400);
    }

    private JsonPath live(String path) {
        Response answer =
                Api.as(customer()).get("/restores/v1/live-differences?restorePoint=" + point + "&path=" + path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private Response preview(String path, int status) {
        Response answer = Api.as(customer())
                .queryParam("path", path)
                .queryParam("restorePoint", point.toString())
                .get("/restores/v1/file-previews");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer;
    }

    private static List<String> names(byte[] zip) throws IOException {
        try (ZipFile read = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
                .get()) {
            return Collections.list(read.getEntries()).stream()
                    .map(ZipArchiveEntry::getName)
                    .toList();
        }
    }

    private Response ask(String token, Map<String, Object> more) {
        Map<String, Object> body = new java.util.HashMap<>(Map.of("restorePoint", point, "format", "ZIP"));
        body.putAll(more);
        return Api.as(token).body(body).post(DOWNLOADS);
    }

    private UUID accepted(Map<String, Object> more) {
        Response answer = ask(customer(), more);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return UUID.fromString(answer.jsonPath().getString("id"));
    }

    private JsonPath read(UUID id) {
        return Api.as(customer()).get(DOWNLOADS + "/" + id).jsonPath();
    }

    private JsonPath state(UUID id, String state) {
        return await().atMost(Api.SOON).until(() -> read(id), one -> state.equals(one.getString("state")));
    }

    private void tellOf(String type) {
        Bus.tell("gardefou.backups", type, site, Bus.golden("backup-service", type, node -> {
            node.put("restorePoint", point.toString()).put("site", site.toString());
            if (type.endsWith("created")) {
                node.put("takenAt", Instant.now().toString()).put("snapshot", snapshot);
            }
        }));
    }

    private static Path stand(String name) {
        return Path.of(System.getProperty(BackupsStandIn.FOLDER), name);
    }

    private String customer() {
        return TestTokens.customer(customer);
    }
}
