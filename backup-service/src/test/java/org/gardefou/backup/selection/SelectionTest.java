package org.gardefou.backup.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.RepeatedJob;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restic.Node;
import org.gardefou.restic.ResticRepository;
import org.junit.jupiter.api.Test;

/** What is left out, and what the panel told, from the request to the snapshot and back. */
@QuarkusTest
class SelectionTest {

    private static final String POINTS = "/backups/v1/restore-points/";

    @Inject
    @All
    List<RepeatedJob> repeated;

    @Test
    void aPointHoldsWhatWasChosenAndSaysWhatItLeavesOutAndWhatThePanelTold() throws Exception {
        // Given a site with films, a cache, settings beside the document root, and names that restic would read
        // otherwise
        TestSite site = TestSite.small().registered();
        write(site, "htdocs/videos/one.mp4", "film");
        write(site, "htdocs/$HOME/[x]", "kept");
        write(site, "htdocs/wp-content/cache/page.html", "<h1>old</h1>");
        write(site, "htdocs/wp-content/plugins/shop/databases/a.sql", "the customer's own");
        write(site, "private/key.txt", "beside");
        UUID first = Api.completed(site);
        // When somebody looks what would be left out
        String customer = TestTokens.customer(site.customer);
        Wanted wanted = new Wanted(List.of("private", "gone"), List.of("htdocs/videos", "**/databases/*.sql"), null);
        await().atMost(Api.SOON).until(() -> Api.as(customer)
                .get(POINTS + first)
                .jsonPath()
                .getString("content")
                .equals("INDEXED"));
        Api.as(customer)
                .body(wanted)
                .post(files(site) + "/dry-runs")
                .then()
                .statusCode(200)
                .body("restorePoint", equalTo(first.toString()))
                .body("files", equalTo(2))
                .body("bytes", equalTo(22))
                .body("patterns.find { it.pattern == 'htdocs/videos' }.bytes", equalTo(4))
                .body("warnings", hasSize(0));
        // And chooses it, and the panel tells what it knows
        Api.as(customer)
                .get(files(site))
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("exclude", contains("htdocs/.trash"));
        choose(customer, site, wanted)
                .statusCode(200)
                .body("exclude", hasItem("htdocs/videos"))
                .body("warnings", hasSize(0));
        tell(site, "192.0.2.1").statusCode(200).body("stripped", contains("/cron/0/command"));
        UUID second = Api.completed(site);
        // Then the snapshot has it so; our own dumps and descriptions are never left out
        ResticRepository repository = site.repository();
        JsonNode told = await().atMost(Api.SOON)
                .until(() -> Bus.told("restore-point.created", site.site), all -> all.size() == 2)
                .getLast();
        String snapshot = told.path("snapshot").asText();
        assertThat(filesOf(repository, snapshot))
                .containsExactlyInAnyOrder(
                        "/htdocs/index.html", "/htdocs/$HOME/[x]", "/private/key.txt", "/.gardefou-backup/meta.json");
        // And says so itself, in a format that is written down, without the secret
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        repository.dumpFile(snapshot, "/.gardefou-backup/meta.json", meta);
        String said = meta.toString(StandardCharsets.UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("src/main/resources/meta/gardefou-meta-2.schema.json")))
                        .validate(said, InputFormat.JSON))
                .isEmpty();
        assertThat(said).contains("192.0.2.1", "htdocs/videos").doesNotContain("hunter2");
        // And the point and the event do
        Api.as(customer)
                .get(POINTS + second)
                .then()
                .body("leftOut.exclude", hasItem("htdocs/videos"))
                .body("leftOut.absent", contains("gone"));
        assertThat(told.path("leftOut").path("exclude").toString()).contains("htdocs/videos");
        assertThat(told.path("panelSettingsAt").asText()).isNotEmpty();
        // And what the panel told then is read from the point, and compared with what it tells now
        tell(site, "192.0.2.2").statusCode(200);
        Api.as(customer)
                .get(POINTS + second + "/panel-settings")
                .then()
                .statusCode(200)
                .body("document.dns.zones[0].records[0].value", equalTo("192.0.2.1"));
        Api.as(customer)
                .get(POINTS + second + "/panel-settings/differences")
                .then()
                .body("differences", hasSize(1))
                .body("differences[0].what", equalTo("boutique.example www A"))
                .body("differences[0].now", equalTo("192.0.2.2"));
        Api.as(customer).get(POINTS + first + "/panel-settings").then().statusCode(404);
        // And what is told stays while a point has it or the site is there, and no longer
        sweepPanels();
        assertThat(toldOf(site)).isEqualTo(2);
        Database.change("update restore_point set panel_settings = null where id = '" + second + "'");
        sweepPanels();
        assertThat(toldOf(site)).isEqualTo(1);
        // And who leaves out code is warned, and nothing is booted that cannot start
        choose(customer, site, new Wanted(null, List.of("**/*.php"), false))
                .body("rebuilt", hasSize(0))
                .body("warnings.stake", contains("CONFIGURATION", "CODE"));
        String verification = Api.as(customer)
                .post(POINTS + Api.completed(site) + "/verifications")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        JsonPath boot = await().atMost(Api.SOON)
                .until(
                        () -> Api.as(customer)
                                .get("/backups/v1/verifications/" + verification)
                                .jsonPath(),
                        one -> one.getString("state").equals("ENDED"));
        assertThat(boot.getString("outcome")).isEqualTo("NOT_POSSIBLE");
        assertThat(boot.getString("text.en")).contains("**/*.php");
    }

    @Test
    void whatCannotBeGrantedAndWhoMayNotIsRefused() {
        TestSite site = TestSite.small().registered();
        String customer = TestTokens.customer(site.customer);
        choose(customer, site, new Wanted(List.of("../x"), List.of("/etc", "htdocs"), null))
                .statusCode(400)
                .body("violations.pointer", contains("/exclude/0", "/exclude/1", "/include/0"));
        choose(TestTokens.customer(Ids.next()), site, Wanted.NOTHING_SAID).statusCode(404);
        Api.as(customer).body(Wanted.NOTHING_SAID).put(files(site)).then().statusCode(428);
        Api.as(customer)
                .body(Wanted.NOTHING_SAID)
                .post(files(site) + "/dry-runs")
                .then()
                .statusCode(404);
        // And a panel tells of its own sites alone, and no secrets
        put(TestTokens.panel(Ids.next()), site, Map.of()).statusCode(404);
        put(customer, site, Map.of()).statusCode(403);
        String panel = TestTokens.panel(site.connection);
        put(panel, site, Map.of("mail", Map.of("accounts", List.of(Map.of("address", "a@b.example", "password", "x")))))
                .statusCode(400)
                .body("detail", not(equalTo("")));
        put(
                        panel,
                        site,
                        Map.of(
                                "cron",
                                List.of(Map.of("schedule", "@daily", "command", "echo '$6$salt$" + "a".repeat(40)))))
                .statusCode(400)
                .body("violations.pointer", contains("/cron/0/command"));
        put(
                        panel,
                        site,
                        Map.of(
                                "dns",
                                Map.of("zones", List.of(Map.of("name", "b.example", "text", "x".repeat(300_000))))))
                .statusCode(400);
        Api.as(customer)
                .get("/backups/v1/sites/" + site.site + "/panel-settings")
                .then()
                .statusCode(404);
    }

    private void sweepPanels() throws Exception {
        for (RepeatedJob job : repeated) if (job.name().equals("panel-settings-sweep")) job.run();
    }

    private static long toldOf(TestSite site) {
        return Database.count("select count(*) from panel_settings where site = '" + site.site + "'");
    }

    private static ValidatableResponse tell(TestSite site, String address) {
        return put(
                TestTokens.panel(site.connection),
                site,
                Map.of(
                        "dns",
                        Map.of(
                                "zones",
                                List.of(Map.of(
                                        "name",
                                        "boutique.example",
                                        "records",
                                        List.of(Map.of("name", "www", "type", "A", "value", address))))),
                        "cron",
                        List.of(Map.of(
                                "schedule", "@daily", "command", "curl https://me:hunter2@boutique.example/cron"))));
    }

    private static ValidatableResponse put(String token, TestSite site, Object document) {
        return Api.as(token)
                .header("If-Match", "*")
                .body(document)
                .put("/backups/v1/sites/" + site.site + "/panel-settings")
                .then();
    }

    private static ValidatableResponse choose(String token, TestSite site, Wanted wanted) {
        return Api.as(token)
                .header("If-Match", "*")
                .body(wanted)
                .put(files(site))
                .then();
    }

    private static String files(TestSite site) {
        return "/backups/v1/policies/" + site.site + "/files";
    }

    private static Set<String> filesOf(ResticRepository repository, String snapshot) {
        Set<String> found = new TreeSet<>();
        repository.list(snapshot, node -> {
            if (node.type() == Node.Type.FILE) found.add(node.path());
        });
        return found;
    }

    private static void write(TestSite site, String path, String text) throws IOException {
        Path file = site.root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
