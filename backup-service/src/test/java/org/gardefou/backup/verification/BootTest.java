package org.gardefou.backup.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.access.apart.Marker;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.junit.jupiter.api.Test;

/** Restore points are booted, with the real WordPress, a real database server of the boot's own, and real namespaces. */
@QuarkusTest
class BootTest {

    private static final Path PLACES = Path.of(System.getProperty("gardefou.data.directory"), "boot");

    @Inject
    BootJob job;

    @Test
    void aRestorePointOfAWordPressIsBootedAndSaysByWhatItIsGood() throws IOException {
        // Given, and what a boot that was killed left
        TestSite site = TestSite.wordPress().registered();
        UUID point = Api.completed(site);
        assertThat(evidence(point).getString("state")).isEqualTo("DUMP_COMPLETE");
        assertThat(evidence(point).getInt("score")).isEqualTo(40);
        Files.createDirectories(PLACES.resolve("0123456789ab/tree/htdocs"));
        // When
        JsonPath done = verified(site, point);
        // Then
        assertThat(done.getString("outcome")).as("%s", done.prettify()).isEqualTo("PASSED");
        assertThat(done.getString("result")).isEqualTo("HEALTHY");
        assertThat(done.getList("seen.pages.status", Integer.class)).containsExactly(200, 200);
        assertThat(done.getInt("seen.pages[0].length")).isGreaterThan(10_000);
        assertThat(done.getInt("seen.tables")).isGreaterThan(10);
        assertThat(done.getInt("seen.rows")).isGreaterThan(50);
        assertThat(evidence(point).getString("state")).isEqualTo("BOOTED");
        assertThat(evidence(point).getInt("score")).isEqualTo(100);
        JsonNode told = Bus.heard("restore-point.verified", site.site);
        assertThat(told.path("restorePoint").asText()).isEqualTo(point.toString());
        assertThat(told.path("state").asText()).isEqualTo("BOOTED");
        assertThat(told.path("evidence").toString()).contains("\"DUMP\"", "\"BOOTED\"", "mariadbd");
        JsonPath pieces = Api.as(TestTokens.customer(site.customer))
                .get("/backups/v1/restore-points/" + point + "/evidence")
                .jsonPath();
        assertThat(pieces.getList("evidence.step", String.class)).containsExactly("DUMP", "BOOTED");
        // And nothing of it stays
        assertThat(left()).isEmpty();
        assertThat(processes()).isEmpty();
        // And the next one is compared with what this one showed
        assertThat(Database.count("select count(*) from front_page where site = '" + site.site
                        + "' and restore_point = '" + point + "'"))
                .isEqualTo(1);
    }

    @Test
    void aSiteThatWasBrokenWhenItWasBackedUpIsToldButIsNoCorruption() throws IOException {
        // Given
        TestSite site = TestSite.small().registered();
        Files.writeString(site.documentRoot.resolve("index.php"), "<?php call_of_nothing();");
        UUID point = Api.completed(site);
        // When
        JsonPath failed = verified(site, point);
        // Then
        assertThat(failed.getString("outcome")).as("%s", failed.prettify()).isEqualTo("FAILED");
        assertThat(failed.getString("result")).isEqualTo("CRITICAL_ERROR");
        assertThat(failed.getString("seen.log")).isNull();
        assertThat(failed.getString("seen.pages[0].title")).isNull();
        assertThat(Api.operator()
                        .get("/backups/v1/verifications/" + failed.getString("id"))
                        .jsonPath()
                        .getString("seen.log"))
                .contains("call_of_nothing");
        assertThat(evidence(point).getString("state")).isEqualTo("DUMP_COMPLETE");
        assertThat(evidence(point).getInt("score")).isEqualTo(20);
        assertThat(Bus.told("restore-point.corrupted", site.site)).isEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void aCustomerMayAskForSoManyADayAndOfOwnPointsOnly() throws IOException {
        TestSite site = TestSite.small().registered();
        UUID point = Api.completed(site);
        String path = "/backups/v1/restore-points/" + point + "/verifications";
        Api.as(TestTokens.customer(UUID.randomUUID())).post(path).then().statusCode(404);
        // One that was killed in the middle is done anew, and clears away what it left
        UUID killed = Ids.next();
        Database.change(
                "insert into verification (id, restore_point, site, customer, step, reason, counted, state, requested_at, started_at, breaks, version) values ('%s', '%s', '%s', '%s', 'BOOTED', 'ROTATION', false, 'RUNNING', now(), now(), false, 1)"
                        .formatted(killed, point, site.site, site.customer));
        Files.createDirectories(PLACES.resolve(killed.toString().substring(24)).resolve("tree/htdocs/half"));
        Api.as(TestTokens.customer(site.customer))
                .post(path)
                .then()
                .statusCode(202)
                .body("id", equalTo(killed.toString()));
        job.run(killed.toString());
        Api.operator()
                .get("/backups/v1/verifications/" + killed)
                .then()
                .body("outcome", equalTo("PASSED"))
                .body("result", equalTo("HEALTHY"));
        assertThat(left()).isEmpty();
        Database.change(
                "insert into verification (id, restore_point, site, customer, step, reason, counted, state, requested_at, ended_at, outcome, breaks, version) select gen_random_uuid(), id, site, customer, 'BOOTED', 'ON_DEMAND', true, 'ENDED', now(), now() - interval '1 hour', 'PASSED', false, 1 from restore_point, generate_series(1, 3) where id = '"
                        + point + "'");
        Api.as(TestTokens.customer(site.customer)).post(path).then().statusCode(429);
    }

    @Test
    void aBootEndsEvenWhenNothingOfItCanBeKeptAndWhenItBreaksOffAgainAndAgain() throws IOException {
        // Given one whose page holds what no database takes
        TestSite site = TestSite.small().registered();
        UUID point = Api.completed(site);
        UUID first = running(site, point, 1);
        Seen seen = new Seen(
                null, null, 1L, null, null, List.of(new Seen.PageSeen("/", 200, 1, "Bou\0tique")), null, "Bou\0tique");
        Marker marker = new Marker("Bou\0tique", List.of(), 1);
        // When
        job.end(
                first,
                new Booting.Booted(
                        Ending.of(Outcome.PASSED, Ending.Result.HEALTHY, "Bien.", "Well.", "php", seen), marker));
        // Then
        assertThat(verification(first).getString("outcome")).isEqualTo("NOT_POSSIBLE");
        assertThat(Database.count("select count(*) from front_page where site = '" + site.site + "'"))
                .isZero();
        // And one that broke off three times is not begun again
        UUID second = running(site, point, 3);
        job.run(second.toString());
        assertThat(verification(second).getString("outcome")).isEqualTo("NOT_POSSIBLE");
        assertThat(verification(second).getString("text.fr")).contains("trois fois");
    }

    @Test
    void whatABootShowedIsKeptThoughItsPointIsChangedMeanwhile() throws IOException {
        TestSite site = TestSite.small().registered();
        UUID point = Api.completed(site);
        UUID verification = running(site, point, 1);
        Ending ending = Ending.of(Outcome.PASSED, Ending.Result.HEALTHY, "Bien.", "Well.", "php", Seen.nothing());

        Database.changeUnder(
                "update restore_point set version = version + 1 where id = '" + point + "'",
                () -> job.end(verification, new Booting.Booted(ending, null)));

        assertThat(verification(verification).getString("outcome")).isEqualTo("PASSED");
        assertThat(evidence(point).getString("state")).isEqualTo("BOOTED");
    }

    private static JsonPath verification(UUID id) {
        return Api.operator().get("/backups/v1/verifications/" + id).jsonPath();
    }

    private static UUID running(TestSite site, UUID point, int tries) {
        UUID id = Ids.next();
        Database.change(
                "insert into verification (id, restore_point, site, customer, step, reason, counted, state, requested_at, started_at, breaks, tries, version) values ('%s', '%s', '%s', '%s', 'BOOTED', 'ROTATION', false, 'RUNNING', now(), now(), false, %d, 1)"
                        .formatted(id, point, site.site, site.customer, tries));
        return id;
    }

    private static JsonPath verified(TestSite site, UUID point) {
        String location = Api.as(TestTokens.customer(site.customer))
                .post("/backups/v1/restore-points/" + point + "/verifications")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        String path = location.substring(location.indexOf("/backups/v1"));
        return await().atMost(Api.SOON.multipliedBy(2))
                .until(
                        () -> Api.as(TestTokens.customer(site.customer))
                                .get(path)
                                .jsonPath(),
                        one -> "ENDED".equals(one.getString("state")));
    }

    private static JsonPath evidence(UUID point) {
        return Api.operator()
                .get("/backups/v1/restore-points/" + point)
                .jsonPath()
                .setRootPath("evidence");
    }

    private static List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(PLACES)) {
            return all.toList();
        }
    }

    private static List<String> processes() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(PLACES.toString()))
                .toList();
    }
}
