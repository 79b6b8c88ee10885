package org.gardefou.backup.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.Places;
import org.gardefou.backup.bed.RestServer;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ErasureTest {
    private static final String PATH = "/backups/v1/erasures";

    @Inject
    Repositories repositories;

    @Test
    void keysAndFilesOfBothRepositoriesAreGoneAndTheCertificateSaysSo() throws Exception {
        // Given a site with two restore points, and copies of them
        TestSite site = TestSite.small().registered();
        Map<String, Object> second = Places.local();
        UUID copies = Places.registered(second);
        Map<String, Object> first = Places.of(Places.local(), site);
        first.put("copyTo", copies.toString());
        Places.registered(first);
        UUID point = Api.completed(site);
        Api.completed(site);
        copied(site, 2);
        List<String> keys = site.repository().keys();
        // And with what was learnt of their content
        Database.change(
                "insert into front_page (site, restore_point, marker, seen_at) values ('%s', '%s', '{\"title\":\"Boutique\",\"texts\":[],\"length\":1}', now())"
                        .formatted(site.site, point),
                "insert into file_selection (site, wanted, changed_at, version) values ('%s', '{}', now(), 0)"
                        .formatted(site.site),
                "insert into verification (id, restore_point, site, customer, step, reason, counted, state, requested_at, ended_at, outcome, breaks, seen, version) values (gen_random_uuid(), '%s', '%s', '%s', 'BOOTED', 'ROTATION', false, 'ENDED', now(), now(), 'PASSED', false, '{\"log\":\"Boutique\"}', 1)"
                        .formatted(point, site.site, site.customer),
                "insert into finding (id, site, customer, kind, subject, facts, opened_at, version) values (gen_random_uuid(), '%s', '%s', 'CHURN', '', '{\"examples\":[\"Boutique\"]}', now(), 1)"
                        .formatted(site.site, site.customer));
        Path place = Path.of(first.get("location").toString());
        Path placeOfCopies = Path.of(second.get("location").toString());
        // When its place is away at first
        Path away = place.resolveSibling(place.getFileName() + "-away");
        Files.move(place, away);
        Response begun = order(site, null);
        // Then
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
        String erasure = begun.header("Location");
        assertThat(Api.operator()
                        .get("/backups/v1/restore-points/" + point)
                        .jsonPath()
                        .getString("state"))
                .isEqualTo("EXPIRED");
        assertThat(Bus.told("restore-point.expired", site.site)).hasSizeLessThanOrEqualTo(2);
        await().atMost(Api.SOON)
                .until(() -> Api.operator().get(erasure).jsonPath().getString("problem") != null);
        JsonPath refused = Api.ended(Api.backUp(site), "FAILED");
        assertThat(refused.getString("failure.code")).isEqualTo("REPOSITORY_ERASED");
        // And it ends when the place is back
        deleteEmpty(place);
        Files.move(away, place);
        JsonPath done = await().atMost(Api.SOON)
                .until(() -> Api.operator().get(erasure).jsonPath(), one -> one.getString("state")
                        .equals("COMPLETED"));
        assertThat(filesBelow(place)).isZero();
        assertThat(filesBelow(placeOfCopies)).isZero();
        assertThat(done.getList("certificate.places.which")).containsExactly("FIRST", "COPY");
        assertThat(done.<String>getList("certificate.places[0].keys")).isEqualTo(keys);
        assertThat(done.<Boolean>getList("certificate.places.keyFilesDeleted")).containsOnly(true);
        assertThat(done.<Boolean>getList("certificate.places.filesDeleted")).containsOnly(true);
        assertThat(done.<Boolean>getList("certificate.places.opens")).containsOnly(false);
        assertThat(done.getInt("certificate.restorePoints")).isEqualTo(2);
        assertThat(done.getString("certificate.statement.fr")).contains("Ne sont pas atteints");
        assertThat(Database.count("select count(*) from repository where site = '" + site.site + "'"))
                .isZero();
        // And nothing of their content is left
        assertThat(Database.count("select count(*) from file_selection where site = '" + site.site + "'"))
                .isZero();
        assertThat(Database.count("select count(*) from front_page where site = '" + site.site + "'"))
                .isZero();
        assertThat(Database.count(
                        "select count(*) from verification where seen is not null and site = '" + site.site + "'"))
                .isZero();
        assertThat(Database.count("select count(*) from finding where facts <> '{}' and site = '" + site.site + "'"))
                .isZero();
        // And the bus is told, with the hash of the certificate
        JsonNode told = Bus.heard("repository.erased", site.site);
        assertThat(told.path("certificate").asText())
                .isEqualTo(sha256(new ObjectMapper()
                        .readTree(Api.operator().get(erasure).asString())
                        .path("certificate")
                        .toString()));
        assertThat(Bus.told("restore-point.expired", site.site)).hasSize(2);
        // And there is no way in any more
        assertThat(Api.restores()
                        .body(Map.of("site", site.site))
                        .post("/backups/v1/repository-access")
                        .statusCode())
                .isEqualTo(404);
        // And the next backup makes a new repository
        Api.completed(site);
        assertThat(site.repository().keys()).doesNotContainAnyElementsOf(keys);
    }

    @Test
    void whatIsPromisedOrInUseIsNotErasedByMistake() {
        // Given a contract that promises backups
        TestSite site = TestSite.small().registered();
        site.contracted("PT24H", "P7D");
        UUID point = Api.id(Bus.heard("restore-point.created", site.site)
                .path("restorePoint")
                .asText());
        // When, then
        Response unconfirmed = order(site, null);
        assertThat(unconfirmed.statusCode()).isEqualTo(409);
        assertThat(unconfirmed.jsonPath().getString("detail")).contains("send confirm");
        String name = unconfirmed.jsonPath().getString("detail").split("\"")[1];
        // And while a restore is at work not even then
        UUID restore = Ids.next();
        site.tellRestore("restore.requested", restore, point);
        await().atMost(Api.SOON)
                .until(() ->
                        Database.count("select count(*) from running_restore where restore = '" + restore + "'") == 1);
        assertThat(order(site, name).jsonPath().getString("detail")).contains("restore");
        assertThat(order(TestSite.small(), null).statusCode()).isEqualTo(404);
        assertThat(Api.operator()
                        .body(Map.of("site", site.site, "reason", " "))
                        .post(PATH)
                        .statusCode())
                .isEqualTo(400);
        assertThat(Api.operator()
                        .get("/backups/v1/restore-points/" + point)
                        .jsonPath()
                        .getString("state"))
                .isEqualTo("AVAILABLE");
    }

    @Test
    void whereNothingCanBeDeletedTheNextBackupGoesToAnotherNameAndNothingElseMakesARepository() {
        RestServer server = RestServer.start();
        try {
            // Given
            TestSite site = TestSite.small().registered();
            UUID place = Places.registered(Places.of(Places.rest(server), site));
            server = server.appendOnly();
            Api.completed(site);
            Database.change(
                    "update destination set append_only = true where id = '" + place + "'",
                    "insert into data_turn (site, next_at) values ('" + site.site + "', now() + interval '1 day')",
                    "insert into prune_wanted (site, since) values ('" + site.site + "', now())");
            // When
            String erasure = order(site, null).header("Location");
            completed(erasure);
            // Then its files are still there, and whoever asks for a repository is told that there is none
            assertThat(server.data.resolve("depots/" + site.site + "/config")).exists();
            assertThatThrownBy(() -> repositories.open(site.site)).hasMessageContaining("its next backup makes one");
            assertThat(Database.count(
                            "select (select count(*) from data_turn where site = '%1$s') + (select count(*) from prune_wanted where site = '%1$s') + (select count(*) from repository where site = '%1$s')"
                                    .formatted(site.site)))
                    .isZero();
            // And the next backup makes one beside them
            Api.completedAndRead(site);
            assertThat(Database.count(
                            "select count(*) from repository where site = '%1$s' and location like '%%/%1$s-_%%'"
                                    .formatted(site.site)))
                    .isEqualTo(1);
        } finally {
            server.close();
        }
    }

    @Test
    void aLegalHoldThatComesWhileItsPlaceIsAwayStopsIt() throws IOException {
        // Given an erasure that waits for its place
        TestSite site = TestSite.small().registered();
        Map<String, Object> local = Places.of(Places.local(), site);
        Places.registered(local);
        Api.completed(site);
        List<String> keys = site.repository().keys();
        Path place = Path.of(local.get("location").toString());
        Path away = place.resolveSibling(place.getFileName() + "-away");
        Files.move(place, away);
        String erasure = order(site, null).header("Location");
        await().atMost(Api.SOON)
                .until(() -> Api.operator().get(erasure).jsonPath().getString("problem") != null);
        // When
        assertThat(Api.operator()
                        .body(Map.of("site", site.site, "reason", "Réquisition"))
                        .post("/backups/v1/legal-holds")
                        .statusCode())
                .isEqualTo(201);
        deleteEmpty(place);
        Files.move(away, place);
        order(site, null);
        // Then it has ended, says why, and nothing is gone
        JsonPath refused = await().atMost(Api.SOON)
                .until(() -> Api.operator().get(erasure).jsonPath(), one -> one.getString("state")
                        .equals("REFUSED"));
        assertThat(refused.getString("problem"))
                .startsWith("Nothing was destroyed.")
                .contains("legal hold");
        assertThat(refused.getString("endedAt")).isNotNull();
        assertThat(site.repository().keys()).isEqualTo(keys);
        assertThat(site.repository().snapshots()).hasSize(1);
        Api.completed(site);
    }

    private static void copied(TestSite site, int points) {
        await().atMost(Api.SOON)
                .until(() -> Database.count("select count(*) from snapshot_copy where state = 'COPIED' and site = '"
                                + site.site + "'")
                        == points);
    }

    private static void completed(String erasure) {
        await().atMost(Api.SOON)
                .until(() -> Api.operator().get(erasure).jsonPath().getString("state"), "COMPLETED"::equals);
    }

    private static Response order(TestSite site, String confirm) {
        Map<String, Object> body =
                new java.util.HashMap<>(Map.of("site", site.site, "reason", "Le client l'a demandé"));
        if (confirm != null) body.put("confirm", confirm);
        return Api.operator().body(body).post(PATH);
    }

    /** What the service made anew in the place of what was away. */
    private static void deleteEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) Files.delete(folder);
    }

    private static long filesBelow(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
