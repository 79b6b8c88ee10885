package org.gardefou.backup.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.Nights;
import org.gardefou.backup.bed.Places;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.claim.SiteTurns;
import org.gardefou.backup.restorepoint.PrunesWanted;
import org.gardefou.kit.job.Jobs;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restic.BackupRequest;
import org.gardefou.restic.CheckDepth;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.Snapshot;
import org.junit.jupiter.api.Test;

/** Real repositories that are pruned, and compared with what the service knows of them. */
@QuarkusTest
class MaintenanceTest {

    @Inject
    PruneJob prune;

    @Inject
    ReconcileJob reconcile;

    @Inject
    PrunesWanted prunes;

    @Inject
    SiteTurns turns;

    @Inject
    MaintenanceConfig config;

    @Inject
    Jobs jobs;

    @Inject
    Clock clock;

    @Test
    void whatIsDueIsAskedForInQuietHoursAndDone() {
        // Given a repository that has waited longer than any other
        TestSite site = TestSite.small().registered();
        Api.completed(site);
        String ofSite = " where site = '" + site.site + "'";
        Database.change(
                "insert into prune_wanted (site, since) values ('" + site.site + "', '2000-01-01')",
                "insert into reconciliation_turn (site, next_at) values ('" + site.site
                        + "', '2000-01-01') on conflict (site) do update set next_at = excluded.next_at");
        // When, then
        new CareTick(prunes, turns, config, Nights.never(), jobs, clock).run();
        assertThat(Database.count("select count(*) from prune_wanted" + ofSite + " and tried_at is null"))
                .isEqualTo(1);
        assertThat(Database.count("select count(*) from reconciliation_turn" + ofSite + " and next_at < now()"))
                .isEqualTo(1);
        CareTick atNight = new CareTick(prunes, turns, config, Nights.always(), jobs, clock);
        atNight.run();
        // Where the files of the point that was just made were being listed, the prune gave way: then it is done the
        // next time.
        await().pollInterval(Duration.ofMillis(500)).atMost(Api.SOON).until(() -> {
            Database.change("update prune_wanted set tried_at = null" + ofSite);
            atNight.run();
            return Database.count("select count(*) from prune_wanted" + ofSite) == 0;
        });
        await().atMost(Api.SOON)
                .until(() -> Database.count("select count(*) from reconciliation" + ofSite + " and outcome = 'AGREES'")
                        == 1);
    }

    @Test
    void whatDiffersIsToldAndOnlyOurOwnLeftoversAreRemoved() throws IOException {
        // Given a point that somebody takes away, one of a run that was cancelled, and a snapshot that is not ours
        TestSite site = TestSite.small().registered();
        UUID lost = Api.completed(site);
        UUID kept = Api.completed(site);
        ResticRepository repository = site.repository();
        List<Snapshot> both = repository.snapshots();
        byte[] image = new byte[200_000];
        new Random(2).nextBytes(image);
        Path file = Files.write(site.documentRoot.resolve("image.jpg"), image);
        UUID cancelled = Api.completedBackup(site);
        Files.delete(file);
        Api.untouched(site);
        leftover(cancelled);
        repository.backup(BackupRequest.of(site.root, "x", "htdocs").tagged("imported"), progress -> {});
        repository.forget(List.of(both.getFirst().id()));
        // When
        reconcile.run(site.site.toString());
        // Then
        JsonPath found = last(site);
        assertThat(found.getString("outcome")).isEqualTo("DIFFERS");
        assertThat(found.getList("differences.kind", String.class))
                .containsExactlyInAnyOrder("LEFTOVER", "FOREIGN", "SNAPSHOT_GONE");
        assertThat(found.getList("differences.findAll { it.repaired }.kind", String.class))
                .containsExactly("LEFTOVER");
        assertThat(found.getString("differences.find { it.repaired }.text.en")).contains("was removed");
        assertThat(repository.snapshots())
                .extracting(Snapshot::tags)
                .noneMatch(tags -> tags.contains("backup-" + cancelled))
                .anyMatch(tags -> tags.contains("imported"));
        JsonNode told = Bus.heard("restore-point.corrupted", site.site);
        assertThat(told.path("restorePoint").asText()).isEqualTo(lost.toString());
        assertThat(told.path("cause").asText()).isEqualTo("SNAPSHOT_GONE");
        assertThat(state(lost)).isEqualTo("BROKEN");
        assertThat(state(kept)).isEqualTo("DUMP_COMPLETE");
        // And again it says what is left, and tells nobody twice
        reconcile.run(site.site.toString());
        assertThat(last(site).getList("differences.kind", String.class)).containsExactly("FOREIGN");
        assertThat(Bus.told("restore-point.corrupted", site.site)).hasSize(1);
        // And what the leftover held is cleared away
        long before = packs(site);
        Api.untouched(site);
        prune.run(site.site.toString());
        assertThat(packs(site)).isLessThan(before);
        assertThat(waits(site)).isFalse();
        assertThat(repository.locks()).isEmpty();
        for (String token : List.of(TestTokens.customer(site.customer), TestTokens.panel(site.connection))) {
            Api.as(token).get("/backups/v1/reconciliations").then().statusCode(403);
        }
    }

    @Test
    void whatIsLostIsToldAlsoWhereALeftoverCannotBeRemoved() {
        // Given a point that is lost, and a leftover, where nothing is deleted
        TestSite site = TestSite.small().registered();
        UUID destination = Places.registered(Places.of(Places.local(), site));
        UUID lost = Api.completed(site);
        ResticRepository repository = site.repository();
        String snapshot = repository.snapshots().getFirst().id();
        UUID cancelled = Api.completedBackup(site);
        Api.untouched(site);
        leftover(cancelled);
        repository.forget(List.of(snapshot));
        Database.change("update destination set append_only = true where id = '" + destination + "'");
        // When
        reconcile.run(site.site.toString());
        // Then
        assertThat(last(site).getList("differences.kind", String.class))
                .containsExactlyInAnyOrder("LEFTOVER", "SNAPSHOT_GONE");
        assertThat(last(site).getList("differences.repaired", Boolean.class)).containsOnly(false);
        assertThat(last(site).getString("differences.find { it.kind == 'LEFTOVER' }.text.fr"))
                .contains("il reste là", "ajouts");
        assertThat(state(lost)).isEqualTo("BROKEN");
        assertThat(repository.snapshots()).hasSize(1);
    }

    private static void leftover(UUID backup) {
        Database.change(
                "update backup set state = 'CANCELLED', restore_point = null where id = '" + backup + "'",
                "delete from restore_point where backup = '" + backup + "'");
    }

    @Test
    void aRepositoryThatIsAwayIsToldAtOnceAndCountsAsLostAfterADay() throws IOException {
        // Given
        TestSite site = TestSite.small().registered();
        UUID point = Api.completed(site);
        // Whoever still reads it would meet it away.
        Api.untouched(site);
        Path repository = folder(site);
        Path away = repository.resolveSibling(repository.getFileName() + ".away");
        Files.move(repository, away);
        // When, then
        reconcile.run(site.site.toString());
        assertThat(last(site).getString("outcome")).isEqualTo("GONE");
        assertThat(state(point)).isEqualTo("DUMP_COMPLETE");
        // When
        Database.change("update reconciliation_turn set gone_since = now() - interval '25 hours' where site = '"
                + site.site + "'");
        reconcile.run(site.site.toString());
        // Then
        assertThat(Bus.heard("restore-point.corrupted", site.site).path("cause").asText())
                .isEqualTo("SNAPSHOT_GONE");
        assertThat(state(point)).isEqualTo("BROKEN");
        // And when the storage is mounted again, the point is as good as it was
        Files.move(away, repository);
        reconcile.run(site.site.toString());
        assertThat(state(point)).isEqualTo("DUMP_COMPLETE");
        assertThat(Bus.heard("restore-point.verified", site.site)
                        .path("evidence")
                        .toString())
                .contains("PRESENT");
        assertThat(Database.count("select count(*) from reconciliation_turn where gone_since is not null and site = '"
                        + site.site + "'"))
                .isZero();
    }

    @Test
    void aWrongKeyIsToldAndSpoilsNoPoint() {
        TestSite site = TestSite.small().registered();
        UUID point = Api.completed(site);
        Database.change(
                "update repository set wrapped_key = set_byte(wrapped_key, 20, get_byte(wrapped_key, 20) # 1) where site = '"
                        + site.site + "'");
        reconcile.run(site.site.toString());
        assertThat(last(site).getString("outcome")).isEqualTo("NOT_OPENED");
        assertThat(state(point)).isEqualTo("DUMP_COMPLETE");
    }

    @Test
    void noPruneBeginsWhileARestoreIsOnItsWay() {
        TestSite site = TestSite.small().registered();
        UUID point = Api.completed(site);
        Database.change("insert into prune_wanted (site, since) values ('" + site.site + "', now())");
        UUID restore = site.restoreRequested(point);
        await().atMost(Api.SOON).until(() -> Bus.told("restore-point.created", site.site).stream()
                .anyMatch(one -> one.path("reason").path("restore").asText().equals(restore.toString())));
        prune.run(site.site.toString());
        assertThat(waits(site)).isTrue();
        site.tellRestore("restore.completed", restore, point);
        await().atMost(Api.SOON)
                .until(() ->
                        Database.count("select count(*) from running_restore where restore = '" + restore + "'") == 0);
        Api.untouched(site);
        prune.run(site.site.toString());
        assertThat(waits(site)).isFalse();
    }

    @Test
    void aPruneThatIsUnderWayStopsForARestoreAndIsDoneLater() throws Exception {
        // Given a prune that would take long
        TestSite site = TestSite.small().registered();
        UUID point = Api.completed(site);
        Api.untouched(site);
        List<Thread> works = new ArrayList<>();
        ProcessHandle restic = await().pollInterval(Duration.ofMillis(5))
                .atMost(Api.SOON)
                .until(() -> stoppedPrune(site, works), Optional::isPresent)
                .orElseThrow();
        UUID restore;
        try {
            // When
            restore = site.restoreRequested(point);
            await().atMost(Api.SOON)
                    .until(() -> Database.count(
                                    "select count(*) from repository_claim where wanted and site = '" + site.site + "'")
                            == 1);
            // The kernel keeps what was sent to it until it goes on.
            await().atMost(Api.SOON).until(() -> interrupted(restic));
        } finally {
            signal("CONT", restic);
        }
        works.getLast().join();
        // Then the restore has its safety backup, and the prune is done when that is over
        await().atMost(Api.SOON).until(() -> Bus.told("restore-point.created", site.site).stream()
                .anyMatch(one -> one.path("reason").path("restore").asText().equals(restore.toString())));
        assertThat(Bus.told("backup.failed", site.site)).isEmpty();
        assertThat(waits(site)).isTrue();
        assertThat(site.repository().check(CheckDepth.readData()).clean()).isTrue();
        Database.change("delete from running_restore where restore = '" + restore + "'");
        Api.untouched(site);
        prune.run(site.site.toString());
        assertThat(waits(site)).isFalse();
        assertThat(site.repository().locks()).isEmpty();
    }

    /** A prune that was stopped while it had its lock; another one is begun where one was quicker than we are. */
    private Optional<ProcessHandle> stoppedPrune(TestSite site, List<Thread> works) throws Exception {
        if (works.isEmpty() || !works.getLast().isAlive()) {
            Database.change("insert into prune_wanted (site, since) values ('" + site.site
                    + "', now()) on conflict (site) do nothing");
            works.add(Thread.ofPlatform().start(() -> prune.run(site.site.toString())));
        }
        if (!locked(site)) return Optional.empty();
        Optional<ProcessHandle> found = ProcessHandle.current()
                .descendants()
                .filter(child ->
                        child.info().arguments().map(List::of).orElse(List.of()).contains("prune"))
                .findFirst();
        if (found.isEmpty() || sent("STOP", found.get()) != 0) return Optional.empty();
        if (locked(site) && works.getLast().isAlive()) return found;
        sent("CONT", found.get());
        return Optional.empty();
    }

    private static boolean locked(TestSite site) throws IOException {
        try (var all = Files.list(folder(site).resolve("locks"))) {
            return all.anyMatch(file -> !file.getFileName().toString().contains("tmp"));
        }
    }

    /** Whether a SIGINT waits for a process that stands still. */
    private static boolean interrupted(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("ShdPnd:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        assertThat(sent(name, process)).isZero();
    }

    private static int sent(String name, ProcessHandle process) throws Exception {
        return new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static boolean waits(TestSite site) {
        return Database.count("select count(*) from prune_wanted where site = '" + site.site + "'") == 1;
    }

    private static JsonPath last(TestSite site) {
        return Api.operator()
                .get("/backups/v1/reconciliations?limit=1&site=" + site.site)
                .jsonPath()
                .setRootPath("items[0]");
    }

    private static String state(UUID point) {
        return Api.operator()
                .get("/backups/v1/restore-points/" + point)
                .jsonPath()
                .getString("evidence.state");
    }

    private static Path folder(TestSite site) {
        return Path.of(System.getProperty("gardefou.data.directory"), "repositories", site.site.toString());
    }

    private static long packs(TestSite site) throws IOException {
        try (var all = Files.walk(folder(site).resolve("data"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
