package org.gardefou.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restic.ResticRepository;
import org.junit.jupiter.api.Test;

/** The service's part of the story, on a real WordPress, with the real restic, MariaDB, PostgreSQL and Kafka. */
@QuarkusTest
class StoryTest {

    @Test
    void aContractMakesThePolicyAndTheFirstBackupWhichStockResticReads() {
        // Given
        TestSite site = TestSite.wordPress();
        site.contracted("PT24H", "P7D");
        // When the site is told behind its contract
        site.registered();
        // Then
        JsonNode policy = Bus.heard("policy.changed", site.site);
        assertThat(policy.path("kind").asText()).isEqualTo("HOST_RUN");
        assertThat(policy.path("frequency").asText()).isEqualTo("PT24H");
        JsonNode created = Bus.heard("restore-point.created", site.site);
        assertThat(created.path("reason").path("kind").asText()).isEqualTo("SCHEDULED");
        assertThat(created.path("databases").path(0).path("tables").toString()).contains("wp_options", "wp_posts");
        assertThat(Bus.heard("backup.started", site.site).path("backup")).isEqualTo(created.path("backup"));
        JsonNode completed = Bus.heard("backup.completed", site.site);
        assertThat(completed.path("restorePoint")).isEqualTo(created.path("restorePoint"));
        assertThat(completed.path("files").asLong()).isGreaterThan(1000);
        // And the snapshot holds files and database under paths that fit any place
        ResticRepository repository = site.repository();
        String snapshot = created.path("snapshot").asText();
        Set<String> paths = new HashSet<>();
        repository.list(snapshot, node -> paths.add(node.path()));
        String dumps = "/.gardefou-backup/databases/"
                + created.path("databases").path(0).path("name").asText();
        assertThat(paths)
                .contains(
                        "/htdocs/wp-config.php",
                        "/htdocs/wp-includes/load.php",
                        dumps + ".tables.sql",
                        dumps + ".definitions.sql",
                        dumps + ".events.sql",
                        "/.gardefou-backup/meta.json");
        ByteArrayOutputStream sql = new ByteArrayOutputStream();
        repository.dumpFile(snapshot, dumps + ".tables.sql", sql);
        assertThat(sql.toString(StandardCharsets.UTF_8)).contains("CREATE TABLE `wp_posts`", "-- Dump completed");
        assertThat(site.beside()).doesNotContain(".gardefou-backup");
        assertThat(repository.locks()).isEmpty();
        // And customer and panel see it, with the next one due within a day
        for (String token : List.of(TestTokens.customer(site.customer), TestTokens.panel(site.connection))) {
            JsonPath point = Api.as(token)
                    .get("/backups/v1/restore-points/"
                            + created.path("restorePoint").asText())
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(point.getString("state")).isEqualTo("AVAILABLE");
            assertThat(Api.as(token)
                            .get("/backups/v1/policies/" + site.site)
                            .jsonPath()
                            .getString("text.fr"))
                    .isEqualTo("Nous sauvegardons ce site.");
        }
        assertThat(Database.count("select count(*) from policy where site = '" + site.site
                        + "' and next_due > now() and next_due <= now() + interval '1 day'"))
                .isEqualTo(1);
        // Durations are the bigint nanoseconds of the migration
        assertThat(Database.count("select retention from policy where site = '" + site.site + "'"))
                .isEqualTo(7L * 24 * 3600 * 1_000_000_000);
    }

    @Test
    void whenASiteMovesToAnotherPanelItsBackupsMoveWithIt() {
        // Given
        TestSite site = TestSite.small().registered();
        site.contracted("PT24H", "P7D");
        String point = Bus.heard("restore-point.created", site.site)
                .path("restorePoint")
                .asText();
        String before = TestTokens.panel(site.connection);
        List<String> paths = List.of(
                "/backups/v1/restore-points/" + point,
                "/backups/v1/policies/" + site.site,
                "/backups/v1/backups/"
                        + Api.as(before)
                                .get("/backups/v1/backups?site=" + site.site)
                                .jsonPath()
                                .getString("items[0].id"));
        paths.forEach(path -> Api.as(before).get(path).then().statusCode(200));
        // When
        UUID there = Ids.next();
        site.movesTo(there);
        // Then
        await().atMost(Api.SOON)
                .until(() -> Api.as(before).get(paths.getFirst()).statusCode() == 404);
        paths.forEach(path -> Api.as(before).get(path).then().statusCode(404));
        paths.forEach(path -> Api.as(TestTokens.panel(there)).get(path).then().statusCode(200));
    }

    @Test
    void aBackupOnDemandIsAcceptedPolledAndListenedTo() {
        // Given
        TestSite site = TestSite.withDatabase().registered();
        // When
        UUID backup = Api.backUp(site);
        String events = Api.as(TestTokens.customer(site.customer))
                .accept("text/event-stream")
                .get("/backups/v1/backups/" + backup + "/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        // Then
        assertThat(events).contains("COMPLETED").contains("\"finished\":true");
        JsonPath done = Api.ended(backup, "COMPLETED");
        assertThat(done.getString("reason.kind")).isEqualTo("ON_DEMAND");
        assertThat(done.getString("label")).isEqualTo("Avant la refonte");
        assertThat(Bus.heard("restore-point.created", site.site)
                        .path("restorePoint")
                        .asText())
                .isEqualTo(done.getString("restorePoint"));
    }

    @Test
    void aDangerMakesOneSafetyBackupHoweverOftenItIsTold() {
        // Given
        TestSite site = TestSite.small().registered();
        // When
        site.riskNotice("INFO");
        UUID change = site.riskNotice("DANGER");
        site.riskNotice("DANGER");
        // Then
        JsonNode created = Bus.heard("restore-point.created", site.site);
        assertThat(created.path("reason").path("kind").asText()).isEqualTo("SAFETY");
        assertThat(created.path("reason").path("change").asText()).isEqualTo(change.toString());
        // And with so young a restore point, none is made for a further one
        site.riskNotice("DANGER");
        UUID behind = site.restoreRequested(Api.id(created.path("restorePoint").asText()));
        await().atMost(Api.SOON).until(() -> Bus.told("restore-point.created", site.site).stream()
                .anyMatch(one -> one.path("reason").path("restore").asText().equals(behind.toString())));
        assertThat(Api.backupsOf(site)).hasSize(2);
    }

    @Test
    void aDangerThatJoinsTheWarningOfOtherChangesMakesASafetyBackup() {
        // Given
        TestSite site = TestSite.small().registered();
        // When a change joins that is none itself, and then one that is
        site.riskNotice("WARNING");
        site.riskNoticeExtended("WARNING");
        UUID change = site.riskNoticeExtended("DANGER");
        // Then
        JsonNode created = Bus.heard("restore-point.created", site.site);
        assertThat(created.path("reason").path("change").asText()).isEqualTo(change.toString());
        assertThat(Api.backupsOf(site)).hasSize(1);
    }

    @Test
    void aRestoreIsAlwaysAnsweredAlsoWhenTheSiteIsUnknown() {
        // Given
        TestSite unknown = TestSite.small();
        // When
        UUID restore = unknown.restoreRequested(UUID.randomUUID());
        // Then
        JsonNode failed = Bus.heard("backup.failed", unknown.site);
        assertThat(failed.path("code").asText()).isEqualTo("SITE_UNKNOWN");
        assertThat(failed.path("reason").path("restore").asText()).isEqualTo(restore.toString());
    }

    @Test
    void theKeyOfARepositoryIsForRestoreServiceAlone() {
        TestSite site = TestSite.small().registered();
        Map<String, Object> body = Map.of("site", site.site);
        String path = "/backups/v1/repository-access";
        Api.restores().body(body).post(path).then().statusCode(404);
        Api.completed(site);
        Api.restores().body(body).post(path).then().statusCode(200).header("Cache-Control", containsString("no-store"));
        for (String token : List.of(
                TestTokens.operator(),
                TestTokens.system(),
                TestTokens.customer(site.customer),
                TestTokens.of("customer", List.of("backups:access"), Map.of("customer", site.customer)))) {
            Api.as(token).body(body).post(path).then().statusCode(403);
        }
        assertThat(Api.operator()
                        .get("/backups/v1/audit")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("repository.opened", site.site.toString());
    }
}
