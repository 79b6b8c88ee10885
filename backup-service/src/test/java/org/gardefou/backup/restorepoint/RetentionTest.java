package org.gardefou.backup.restorepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restic.Snapshot;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetentionTest {

    @Inject
    Retention retention;

    @Inject
    DeletionNotices notices;

    @Inject
    Jobs jobs;

    @Test
    void oldRestorePointsGoExceptTheNewestAndWhatARestoreNeeds() {
        // Given three old ones, of which a restore needs the first; its safety backup is the newest
        TestSite site = TestSite.small().registered();
        site.contracted("PT24H", "P7D");
        UUID first = Api.id(Bus.heard("restore-point.created", site.site)
                .path("restorePoint")
                .asText());
        UUID second = Api.completedAndRead(site);
        UUID restore = site.restoreRequested(first);
        await().atMost(Api.SOON)
                .until(() -> Bus.told("backup.completed", site.site).size() == 3);
        UUID newest = Api.id(Bus.told("backup.completed", site.site).stream()
                .filter(one -> one.path("reason").has("restore"))
                .findFirst()
                .orElseThrow()
                .path("restorePoint")
                .asText());
        // What is still read is written again.
        Api.contentsRead(site);
        Database.change(aged(first, 30), aged(second, 29), aged(newest, 28));
        String tag = point(first).header("ETag");
        // When
        retention.run();
        // Then
        assertThat(state(first)).isEqualTo("AVAILABLE");
        assertThat(state(second)).isEqualTo("EXPIRED");
        assertThat(state(newest)).isEqualTo("AVAILABLE");
        assertThat(Bus.heard("restore-point.expired", site.site)
                        .path("restorePoint")
                        .asText())
                .isEqualTo(second.toString());
        // And its data is there for as long as a restore of it may be on its way
        retention.run();
        assertThat(jobs.pending(ForgettingJob.class, site.site.toString())).isFalse();
        assertThat(site.repository().snapshots()).hasSize(3);
        Database.change(expiredLongAgo(second));
        retention.run();
        forgotten(second);
        assertThat(site.repository().snapshots()).hasSize(2);
        // And when the restore is over, what it needed goes too
        site.tellRestore("restore.completed", restore, first);
        await().atMost(Api.SOON)
                .until(() ->
                        Database.count("select count(*) from running_restore where restore = '" + restore + "'") == 0);
        retention.run();
        assertThat(state(first)).isEqualTo("EXPIRED");
        assertThat(point(first).header("ETag")).isNotEqualTo(tag);
        Database.change(expiredLongAgo(first));
        retention.run();
        forgotten(first);
        assertThat(site.repository().snapshots())
                .extracting(Snapshot::tags)
                .singleElement()
                .satisfies(tags -> assertThat(tags)
                        .contains("backup-" + point(newest).jsonPath().getString("backup")));
    }

    @Test
    void whatExpiredWhileARestoreOfItWasOnItsWayIsStillThere() {
        // Given
        TestSite site = TestSite.small().registered();
        UUID point = Api.completedAndRead(site);
        Database.change(aged(point, 31));
        retention.run();
        assertThat(state(point)).isEqualTo("EXPIRED");
        // When
        UUID restore = site.restoreRequested(point);
        await().atMost(Api.SOON)
                .until(() ->
                        Database.count("select count(*) from running_restore where restore = '" + restore + "'") == 1);
        Database.change(expiredLongAgo(point));
        retention.run();
        // Then
        await().atMost(Api.SOON).until(() -> !jobs.pending(ForgettingJob.class, site.site.toString()));
        assertThat(Database.count(
                        "select count(*) from restore_point where forgotten_at is null and id = '" + point + "'"))
                .isEqualTo(1);
        // And a restore whose end is never heard of holds nothing back for ever
        Database.change("update running_restore set requested_at = now() - interval '8 days' where restore = '"
                + restore + "'");
        retention.run();
        forgotten(point);
    }

    @Test
    void withoutAPromiseTheLastRestorePointGoesAsWell() {
        // Given one that was made on demand, and no contract
        TestSite site = TestSite.small().registered();
        UUID point = Api.completedAndRead(site);
        Database.change(aged(point, 29));
        retention.run();
        assertThat(state(point)).isEqualTo("AVAILABLE");
        // When
        Database.change(aged(point, 31));
        retention.run();
        // Then
        assertThat(state(point)).isEqualTo("EXPIRED");
    }

    @Test
    void whatWasPromisedUnderAContractStaysForAWhileBehindTheEndAndThatIsTold() {
        // Given
        TestSite site = TestSite.small().registered();
        site.contracted("PT24H", "P7D");
        UUID point = Api.id(Bus.heard("restore-point.created", site.site)
                .path("restorePoint")
                .asText());
        Api.contentsRead(site);
        Database.change(aged(point, 8));
        retention.run();
        assertThat(state(point)).isEqualTo("AVAILABLE");
        // When
        site.contractEnded();
        await().atMost(Api.SOON)
                .until(() -> Database.count("select count(*) from policy where kind = 'CUSTOMER_MANAGED' and site = '"
                                + site.site + "'")
                        == 1);
        notices.run();
        retention.run();
        // Then it is said at once, and nothing goes yet
        JsonNode told = Bus.heard("restore-point.deletion-announced", site.site);
        assertThat(told.path("restorePoints").asInt()).isEqualTo(1);
        assertThat(Duration.between(
                        Instant.parse(told.path("endedAt").asText()),
                        Instant.parse(told.path("deletionAt").asText())))
                .isEqualTo(Duration.ofDays(30));
        assertThat(state(point)).isEqualTo("AVAILABLE");
        assertThat(why(point)).containsExactly("AFTER_END");
        // And it is said once more before, whenever the looks come
        notices.run();
        Database.change(endedAgo(site, 24));
        notices.run();
        notices.run();
        await().atMost(Api.SOON)
                .until(() ->
                        Bus.told("restore-point.deletion-announced", site.site).size() == 2);
        // And what is held outlives even that
        String hold = Api.operator()
                .body(Map.of("site", site.site, "reason", "Réquisition n° 2026/114"))
                .post("/backups/v1/legal-holds")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        Database.change(aged(point, 40), endedAgo(site, 31));
        retention.run();
        assertThat(state(point)).isEqualTo("AVAILABLE");
        endHold(hold);
        retention.run();
        assertThat(state(point)).isEqualTo("EXPIRED");
    }

    @Test
    void whatIsHeldIsNotForgottenEither() {
        // Given a point that has expired already when the order comes
        TestSite site = TestSite.small().registered();
        UUID point = Api.completedAndRead(site);
        Database.change(aged(point, 31));
        retention.run();
        assertThat(state(point)).isEqualTo("EXPIRED");
        String hold = Api.operator()
                .body(Map.of("site", site.site, "restorePoint", point, "reason", "Réquisition n° 2026/115"))
                .post("/backups/v1/legal-holds")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        // When
        Database.change(expiredLongAgo(point));
        retention.run();
        // Then
        await().atMost(Api.SOON).until(() -> !jobs.pending(ForgettingJob.class, site.site.toString()));
        assertThat(site.repository().snapshots()).hasSize(1);
        endHold(hold);
        retention.run();
        forgotten(point);
        // And of what is gone nothing can be held
        Api.operator()
                .body(Map.of("site", site.site, "restorePoint", point, "reason", "Réquisition n° 2026/116"))
                .post("/backups/v1/legal-holds")
                .then()
                .statusCode(409);
    }

    @Test
    void aHoldThatComesWhileTheRepositoryIsWaitedForIsHeeded() {
        // Given a point whose forgetting waits for the repository
        TestSite site = TestSite.small().registered();
        UUID point = Api.completedAndRead(site);
        Database.change(aged(point, 31));
        retention.run();
        Database.change(expiredLongAgo(point));
        Database.whileClaimsWait(site.site, () -> {
            retention.run();
            await().atMost(Api.SOON)
                    .until(() -> Database.count(
                                    "select count(*) from pg_locks l, hashtextextended('repository-claim "
                                            + site.site
                                            + "', 0) k where l.locktype = 'advisory' and not l.granted and l.classid::bigint = (k >> 32) & 4294967295 and l.objid::bigint = k & 4294967295")
                            > 0);
            // When
            Api.operator()
                    .body(Map.of("site", site.site, "restorePoint", point, "reason", "Réquisition n° 2026/118"))
                    .post("/backups/v1/legal-holds")
                    .then()
                    .statusCode(201);
        });
        // Then
        await().atMost(Api.SOON).until(() -> !jobs.pending(ForgettingJob.class, site.site.toString()));
        assertThat(site.repository().snapshots()).hasSize(1);
    }

    @Test
    void aPinKeepsAPointAndEndsByItself() {
        // Given
        TestSite site = TestSite.small().registered();
        UUID point = Api.completedAndRead(site);
        Database.change(aged(point, 31));
        Api.as(TestTokens.customer(site.customer))
                .header("If-Match", "*")
                .body(Map.of("reason", "Avant la refonte", "until", "2036-01-01T00:00:00Z"))
                .put("/backups/v1/restore-points/" + point + "/pin")
                .then()
                .statusCode(200);
        // When
        retention.run();
        // Then
        assertThat(state(point)).isEqualTo("AVAILABLE");
        assertThat(why(point)).containsExactly("PINNED");
        assertThat(Bus.heard("restore-point.pinned", site.site).path("by").asText())
                .isEqualTo("CUSTOMER");
        Database.change("update restore_point set pin = pin || '{\"until\": \"2026-01-01T00:00:00Z\"}' where id = '"
                + point + "'");
        retention.run();
        assertThat(state(point)).isEqualTo("EXPIRED");
        Bus.heard("restore-point.unpinned", site.site);
    }

    @Test
    void aSiteThatFailsDoesNotEndRetentionForThoseBehindIt() {
        // Given a point that cannot be read, of a site that comes first
        TestSite failing = TestSite.small().registered();
        TestSite behind = TestSite.small().registered();
        UUID unreadable = old(failing);
        UUID over = old(behind);
        Database.change("update restore_point set pin = '{\"by\": \"NOBODY\"}' where id = '" + unreadable + "'");
        try {
            // When
            retention.run();
            // Then
            assertThat(failing.site).isLessThan(behind.site);
            assertThat(state(over)).isEqualTo("EXPIRED");
        } finally {
            Database.change("update restore_point set pin = null where id = '" + unreadable + "'");
        }
        assertThat(state(unreadable)).isEqualTo("AVAILABLE");
        retention.run();
        assertThat(state(unreadable)).isEqualTo("EXPIRED");
    }

    /** A point without data that has had its time: nothing here looks for the data. */
    private static UUID old(TestSite site) {
        UUID id = Ids.next();
        Database.change(
                "insert into restore_point (id, site, customer, backup, snapshot, taken_at, files, bytes, added, databases, state, version)"
                        + " values ('%s', '%s', '%s', '%s', '%s', now() - interval '31 days', 1, 1, 1, '[]', 'AVAILABLE', 0)"
                                .formatted(id, site.site, site.customer, Ids.next(), id));
        return id;
    }

    private static void endHold(String hold) {
        Api.operator()
                .header("If-Match", "*")
                .body(Map.of("reason", "Mainlevée"))
                .post("/backups/v1/legal-holds/" + hold + "/end")
                .then()
                .statusCode(200);
    }

    private static String endedAgo(TestSite site, int days) {
        return "update policy set announce_at = announce_at - (ended_at - (now() - interval '%1$d days')), deletion_at = deletion_at - (ended_at - (now() - interval '%1$d days')), ended_at = now() - interval '%1$d days' where site = '%2$s'"
                .formatted(days, site.site);
    }

    private static List<String> why(UUID point) {
        return point(point).jsonPath().getList("keptFor.why", String.class);
    }

    private void forgotten(UUID point) {
        await().atMost(Api.SOON)
                .until(() ->
                        Database.count("select count(*) from restore_point where forgotten_at is not null and id = '"
                                        + point + "'")
                                == 1);
    }

    private static String expiredLongAgo(UUID point) {
        return "update restore_point set expired_at = now() - interval '2 hours', version = version + 1 where id = '"
                + point + "'";
    }

    /** As a change of its own: whoever is at work on the point meanwhile would write the time back. */
    private static String aged(UUID point, int days) {
        return "update restore_point set taken_at = now() - interval '%d days', version = version + 1 where id = '%s'"
                .formatted(days, point);
    }

    private static String state(UUID point) {
        return point(point).jsonPath().getString("state");
    }

    private static Response point(UUID point) {
        return Api.operator().get("/backups/v1/restore-points/" + point);
    }
}
