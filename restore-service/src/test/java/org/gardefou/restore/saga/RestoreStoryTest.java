package org.gardefou.restore.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.Bus;
import org.gardefou.restore.bed.RealSite;
import org.gardefou.restore.bed.RealSite.Point;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way of a restore, on a real site. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class RestoreStoryTest {
    private static final Duration SOON = Api.SOON;

    private final RealSite real = RealSite.get();
    private final Api api = new Api(real);

    @SuppressWarnings("NullAway.Init") // set before each test
    private Point good;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Fingerprint healthy;

    @BeforeEach
    void aHealthySiteWithARestorePoint() {
        real.wordpress.heal();
        real.register(true);
        healthy = real.healthyFingerprint();
        real.tellHealth("HEALTHY", null, null, null);
        good = real.healthyPoint();
        real.tellPoint(good, null);
    }

    @Test
    void theCustomerRestoresTheAdvisedPointAndTheSiteAnswersAsBefore() throws Exception {
        // Given a plugin that was updated and broke the site
        Instant changedAt = Instant.now();
        UUID change = real.tellPluginUpdate(changedAt);
        real.breakByPlugin();
        Path photo = upload("later.jpg", "a photo of after the restore point");
        Path shell = upload("shell.php", "<?php evil();");
        Point bad = real.backUp(true);
        real.tellPoint(bad, null);
        real.tellHealth("DOWN", change, changedAt, null);
        Fingerprint broken = real.wordpress.fingerprint();

        // When advice is asked for
        JsonPath advice = await().atMost(SOON)
                .until(
                        () -> api.customer()
                                .get("/restores/v1/advice?site=" + real.site)
                                .jsonPath(),
                        found -> found.getList("options") != null
                                && found.getList("options").size() == 2
                                && found.getList("options[0].reasons.code").contains("BEFORE_THE_CHANGE"));

        // Then the point from before the change leads, and the other one is marked
        assertThat(advice.getString("recommended")).isEqualTo(good.id().toString());
        assertThat(advice.getString("options[0].restorePoint"))
                .isEqualTo(good.id().toString());
        assertThat(advice.getBoolean("options[1].containsBreakage")).isTrue();
        assertThat(advice.getString("options[0].reasons[0].text.fr")).contains("shop-turbo");
        assertThat(advice.getInt("options[0].loss.changes")).isEqualTo(1);

        // When it is restored
        UUID id = api.request(good.id());
        Point safety = api.safetyBackup(id);
        api.awaitState(id, "CHECKING");
        UUID diagnosis = real.tellHealth("HEALTHY", null, null, id);
        JsonPath done = api.awaitState(id, "COMPLETED");

        // Then the site answers as before, and only the photo is newer
        assertThat(real.wordpress.observe("/").status()).isEqualTo(200);
        assertThat(real.wordpress.observe("/").shows(real.wordpress.marker())).isTrue();
        assertThat(healthy.differencesTo(real.wordpress.fingerprint()))
                .allSatisfy(line -> assertThat(line).contains("later.jpg"))
                .isNotEmpty();
        assertThat(done.getList("result.keptNewerFiles")).containsExactly("wp-content/uploads/later.jpg");
        assertThat(done.getString("safetyRestorePoint")).isEqualTo(safety.id().toString());
        assertThat(done.getList("steps.step")).containsSubsequence("PREFLIGHT", "PREPARING", "SWITCHING", "CHECKING");
        assertThat(Bus.told("restore.requested", id)).hasSize(1);
        assertThat(Bus.told("restore.started", id)).hasSize(1);
        assertThat(Bus.told("restore.switched", id)).hasSize(1);
        assertThat(Bus.told("restore.completed", id)).singleElement().satisfies(event -> {
            assertThat(event.path("diagnosis").asText()).isEqualTo(diagnosis.toString());
            assertThat(event.path("tables").asInt()).isGreaterThanOrEqualTo(12);
            assertThat(event.path("safetyRestorePoint").asText())
                    .isEqualTo(safety.id().toString());
        });
        assertThat(photo).exists();
        assertThat(shell).doesNotExist();

        // When it is undone by hand
        assertThat(api.customer()
                        .header("If-Match", "*")
                        .post("/restores/v1/restores/" + id + "/rollback")
                        .statusCode())
                .isEqualTo(202);
        api.awaitState(id, "ROLLED_BACK");

        // Then every file and row of before the restore is back
        assertThat(broken.differencesTo(real.wordpress.fingerprint())).isEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(real.leftovers(id)).isEmpty());
        assertThat(Bus.told("restore.rolled-back", id)).hasSize(1);
    }

    @Test
    void aRestoreThatMakesTheSiteWorseRollsBackByItself() throws Exception {
        // Given a restore point that is itself broken, and a site that is well
        real.breakByPlugin();
        Point bad = real.backUp(true);
        real.wordpress.heal();
        real.tellPoint(bad, null);
        Fingerprint before = real.wordpress.fingerprint();
        // When
        UUID id = api.request(bad.id());
        api.tellSafetyBackup(id);
        api.awaitState(id, "CHECKING");
        assertThat(real.wordpress.observe("/").status()).isEqualTo(500);
        real.tellHealth("DOWN", null, null, id);
        // Then
        JsonPath done = api.awaitState(id, "ROLLED_BACK");
        assertThat(done.getString("outcome.code")).isEqualTo("SITE_WORSE");
        assertThat(real.wordpress.observe("/").status()).isEqualTo(200);
        assertThat(before.differencesTo(real.wordpress.fingerprint())).isEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(real.leftovers(id)).isEmpty());
    }

    @Test
    void withoutADiagnosisOurOwnLookDecides() throws Exception {
        // Given
        real.breakByPlugin();
        Point bad = real.backUp(true);
        real.wordpress.heal();
        real.tellPoint(bad, null);
        // When nobody diagnoses
        UUID id = api.request(bad.id());
        api.tellSafetyBackup(id);
        api.awaitState(id, "CHECKING");
        Api.passTime(id);
        JsonPath done = api.awaitState(id, "ROLLED_BACK");
        // Then
        assertThat(done.getString("outcome.code")).isEqualTo("SITE_WORSE");
        assertThat(real.wordpress.observe("/").status()).isEqualTo(200);
    }

    @Test
    void ofManyRestoresTheStateBeforeTheLatestTwoIsKept() {
        UUID first = completed();
        UUID second = completed();
        assertThat(real.leftovers(first)).isNotEmpty();

        UUID third = completed();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(real.leftovers(first)).isEmpty());
        assertThat(real.leftovers(second)).isNotEmpty();
        assertThat(real.leftovers(third)).isNotEmpty();
        Response late = api.customer().header("If-Match", "*").post("/restores/v1/restores/" + first + "/rollback");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.jsonPath().getString("detail")).contains("no longer kept", "safetyRestorePoint");
    }

    private UUID completed() {
        UUID id = api.request(good.id());
        api.safetyBackup(id);
        api.awaitState(id, "CHECKING");
        real.tellHealth("HEALTHY", null, null, id);
        api.awaitState(id, "COMPLETED");
        return id;
    }

    @Test
    void aSecondRestoreOfTheSiteWaitsForTheFirst() {
        UUID id = api.request(good.id());
        Response second = api.post(good.id(), TestTokens.customer(real.customer), Map.of());
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.jsonPath().getString("detail")).contains(id.toString());
        // When it is called off, nothing is left
        assertThat(api.customer()
                        .header("If-Match", "*")
                        .post("/restores/v1/restores/" + id + "/cancel")
                        .statusCode())
                .isEqualTo(202);
        api.awaitState(id, "CANCELLED");
        assertThat(healthy.differencesTo(real.wordpress.fingerprint())).isEmpty();
        assertThat(real.leftovers(id)).isEmpty();
    }

    private Path upload(String name, String content) throws Exception {
        Path file = real.wordpress.documentRoot().resolve("wp-content/uploads").resolve(name);
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        return file;
    }
}
