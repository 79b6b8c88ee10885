package org.gardefou.backup.restorepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.job.Jobs;
import org.gardefou.restic.Snapshot;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetentionTest {

    @Inject
    Retention retention;

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
        UUID second = Api.completed(site);
        UUID restore = site.restoreRequested(first);
        await().atMost(Api.SOON)
                .until(() -> Bus.told("backup.completed", site.site).size() == 3);
        UUID newest = Api.id(Bus.told("backup.completed", site.site).stream()
                .filter(one -> one.path("reason").has("restore"))
                .findFirst()
                .orElseThrow()
                .path("restorePoint")
                .asText());
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
        UUID point = Api.completed(site);
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
        UUID point = Api.completed(site);
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
    void whatWasPromisedUnderAContractGoesInItsTimeBehindTheEnd() {
        // Given
        TestSite site = TestSite.small().registered();
        site.contracted("PT24H", "P7D");
        UUID point = Api.id(Bus.heard("restore-point.created", site.site)
                .path("restorePoint")
                .asText());
        Database.change(aged(point, 8));
        retention.run();
        assertThat(state(point)).isEqualTo("AVAILABLE");
        // When
        site.contractEnded();
        await().atMost(Api.SOON)
                .until(() -> Database.count("select count(*) from policy where kind = 'CUSTOMER_MANAGED' and site = '"
                                + site.site + "'")
                        == 1);
        retention.run();
        // Then
        assertThat(state(point)).isEqualTo("EXPIRED");
    }

    private void forgotten(UUID point) {
        await().atMost(Api.SOON)
                .until(() ->
                        Database.count("select count(*) from restore_point where forgotten_at is not null and id = '"
                                        + point + "'")
                                == 1);
    }

    private static String expiredLongAgo(UUID point) {
        return "update restore_point set expired_at = now() - interval '2 hours' where id = '" + point + "'";
    }

    private static String aged(UUID point, int days) {
        return "update restore_point set taken_at = now() - interval '%d days' where id = '%s'".formatted(days, point);
    }

    private static String state(UUID point) {
        return point(point).jsonPath().getString("state");
    }

    private static Response point(UUID point) {
        return Api.operator().get("/backups/v1/restore-points/" + point);
    }
}
