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
import org.gardefou.restic.Snapshot;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetentionTest {

    @Inject
    Retention retention;

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
        assertThat(site.repository().snapshots()).hasSize(2);
        assertThat(Bus.heard("restore-point.expired", site.site)
                        .path("restorePoint")
                        .asText())
                .isEqualTo(second.toString());
        // And when the restore is over, what it needed goes too
        site.tellRestore("restore.completed", restore, first);
        await().atMost(Api.SOON)
                .until(() ->
                        Database.count("select count(*) from running_restore where restore = '" + restore + "'") == 0);
        retention.run();
        assertThat(state(first)).isEqualTo("EXPIRED");
        assertThat(point(first).header("ETag")).isNotEqualTo(tag);
        assertThat(site.repository().snapshots())
                .extracting(Snapshot::tags)
                .singleElement()
                .satisfies(tags -> assertThat(tags)
                        .contains("backup-" + point(newest).jsonPath().getString("backup")));
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
