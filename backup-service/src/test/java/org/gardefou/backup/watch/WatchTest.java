package org.gardefou.backup.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.local.testing.TestTokens;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WatchTest {

    private static final String FINDINGS = "/backups/v1/findings";

    @Inject
    OverdueTick tick;

    @Inject
    Jobs jobs;

    @Test
    void aSiteWhoseScheduleStandsStillIsOverdueAndCatchesUp() {
        // Given
        TestSite site = TestSite.small().registered();
        site.contracted("PT24H", "P7D");
        UUID point = Api.id(Bus.heard("restore-point.created", site.site)
                .path("restorePoint")
                .asText());
        Api.operator()
                .header("If-Match", "*")
                .body(Map.of("paused", true))
                .put("/backups/v1/policies/" + site.site)
                .then()
                .statusCode(200)
                .body("text.fr", containsString("suspendu"));
        tick.run();
        assertThat(Bus.told("backup.overdue", site.site)).isEmpty();
        Api.contentsRead(site);
        // When the last good point is three days old
        Database.change(
                "update restore_point set taken_at = taken_at - interval '3 days' where id = '" + point + "'",
                ("update backup_age set last_good_at = last_good_at - interval '3 days', since = since - interval '3 days',"
                                + " alarm_at = alarm_at - interval '3 days' where site = '%s'")
                        .formatted(site.site));
        tick.run();
        tick.run();
        // Then it is said once, with the reason
        JsonNode told = Bus.heard("backup.overdue", site.site);
        assertThat(told.path("reason").asText()).isEqualTo("PAUSED");
        assertThat(told.path("lastGood").path("restorePoint").asText()).isEqualTo(point.toString());
        assertThat(told.path("reminder").asInt()).isZero();
        Api.as(TestTokens.customer(site.customer))
                .get("/backups/v1/ages?overdue=true")
                .then()
                .body("items.site", equalTo(List.of(site.site.toString())))
                .body("items[0].lastGood", equalTo(point.toString()));
        Api.as(TestTokens.customer(Ids.next()))
                .get("/backups/v1/ages?site=" + site.site)
                .then()
                .body("items.size()", equalTo(0));
        // And once more a day later
        Database.change("update backup_age set alarm_at = now() where site = '" + site.site + "'");
        tick.run();
        await().atMost(Api.SOON)
                .until(() -> Bus.told("backup.overdue", site.site).size() == 2);
        assertThat(Bus.told("backup.overdue", site.site)
                        .getLast()
                        .path("reminder")
                        .asInt())
                .isEqualTo(1);
        // And any good point ends it
        UUID fresh = Api.completed(site);
        assertThat(Bus.heard("backup.caught-up", site.site).path("restorePoint").asText())
                .isEqualTo(fresh.toString());
        tick.run();
        assertThat(Bus.told("backup.overdue", site.site)).hasSize(2);
        Api.as(TestTokens.customer(site.customer))
                .get("/backups/v1/ages?overdue=true")
                .then()
                .body("items.size()", equalTo(0));
    }

    @Test
    void theWatchKeepsRunningAndSaysSo() {
        RestAssured.given().get("/q/health/live").then().statusCode(200).body(containsString("overdue-watch"));
    }

    @Test
    void aSiteThatNobodyKnowsIsOverdueAsWellUntilNothingIsPromised() {
        // Given a contract of a site that is never registered
        TestSite site = TestSite.small();
        site.contracted("PT24H", "P7D");
        Bus.heard("policy.changed", site.site);
        Database.change("update backup_age set since = since - interval '2 days', alarm_at = now() where site = '"
                + site.site + "'");
        // When
        tick.run();
        // Then
        JsonNode told = Bus.heard("backup.overdue", site.site);
        assertThat(told.path("reason").asText()).isEqualTo("SITE_UNKNOWN");
        assertThat(told.has("lastGood")).isFalse();
        site.contractEnded();
        await().atMost(Api.SOON)
                .until(() -> Database.count(
                                "select count(*) from backup_age where alarm_at is null and site = '" + site.site + "'")
                        == 1);
    }

    @Test
    void aSiteThatIsEncryptedIsToldAndItsLastCleanPointIsKept() throws IOException {
        // Given a site with pictures, backed up twice
        TestSite site = TestSite.small().registered();
        Path uploads = Files.createDirectories(site.documentRoot.resolve("uploads"));
        Random random = new Random(1);
        for (int i = 0; i < 120; i++) write(uploads.resolve("photo-" + i + ".jpg"), random);
        Api.completed(site);
        Files.writeString(site.documentRoot.resolve("news.html"), "Du nouveau");
        UUID clean = Api.completed(site);
        assertThat(looked(clean)).isTrue();
        Api.operator()
                .get("/backups/v1/restore-points/" + clean)
                .then()
                .body("changed.filesUnmodified", org.hamcrest.Matchers.greaterThanOrEqualTo(120));
        assertThat(Bus.told("backup-finding.opened", site.site)).isEmpty();
        // When all of it is encrypted
        for (int i = 0; i < 120; i++) {
            write(uploads.resolve("photo-" + i + ".jpg.crypt"), random);
            Files.delete(uploads.resolve("photo-" + i + ".jpg"));
        }
        UUID bad = Api.completed(site);
        // Then
        JsonNode told = Bus.heard("backup-finding.opened", site.site);
        assertThat(told.path("kind").asText()).isEqualTo("CHURN");
        assertThat(told.path("restorePoint").asText()).isEqualTo(bad.toString());
        assertThat(told.path("pinned").asText()).isEqualTo(clean.toString());
        assertThat(told.path("text").path("fr").asText()).contains("est gardé");
        String customer = TestTokens.customer(site.customer);
        keptFor(customer, clean, hasItem("SUSPECTED"));
        // And a pin of the customer's own comes and goes beside it
        Api.as(customer)
                .header("If-Match", "*")
                .body(Map.of("reason", "Avant la refonte"))
                .put("/backups/v1/restore-points/" + clean + "/pin")
                .then()
                .statusCode(200)
                .body("pin.by", equalTo("CUSTOMER"));
        keptFor(customer, clean, hasItems("SUSPECTED", "PINNED"));
        Api.as(customer)
                .header("If-Match", "*")
                .delete("/backups/v1/restore-points/" + clean + "/pin")
                .then()
                .statusCode(200);
        keptFor(customer, clean, hasItem("SUSPECTED"));
        // And a look once more opens no other
        jobs.submit(PointWatchJob.class, bad.toString());
        assertThat(looked(bad)).isTrue();
        String id = told.path("finding").asText();
        Api.as(customer).get(FINDINGS + "?site=" + site.site).then().body("items.id", equalTo(List.of(id)));
        Api.as(TestTokens.customer(Ids.next())).get(FINDINGS + "/" + id).then().statusCode(404);
        // And when somebody with the customer's account says that it was them, the point stays for a while
        Api.as(customer)
                .header("If-Match", "*")
                .body(Map.of("reason", "Images chiffrées par nous"))
                .post(FINDINGS + "/" + id + "/dismiss")
                .then()
                .statusCode(200)
                .body("closedWhy", equalTo("CUSTOMER_WORD"))
                .body("keptUntil", notNullValue())
                .body("text.fr", containsString("dit que c'était lui"));
        keptFor(customer, clean, hasItem("SUSPECTED"));
        Api.as(customer)
                .header("If-Match", "*")
                .body(Map.of("reason", "Encore"))
                .post(FINDINGS + "/" + id + "/dismiss")
                .then()
                .statusCode(409);
        assertThat(Bus.heard("backup-finding.closed", site.site).path("why").asText())
                .isEqualTo("CUSTOMER_WORD");
        // And by the word of staff it is let go, once, whoever has pinned it
        Api.operator()
                .header("If-Match", "*")
                .body(Map.of("reason", "Vu avec le client"))
                .post(FINDINGS + "/" + id + "/dismiss")
                .then()
                .statusCode(200)
                .body("closedWhy", equalTo("DISMISSED"))
                .body("keptUntil", nullValue());
        keptFor(customer, clean, not(hasItem("SUSPECTED")));
        Api.operator()
                .header("If-Match", "*")
                .body(Map.of("reason", "Encore"))
                .post(FINDINGS + "/" + id + "/dismiss")
                .then()
                .statusCode(409);
    }

    private static void keptFor(String token, UUID point, Matcher<?> reasons) {
        Api.as(token).get("/backups/v1/restore-points/" + point).then().body("keptFor.why", reasons);
    }

    @Test
    void aFolderThatHasGoneIsToldAndItsReturnToo() throws IOException {
        // Given
        TestSite site = TestSite.small().registered();
        Api.completed(site);
        Path away = site.root.resolve("away");
        Files.move(site.documentRoot, away);
        // When
        Api.ended(Api.backUp(site), "FAILED");
        // Then
        JsonNode told = Bus.heard("backup-finding.opened", site.site);
        assertThat(told.path("kind").asText()).isEqualTo("SILENT_SOURCE");
        assertThat(told.has("pinned")).isFalse();
        Files.move(away, site.documentRoot);
        Api.completed(site);
        assertThat(Bus.heard("backup-finding.closed", site.site).path("why").asText())
                .isEqualTo("RECOVERED");
    }

    @Test
    void whatShrinksAndFallsSilentIsToldAndClosedWhenItIsAsUsual() {
        // Given four points of 400 MB with a database
        TestSite site = TestSite.small().registered();
        String full = "[{\"name\": \"shop\", \"tables\": [\"orders\"]}]";
        for (int hoursAgo = 9; hoursAgo > 5; hoursAgo--) point(site, hoursAgo, 400, full);
        // When the next one has little, and no table
        jobs.submit(
                PointWatchJob.class,
                point(site, 4, 20, "[{\"name\": \"shop\", \"tables\": []}]").toString());
        // Then
        List<JsonNode> told = await().atMost(Api.SOON)
                .until(() -> Bus.told("backup-finding.opened", site.site), all -> all.size() == 2);
        assertThat(told)
                .extracting(event -> event.path("kind").asText())
                .containsExactlyInAnyOrder("SILENT_SOURCE", "SHRINKING");
        assertThat(told).extracting(event -> event.path("database").asText()).contains("shop");
        // And the next that is as before ends both
        jobs.submit(PointWatchJob.class, point(site, 3, 410, full).toString());
        List<JsonNode> closed = await().atMost(Api.SOON)
                .until(() -> Bus.told("backup-finding.closed", site.site), all -> all.size() == 2);
        assertThat(closed)
                .extracting(event -> event.path("why").asText())
                .containsExactlyInAnyOrder("RECOVERED", "USUAL");
        Api.as(TestTokens.customer(site.customer))
                .get(FINDINGS + "?closed=true&kind=SHRINKING&site=" + site.site)
                .then()
                .body("items[0].facts.usualBytes", equalTo(400 * 1024 * 1024));
    }

    @Test
    void whatSomebodyChoseToLeaveOutHasNotShrunkAndWhatGoesBesideItHas() throws IOException {
        // Given points with two folders of files
        TestSite site = TestSite.small().registered();
        Random random = new Random(1);
        Path videos = Files.createDirectories(site.documentRoot.resolve("videos"));
        Path photos = Files.createDirectories(site.documentRoot.resolve("photos"));
        for (int i = 0; i < 300; i++) write(videos.resolve("v" + i), random);
        for (int i = 0; i < 250; i++) write(photos.resolve("p" + i), random);
        for (int hoursAgo = 9; hoursAgo > 6; hoursAgo--) point(site, hoursAgo, 552, 1, "[]");
        assertThat(looked(Api.completed(site))).isTrue();
        // When one is left out
        Api.as(TestTokens.customer(site.customer))
                .header("If-Match", "*")
                .body(Map.of("exclude", List.of("htdocs/videos")))
                .put("/backups/v1/policies/" + site.site + "/files")
                .then()
                .statusCode(200);
        assertThat(looked(Api.completed(site))).isTrue();
        // Then
        assertThat(Bus.told("backup-finding.opened", site.site)).isEmpty();
        // And when the other is deleted, that is told
        for (int i = 0; i < 250; i++) Files.delete(photos.resolve("p" + i));
        Api.completed(site);
        JsonNode told = Bus.heard("backup-finding.opened", site.site);
        assertThat(told.path("kind").asText()).isEqualTo("SHRINKING");
        int usual = Api.as(TestTokens.customer(site.customer))
                .get(FINDINGS + "?kind=SHRINKING&site=" + site.site)
                .jsonPath()
                .getInt("items[0].facts.usualFiles");
        assertThat(usual).as("without what is left out since").isBetween(250, 255);
    }

    /** A point without data: sizes and tables are looked at in the database alone. */
    private static UUID point(TestSite site, int hoursAgo, int megabytes, String databases) {
        return point(site, hoursAgo, 3000, megabytes, databases);
    }

    private static UUID point(TestSite site, int hoursAgo, int files, int megabytes, String databases) {
        UUID id = Ids.next();
        Database.change(
                "insert into restore_point (id, site, customer, backup, snapshot, taken_at, files, bytes, added, databases, state, version)"
                        + " values ('%s', '%s', '%s', '%s', '%s', now() - interval '%d hours', %d, %d * 1048576, 1, '%s', 'AVAILABLE', 0)"
                                .formatted(
                                        id,
                                        site.site,
                                        site.customer,
                                        Ids.next(),
                                        id,
                                        hoursAgo,
                                        files,
                                        megabytes,
                                        databases));
        return id;
    }

    private boolean looked(UUID point) {
        await().atMost(Api.SOON).until(() -> !jobs.pending(PointWatchJob.class, point.toString()));
        return true;
    }

    private static void write(Path file, Random random) throws IOException {
        byte[] bytes = new byte[512];
        random.nextBytes(bytes);
        Files.write(file, bytes);
    }
}
