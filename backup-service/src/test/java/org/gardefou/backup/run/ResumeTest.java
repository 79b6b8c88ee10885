package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoint.Contents;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.restic.Snapshot;
import org.junit.jupiter.api.Test;

/** What a SIGKILL leaves, and what the next start makes of it. */
@QuarkusTest
class ResumeTest {

    @Inject
    Jobs jobs;

    @Test
    void aBackupThatWasKilledWhileDumpingIsTakenUpAgain() throws IOException {
        // Given
        TestSite site = TestSite.withDatabase().registered();
        UUID backup = killed(site, "DUMPING");
        Path databases = Files.createDirectories(site.root.resolve(".gardefou-backup/databases"));
        Files.writeString(databases.resolve("half.tables.sql"), "CREATE TA");
        // When
        jobs.submit(BackupJob.class, backup.toString());
        // Then
        JsonPath done = Api.ended(backup, "COMPLETED");
        assertThat(site.beside()).isEmpty();
        assertThat(site.repository().snapshots()).hasSize(1);
        site.repository().list(site.repository().snapshots().getFirst().id(), node -> assertThat(node.path())
                .doesNotContain("half"));
        // And it is as young as the dump that is in it, not as the start that was lost
        JsonPath point = Api.operator()
                .get("/backups/v1/restore-points/" + done.getString("restorePoint"))
                .jsonPath();
        assertThat(Instant.parse(point.getString("takenAt")))
                .isAfter(Instant.now().minus(Duration.ofMinutes(5)));
    }

    @Test
    void aBackupThatWasKilledBehindItsSnapshotMakesNoOtherOne() {
        // Given
        TestSite site = TestSite.withDatabase().registered();
        UUID backup = Api.backUp(site);
        Api.ended(backup, "COMPLETED");
        Snapshot snapshot = site.repository().snapshots().getFirst();
        String takenAt = taken(site);
        killedBehindItsSnapshot(backup);
        // When
        jobs.submit(BackupJob.class, backup.toString());
        // Then
        JsonPath done = Api.ended(backup, "COMPLETED");
        assertThat(site.repository().snapshots()).containsExactly(snapshot);
        JsonPath point = Api.operator()
                .get("/backups/v1/restore-points/" + done.getString("restorePoint"))
                .jsonPath();
        assertThat(point.getList("databases[0].tables", String.class)).contains("wp_posts");
        assertThat(point.getLong("files")).isEqualTo(5);
        assertThat(taken(site)).isEqualTo(takenAt);
        assertThat(Database.count("select count(*) from restore_point where backup = '" + backup + "'"))
                .isEqualTo(1);
    }

    @Test
    void aSnapshotThatWasNotSeenWholeBecomesNoPoint() {
        // Given a run that was killed, or kept from taking it back, behind a snapshot that may lack files
        TestSite site = TestSite.small().registered();
        UUID backup = Api.completedBackup(site);
        Snapshot doubtful = site.repository().snapshots().getFirst();
        killedBehindItsSnapshot(backup);
        Database.change("update backup set snapshot_checked = null where id = '" + backup + "'");
        // When
        jobs.submit(BackupJob.class, backup.toString());
        // Then
        String point = Api.ended(backup, "COMPLETED").getString("restorePoint");
        assertThat(site.repository().snapshots()).hasSize(2).contains(doubtful);
        assertThat(Database.count("select count(*) from restore_point p join backup b on b.id = p.backup"
                        + " where p.snapshot = b.snapshot_checked and p.snapshot <> '" + doubtful.id()
                        + "' and p.id = '"
                        + point + "'"))
                .isEqualTo(1);
    }

    private static void killedBehindItsSnapshot(UUID backup) {
        Database.change(
                "update backup set state = 'COPYING', restore_point = null, ended_at = null where id = '" + backup
                        + "'",
                "delete from restore_point where backup = '" + backup + "'");
    }

    @Test
    void aStartThatWasTakenForDeadChangesNothingBehindTheNext() {
        // Given
        TestSite site = TestSite.small().registered();
        UUID backup = killed(site, "DUMPING");
        BackupLog.Start first = log.start(backup).orElseThrow();
        BackupLog.Start second = log.start(backup).orElseThrow();
        // When, then
        Contents contents = new Contents(first.at(), "0123abcd", 1, 1, 1, List.of(), null, RestorePoint.Beside.NOTHING);
        assertThatThrownBy(() -> log.completed(first, contents)).isInstanceOf(BackupLog.Overtaken.class);
        assertThatThrownBy(() -> log.failed(first, Failure.of(Failure.Code.UNEXPECTED, "")))
                .isInstanceOf(BackupLog.Overtaken.class);
        assertThatThrownBy(() -> log.again(first)).isInstanceOf(BackupLog.Overtaken.class);
        assertThat(Database.count("select count(*) from restore_point where backup = '" + backup + "'"))
                .isZero();
        log.copying(second);
        log.completed(second, contents);
        assertThat(Bus.told("backup.failed", site.site)).isEmpty();
        assertThat(Api.ended(backup, "COMPLETED").getString("restorePoint")).isNotNull();
    }

    @Inject
    BackupLog log;

    @Test
    void aRunThatHasEndedIsNotRepeated() throws Exception {
        // Given
        TestSite site = TestSite.small().registered();
        UUID backup = Api.backUp(site);
        Api.ended(backup, "COMPLETED");
        // When
        job.run(backup.toString());
        // Then
        assertThat(Bus.told("backup.completed", site.site)).hasSize(1);
        assertThat(site.repository().snapshots()).hasSize(1);
    }

    @Inject
    BackupJob job;

    private static String taken(TestSite site) {
        return Api.operator()
                .get("/backups/v1/restore-points?site=" + site.site)
                .jsonPath()
                .getString("items[0].takenAt");
    }

    private static UUID killed(TestSite site, String state) {
        UUID backup = Ids.next();
        Database.change(
                "insert into backup (id, site, server, customer, asked_for, reason, state, tries, requested_at, given_at, started_at, version) values ('%s', '%s', '%s', '%s', true, '{\"kind\": \"ON_DEMAND\"}', '%s', 1, now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour', 1)"
                        .formatted(backup, site.site, site.server, site.customer, state));
        return backup;
    }
}
