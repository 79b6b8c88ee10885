package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restic.CheckDepth;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.junit.jupiter.api.Test;

/** What goes wrong, and what a customer does to their site while it is backed up. */
@QuarkusTest
class FaultsTest {

    @Inject
    Repositories repositories;

    @Test
    void aWrongDatabasePasswordFailsTheBackupAndLeavesNothing() {
        // Given
        TestSite site = TestSite.withDatabase().registered();
        site.wrongPassword("not-this-one");
        // When
        UUID backup = Api.backUp(site);
        JsonPath failed = Api.ended(backup, "FAILED");
        // Then
        JsonPath forCustomers = Api.as(TestTokens.customer(site.customer))
                .get("/backups/v1/backups/" + backup)
                .jsonPath();
        assertThat(forCustomers.getString("failure.text.fr")).contains("corrigez le secret");
        assertThat(forCustomers.<Object>get("failure.detail")).isNull();
        assertThat(failed.getString("failure.code")).isEqualTo("DATABASE_ACCESS_DENIED");
        assertThat(failed.getString("failure.text.fr")).contains("corrigez le secret");
        assertThat(failed.getString("failure.detail")).contains("1045").doesNotContain("not-this-one");
        JsonNode told = Bus.heard("backup.failed", site.site);
        assertThat(told.path("code").asText()).isEqualTo("DATABASE_ACCESS_DENIED");
        assertThat(told.path("text").path("en").asText()).contains("correct the secret");
        assertThat(site.beside()).isEmpty();
        assertThat(site.repository().locks()).isEmpty();
        assertThat(site.repository().snapshots()).isEmpty();
    }

    @Test
    void aSecretThatIsNotThereIsNamed() {
        TestSite site = TestSite.withDatabase().registered();
        site.secret("");
        JsonPath failed = Api.ended(Api.backUp(site), "FAILED");
        assertThat(failed.getString("failure.code")).isEqualTo("SECRET_MISSING");
        assertThat(failed.getString("failure.detail")).contains("db-" + site.server);
    }

    @Test
    void aDocumentRootThatIsALinkIsNotFollowed() throws IOException {
        // Given
        TestSite site = TestSite.small().registered();
        Files.move(site.documentRoot, site.root.resolve("elsewhere"));
        Files.createSymbolicLink(site.documentRoot, Path.of("/etc"));
        // When, then
        assertThat(Api.ended(Api.backUp(site), "FAILED").getString("failure.code"))
                .isEqualTo("FILES_MISSING");
        assertThat(site.beside()).containsExactly("elsewhere");
    }

    @Test
    void aFileOfTenTerabytesOfNothingIsNamedInsteadOfRead() throws IOException {
        // Given a sparse file that takes no room on the disk
        TestSite site = TestSite.small().registered();
        Path sparse = site.documentRoot.resolve("wp-content-hole.bin");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(10_000_000_000_000L);
        }
        // When
        JsonPath failed = Api.ended(Api.backUp(site), "FAILED");
        // Then
        assertThat(failed.getString("failure.code")).isEqualTo("SITE_TOO_LARGE");
        assertThat(failed.getString("failure.text.en")).contains("10000.0 GB", "at most 1000.0", "wp-content-hole.bin");
        assertThat(failed.getString("failure.text.fr")).contains("10000.0 Go", "wp-content-hole.bin", "Supprimez");
        assertThat(Bus.heard("backup.failed", site.site).path("code").asText()).isEqualTo("SITE_TOO_LARGE");
        assertThat(site.beside()).isEmpty();
        // And without it the site is backed up again
        Files.delete(sparse);
        Api.completed(site);
    }

    @Test
    void aFolderOfTheSystemIsNoSitesRoot() {
        // Given a site whose root would be everything below a folder of the machine
        TestSite site = TestSite.small().registered();
        Path system = Path.of("/" + site.root.getName(0));
        site.tellSite("site.moved", system, site.documentRoot, Instant.now(), Ids.next());
        // When, then
        await().atMost(Api.SOON).untilAsserted(() -> {
            JsonPath failed = Api.ended(Api.backUp(site), "FAILED");
            assertThat(failed.getString("failure.code")).isEqualTo("FILES_MISSING");
            assertThat(failed.getString("failure.detail")).contains("folder of the system");
        });
    }

    @Test
    void aLinkPlantedInThePlaceOfTheStagingFolderIsNotFollowed() throws IOException {
        // Given
        TestSite site = TestSite.withDatabase().registered();
        Path outside = Files.createTempDirectory(Path.of(System.getProperty("gardefou.data.directory")), "not-ours");
        Files.writeString(outside.resolve("precious"), "1");
        Files.createSymbolicLink(site.root.resolve(".gardefou-backup"), outside);
        // When
        Api.completed(site);
        // Then
        try (Stream<Path> left = Files.list(outside)) {
            assertThat(left).containsExactly(outside.resolve("precious"));
        }
        assertThat(site.beside()).isEmpty();
    }

    @Test
    void aLockOfSomebodyElseFailsTheBackupAfterItsTries() throws Exception {
        // Given a living check of somebody else's, which stands still
        TestSite site = TestSite.small().registered();
        Api.completed(site);
        // A lock of the reading of its files is not what is waited for.
        Api.untouched(site);
        JsonPath access = Api.restores()
                .body("{\"site\": \"" + site.site + "\"}")
                .post("/backups/v1/repository-access")
                .jsonPath();
        List<ProcessHandle> others = new ArrayList<>();
        await().pollInterval(Duration.ofMillis(5)).atMost(Api.SOON).until(() -> stopped(site, access, others));
        ProcessHandle other = others.getLast();
        try {
            // When
            UUID backup = Api.backUp(site);
            JsonPath failed = Api.ended(backup, "FAILED");
            // Then
            assertThat(failed.getString("failure.code")).isEqualTo("REPOSITORY_LOCKED");
            assertThat(failed.getString("failure.detail")).contains("process " + other.pid());
            assertThat(Bus.heard("backup.failed", site.site).path("backup").asText())
                    .isEqualTo(backup.toString());
            assertThat(site.beside()).isEmpty();
        } finally {
            signal("CONT", other.pid());
            other.onExit().join();
        }
        // And when the other is done, the next backup works
        Api.completed(site);
    }

    @Test
    void aLockOfOurOwnLivingWorkIsWaitedForAndCostsNoTry() throws Exception {
        // Given a check of ours, which stands still
        TestSite site = TestSite.small().registered();
        Api.completed(site);
        ResticRepository repository = repositories.open(site.site);
        List<Thread> checks = new ArrayList<>();
        ProcessHandle restic = await().pollInterval(Duration.ofMillis(5))
                .atMost(Api.SOON)
                .until(() -> stoppedCheck(site, repository, checks), Optional::isPresent)
                .orElseThrow();
        UUID backup;
        try {
            assertThat(niceness(restic.pid()))
                    .as("it gives way to what people wait for")
                    .isGreaterThan(niceness(ProcessHandle.current().pid()));
            // When
            backup = Api.backUp(site);
            // Then
            await().atMost(Api.SOON)
                    .until(() -> Database.count("select count(*) from backup where site = '" + site.site
                                    + "' and state = 'QUEUED' and tries = 0 and started_at is not null")
                            == 1);
        } finally {
            signal("CONT", restic.pid());
            checks.getLast().join();
        }
        Api.ended(backup, "COMPLETED");
    }

    /** The nineteenth field of {@code /proc/PID/stat}; the second is a name in brackets. */
    private static int niceness(long pid) throws IOException {
        String fields = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Integer.parseInt(fields.substring(fields.lastIndexOf(')') + 2).split(" ")[16]);
    }

    /** A check that was stopped while it had its lock; another one is begun where one was quicker than we are. */
    private static Optional<ProcessHandle> stoppedCheck(TestSite site, ResticRepository repository, List<Thread> checks)
            throws IOException, InterruptedException {
        if (checks.isEmpty() || !checks.getLast().isAlive()) {
            checks.add(Thread.ofPlatform().start(() -> repository.check(CheckDepth.structure())));
        }
        if (entries(locks(site)).isEmpty()) return Optional.empty();
        Optional<ProcessHandle> check = ProcessHandle.current()
                .children()
                .filter(child ->
                        List.of(child.info().arguments().orElse(new String[0])).contains("check"))
                .findFirst();
        if (check.isEmpty() || sent("STOP", check.get().pid()) != 0) return Optional.empty();
        if (!entries(locks(site)).isEmpty()) return check;
        signal("CONT", check.get().pid());
        return Optional.empty();
    }

    @Test
    void backupsOfOneSiteAreNeverAtWorkTogether() {
        // Given
        TestSite site = TestSite.small().registered();
        // When
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            UUID one = Api.backUp(site);
            all.add(one);
            // The next is asked for while this one is at work; while it waited, it would be the answer.
            await().atMost(Api.SOON)
                    .until(() -> !Api.read(one).getString("state").equals("QUEUED"));
        }
        List<JsonPath> done = all.stream()
                .map(one -> Api.ended(one, "COMPLETED"))
                .sorted(Comparator.comparing(one -> Instant.parse(one.getString("startedAt"))))
                .toList();
        // Then
        for (int i = 1; i < done.size(); i++) {
            assertThat(Instant.parse(done.get(i).getString("startedAt")))
                    .isAfterOrEqualTo(Instant.parse(done.get(i - 1).getString("endedAt")));
        }
        assertThat(site.repository().snapshots()).hasSize(3);
    }

    /** Whether a check of others was stopped while it had its lock; another one is begun where one was quicker than we are. */
    private static boolean stopped(TestSite site, JsonPath access, List<ProcessHandle> others)
            throws IOException, InterruptedException {
        if (others.isEmpty() || !others.getLast().isAlive()) others.add(other(access));
        ProcessHandle last = others.getLast();
        if (entries(locks(site)).isEmpty() || sent("STOP", last.pid()) != 0) return false;
        if (!entries(locks(site)).isEmpty() && last.isAlive()) return true;
        sent("CONT", last.pid());
        return false;
    }

    /** No child of ours: its parent has ended. */
    private static ProcessHandle other(JsonPath access) throws IOException {
        ProcessBuilder check = new ProcessBuilder(
                "sh",
                "-c",
                "\"$0\" check --no-cache >/dev/null 2>&1 & echo $!",
                Restic.find().binary().toString());
        check.environment().put("RESTIC_REPOSITORY", access.getString("location"));
        check.environment().put("RESTIC_PASSWORD", access.getString("password"));
        try (BufferedReader said = check.start().inputReader()) {
            return ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
        }
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(sent(name, pid)).isZero();
    }

    private static int sent(String name, long pid) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .start()
                .waitFor();
    }

    private static Path locks(TestSite site) {
        return Path.of(System.getProperty("gardefou.data.directory"), "repositories", site.site.toString(), "locks");
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !file.getFileName().toString().contains("tmp"))
                    .toList();
        }
    }
}
