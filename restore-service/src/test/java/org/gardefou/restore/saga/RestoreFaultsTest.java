package org.gardefou.restore.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.Bus;
import org.gardefou.restore.bed.RealSite;
import org.gardefou.restore.bed.RealSite.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must leave the site untouched and say what to do. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class RestoreFaultsTest {
    private final RealSite real = RealSite.get();
    private final Api api = new Api(real);

    @SuppressWarnings("NullAway.Init") // set before each test
    private Fingerprint before;

    @BeforeEach
    void aSite() {
        real.wordpress.heal();
        real.register(true);
        before = real.healthyFingerprint();
    }

    @AfterEach
    void mend() throws IOException {
        Files.deleteIfExists(backups("away"));
        Files.deleteIfExists(backups("refuse"));
    }

    enum Fault {
        WRONG_ADMIN_PASSWORD("DATABASE_ACCESS_DENIED"),
        ADMIN_SECRET_MISSING("SECRET_UNAVAILABLE"),
        DUMP_MISSING("DUMP_MISSING"),
        WRONG_KEY("WRONG_KEY"),
        REPOSITORY_GONE("REPOSITORY_MISSING"),
        ACCESS_REFUSED("REPOSITORY_REFUSED"),
        SNAPSHOT_GONE("POINT_GONE"),
        FOLDER_GONE("SITE_FOLDER_MISSING"),
        BACKUP_SERVICE_STAYS_AWAY("BACKUP_SERVICE_AWAY");

        private final String code;

        Fault(String code) {
            this.code = code;
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultStopsTheRestoreAndTheSiteIsUntouched(Fault fault) throws IOException {
        // Given
        Point point = fault == Fault.DUMP_MISSING ? real.backUp(false) : real.healthyPoint();
        switch (fault) {
            case WRONG_ADMIN_PASSWORD -> real.adminSecret("not-the-password");
            case ADMIN_SECRET_MISSING ->
                Files.delete(Path.of(System.getProperty("gardefou.secrets.directory"), "db-" + real.server));
            case WRONG_KEY -> real.access(real.repositoryFolder.toString(), "not-the-key");
            case REPOSITORY_GONE -> real.access("/nonexistent/repository", real.password.reveal());
            case ACCESS_REFUSED -> Files.writeString(backups("refuse"), "");
            case BACKUP_SERVICE_STAYS_AWAY -> Files.writeString(backups("away"), "");
            case SNAPSHOT_GONE -> {
                Bus.tell(
                        "gardefou.backups",
                        "restore-point.created",
                        real.site,
                        Bus.golden("backup-service", "restore-point.created", node -> node.put(
                                        "restorePoint", point.id().toString())
                                .put("site", real.site.toString())
                                .put("snapshot", "0123456789abcdef".repeat(4))));
            }
            case FOLDER_GONE ->
                real.tellSite(
                        real.wordpress.root().toString(),
                        real.wordpress.root().resolve("nothing").toString());
            case DUMP_MISSING -> assertThat(point.summary()).isNotNull();
        }
        if (fault != Fault.SNAPSHOT_GONE) real.tellPoint(point, null);
        // When
        UUID id = api.request(point.id());
        api.tellSafetyBackup(id);
        if (fault == Fault.BACKUP_SERVICE_STAYS_AWAY) {
            await().atMost(Api.SOON).until(() -> fault.code.equals(api.read(id).getString("waiting.code")));
            Api.passTime(id);
        }
        JsonPath failed = api.awaitState(id, "FAILED");
        // Then
        assertThat(failed.getString("outcome.code")).isEqualTo(fault.code);
        assertThat(failed.getString("outcome.text.fr")).isNotBlank();
        assertThat(failed.getString("outcome.text.en")).doesNotContain(real.password.reveal());
        assertThat(before.differencesTo(real.wordpress.fingerprint())).isEmpty();
        assertThat(real.leftovers(id)).isEmpty();
        await().atMost(Api.SOON).untilAsserted(() -> assertThat(Bus.told("restore.failed", id))
                .singleElement()
                .satisfies(event -> assertThat(event.path("code").asText()).isEqualTo(fault.code)));
    }

    @Test
    void aRestoreWaitsForBackupServiceAndGoesOn() throws IOException {
        // Given
        Point point = real.healthyPoint();
        real.tellPoint(point, null);
        Files.writeString(backups("away"), "");
        UUID id = api.request(point.id());
        api.tellSafetyBackup(id);
        await().atMost(Api.SOON)
                .until(() -> "BACKUP_SERVICE_AWAY".equals(api.read(id).getString("waiting.code")));
        // When
        Files.delete(backups("away"));
        // Then
        api.awaitState(id, "CHECKING");
        real.tellHealth("HEALTHY", null, null, id);
        api.awaitState(id, "COMPLETED");
    }

    @Test
    void aLockedRepositoryDelaysTheRestore() throws Exception {
        // Given somebody else's exclusive lock, held by a process that was stopped
        Point point = real.healthyPoint();
        real.tellPoint(point, null);
        UUID id = api.request(point.id());
        Process check = check();
        try {
            await().atMost(Api.SOON).pollInterval(Duration.ofMillis(5)).until(this::locked);
            signal(check, "STOP");
            Bus.tell("gardefou.backups", "restore-point.created", real.site, point(id));
            await().atMost(Api.SOON)
                    .until(() -> "REPOSITORY_LOCKED".equals(api.read(id).getString("waiting.code")));
            assertThat(before.differencesTo(real.wordpress.fingerprint())).isEmpty();
        } finally {
            signal(check, "CONT");
            check.waitFor();
        }
        // Then
        api.awaitState(id, "CHECKING");
        real.tellHealth("HEALTHY", null, null, id);
        api.awaitState(id, "COMPLETED");
        assertThat(real.repository.locks()).isEmpty();
    }

    @Test
    void aFailedSafetyBackupStopsTheRestoreAndSaysWhy() {
        // Given
        Point point = real.healthyPoint();
        real.tellPoint(point, null);
        UUID id = api.request(point.id());
        // When
        Bus.tell("gardefou.backups", "backup.failed", real.site, Bus.golden("backup-service", "backup.failed", node -> {
            node.put("site", real.site.toString());
            node.putObject("reason").put("kind", "SAFETY").put("restore", id.toString());
        }));
        // Then
        JsonPath failed = api.awaitState(id, "FAILED");
        assertThat(failed.getString("outcome.code")).isEqualTo("SAFETY_BACKUP_FAILED");
        String told = Bus.golden("backup-service", "backup.failed", node -> {})
                .path("text")
                .path("en")
                .asText();
        assertThat(failed.getString("outcome.text.en")).contains(told, "withoutSafetyBackup");
        assertThat(before.differencesTo(real.wordpress.fingerprint())).isEmpty();
        // And it can be asked for without one
        UUID second = api.request(point.id(), Map.of("withoutSafetyBackup", true, "confirm", true));
        api.awaitState(second, "CHECKING");
        real.tellHealth("HEALTHY", null, null, second);
        assertThat(api.awaitState(second, "COMPLETED").getString("safetyRestorePoint"))
                .isNull();
    }

    private ObjectNode point(UUID restore) {
        return Bus.golden("backup-service", "restore-point.created", node -> {
            node.put("restorePoint", Ids.next().toString())
                    .put("site", real.site.toString())
                    .put("takenAt", Instant.now().toString());
            node.putObject("reason").put("kind", "SAFETY").put("restore", restore.toString());
        });
    }

    private Process check() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("restic", "check", "--read-data", "--no-cache")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("RESTIC_REPOSITORY", real.repositoryFolder.toString());
        builder.environment().put("RESTIC_PASSWORD", real.password.reveal());
        return builder.start();
    }

    /** A lock is there under its own name, the hash of what it holds; restic writes it under another one first. */
    private boolean locked() throws IOException {
        try (Stream<Path> locks = Files.list(real.repositoryFolder.resolve("locks"))) {
            return locks.anyMatch(lock -> lock.getFileName().toString().matches("[0-9a-f]{64}"));
        }
    }

    private static void signal(Process process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static Path backups(String name) {
        return Path.of(System.getProperty(BackupsStandIn.FOLDER), name);
    }
}
