package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.gardefou.access.ssh.Sshd;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restic.CheckDepth;
import org.gardefou.restic.Node;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.RestoreRequest;
import org.gardefou.restic.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sites on another machine, which is a real OpenSSH server on the loopback: only what goes through it reaches the site. */
@QuarkusTest
class RemoteBackupTest {

    @TempDir
    Path machine;

    @TempDir
    Path restored;

    private Sshd sshd;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Sshd.user().equals("root"), "a backup over SSH logs in as root");
        sshd = new Sshd(machine);
    }

    @AfterEach
    void stop() {
        if (sshd != null) sshd.close();
    }

    @Test
    void aSiteOnAnotherMachineIsRestoredByteForByteByStockRestic() throws Exception {
        // Given names that no shell may meet, links, a file of somebody else, holes and a database
        TestSite site = there(TestSite.withDatabase()).registered();
        Path odd = Files.createDirectories(site.documentRoot.resolve("a '\"$(touch x)\n*\\; -rf é/--help"));
        byte[] bytes = new byte[300_000];
        new Random(4).nextBytes(bytes);
        Files.write(odd.resolve("-n `id`"), bytes);
        sh(
                "cd \"$1\" && printf x >private && chown 65534:65534 private && chmod 600 private && ln private second && ln -s /etc/passwd out"
                        + " && truncate -s 5M holes && printf 1 >\"$(printf 'latin\\351')\" && mkfifo pipe",
                site.documentRoot);
        List<String> before = inMemory();
        // When
        Set<String> lines = ConcurrentHashMap.newKeySet();
        UUID backup = watching(lines, () -> Api.completedBackup(site));
        // Then
        ResticRepository repository = site.repository();
        Snapshot snapshot = repository.snapshots().getFirst();
        repository.restore(snapshot.id(), RestoreRequest.everything(restored), _ -> {});
        assertThat(tree(restored.resolve("htdocs")))
                .isEqualTo(tree(site.documentRoot))
                .contains("private", "holes");
        sh(
                "diff -r --no-dereference \"$1\" \"$2\" 2>&1 | grep -v 'is a fifo' && exit 1 || exit 0",
                site.documentRoot,
                restored.resolve("htdocs"));
        try (Stream<Path> dumps = Files.list(restored.resolve(".gardefou-backup/databases"))) {
            assertThat(dumps).hasSize(3);
        }
        assertThat(added(backup)).isGreaterThan(300_000);
        // And nothing is left: no lock, nothing beside the site, nothing of ours in the machine's memory
        assertThat(repository.locks()).isEmpty();
        assertThat(site.beside()).isEmpty();
        // What others on this machine have there at this moment goes by itself, and what was left stays
        List<String> left = new ArrayList<>(inMemory());
        left.removeAll(before);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(left).noneMatch(path -> Files.exists(Path.of(path))));
        // And neither key nor password was on a command line, while restic ran confined there
        assertThat(lines).anyMatch(line -> line.contains("backup --json")).noneMatch(line -> line.contains("run:"));
        // And what did not change is not sent again
        assertThat(added(Api.completedBackup(site))).isLessThan(300_000);
        assertThat(repository.check(CheckDepth.readData()).clean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("restics")
    void whatIsChosenBesideAndLeftOutIsSoThereTooAndIsNotCounted(String version, Map<Path, Path> restic)
            throws Exception {
        // Given a machine with a restic of its own, and a site there with more than may be read of one
        sshd.close();
        sshd = new Sshd(Files.createDirectory(machine.resolve("own")), restic);
        TestSite site = there(TestSite.small()).registered();
        assertThat(tried(site).getString("restic")).startsWith(version);
        Files.createDirectories(site.documentRoot.resolve("videos/$HOME [x]"));
        sh("truncate -s 2T \"$1/videos/\\$HOME [x]/film\"", site.documentRoot);
        write(site.documentRoot.resolve("cache/page.html"));
        write(site.documentRoot.resolve("data/cache/x/page.html"));
        write(site.documentRoot.resolve("data/kept [x]/*"));
        write(site.root.resolve("private/é/key"));
        write(site.root.resolve("private/cache/page"));
        write(site.root.resolve("secret"));
        Files.createSymbolicLink(site.root.resolve("conf"), Path.of("/etc"));
        JsonPath large = Api.ended(Api.backUp(site), "FAILED");
        assertThat(large.getString("failure.code")).isEqualTo("SITE_TOO_LARGE");
        assertThat(large.getString("failure.detail")).contains("$HOME [x]/film");
        // When
        Api.as(TestTokens.customer(site.customer))
                .header("If-Match", "*")
                .body(Map.of(
                        "include",
                        List.of("private", "conf", "gone"),
                        "exclude",
                        List.of("htdocs/videos/$HOME*", "**/cache")))
                .put("/backups/v1/policies/" + site.site + "/files")
                .then()
                .statusCode(200);
        UUID backup = Api.completedBackup(site);
        // Then
        ResticRepository repository = site.repository();
        List<String> files = new ArrayList<>();
        repository.list(repository.snapshots().getFirst().id(), node -> {
            if (node.type() == Node.Type.FILE) files.add(node.path());
        });
        assertThat(files)
                .containsExactlyInAnyOrder(
                        "/htdocs/index.html",
                        "/htdocs/data/kept [x]/*",
                        "/private/é/key",
                        "/.gardefou-backup/meta.json");
        assertThat(Api.operator()
                        .get("/backups/v1/restore-points/" + Api.read(backup).getString("restorePoint"))
                        .jsonPath()
                        .getList("leftOut.absent"))
                .isEqualTo(List.of("conf", "gone"));
        assertThat(repository.locks()).isEmpty();
        assertThat(repository.check(CheckDepth.readData()).clean()).isTrue();
    }

    /** The machine's own, and the other one that is supported where it was unpacked: there as that machine's. */
    static Stream<Arguments> restics() throws IOException {
        Path unpacked = Path.of(System.getProperty("gardefou.root"), "target", "restic");
        List<Path> others = new ArrayList<>();
        if (Files.isDirectory(unpacked)) {
            try (Stream<Path> versions = Files.list(unpacked)) {
                versions.map(version -> version.resolve("usr/bin/restic"))
                        .filter(Files::isExecutable)
                        .forEach(others::add);
            }
        }
        Path own = Restic.find().binary();
        return Stream.concat(
                Stream.of(Arguments.of("restic " + Restic.find().version(), Map.of())),
                others.stream()
                        .map(other -> Arguments.of("restic " + Restic.at(other).version(), Map.of(own, other))));
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, file.toString());
    }

    @Test
    void aConnectionThatIsCutInTheMiddleLeavesNoPointAndNoLockAndIsTriedAgain() throws Exception {
        // Given a site whose copying takes a while
        TestSite site = there(TestSite.small()).registered();
        byte[] bytes = new byte[20_000_000];
        for (int i = 0; i < 4; i++) {
            new Random(i).nextBytes(bytes);
            Files.write(site.documentRoot.resolve("media-" + i), bytes);
        }
        // When
        UUID backup = Api.backUp(site);
        await().atMost(Api.SOON).pollInterval(Duration.ofMillis(5)).until(() -> running("backup --json"));
        sshd.cut();
        // Then it is tried again
        Api.ended(backup, "COMPLETED");
        assertThat(Database.count("select tries from backup where id = '" + backup + "'"))
                .isGreaterThan(1);
        assertThat(site.repository().snapshots()).hasSize(1);
        assertThat(site.repository().locks()).isEmpty();
        assertThat(site.beside()).isEmpty();
        // And one that is cancelled ends there too
        for (int i = 0; i < 4; i++) {
            new Random(10 + i).nextBytes(bytes);
            Files.write(site.documentRoot.resolve("media-" + i), bytes);
        }
        UUID unwanted = Api.backUp(site);
        await().atMost(Api.SOON).pollInterval(Duration.ofMillis(5)).until(() -> running("backup --json"));
        Api.operator().post("/backups/v1/backups/" + unwanted + "/cancellation");
        Api.ended(unwanted, "CANCELLED");
        await().atMost(Api.SOON).until(() -> !running("backup --json"));
        assertThat(site.repository().snapshots()).hasSize(1);
        assertThat(site.repository().locks()).isEmpty();
        assertThat(site.beside()).isEmpty();
    }

    @Test
    void aMachineThatIsAwayOrAnotherOrNotOursIsNamed() {
        TestSite site = TestSite.small()
                .overSsh(sshd.port, Sshd.user(), sshd.privateKey, "SHA256:" + "A".repeat(43))
                .registered();
        assertThat(tried(site).getString("code")).isEqualTo("SERVER_UNTRUSTED");
        JsonPath untrusted = Api.ended(Api.backUp(site), "FAILED");
        assertThat(untrusted.getString("failure.code")).isEqualTo("SERVER_UNTRUSTED");
        assertThat(untrusted.getString("failure.detail")).contains(sshd.fingerprint);
        assertThat(Bus.heard("backup.failed", site.site).path("code").asText()).isEqualTo("SERVER_UNTRUSTED");

        assertThat(failing(TestSite.small().overSsh(sshd.port, "no-such-user", sshd.privateKey, sshd.fingerprint)))
                .isEqualTo("SERVER_LOGIN_REFUSED");
        TestSite moved = there(TestSite.small()).registered();
        JsonPath ready = tried(moved);
        assertThat(ready.getBoolean("ready")).as(ready.prettify()).isTrue();
        assertThat(ready.getString("restic")).startsWith("restic 0.");
        assertThat(tried(TestSite.small().registered()).getBoolean("ready")).isTrue();
        Api.operator()
                .post("/backups/v1/servers/" + UUID.randomUUID() + "/trials")
                .then()
                .statusCode(404);
        try {
            Files.move(moved.documentRoot, moved.root.resolve("elsewhere"));
            Files.createSymbolicLink(moved.documentRoot, Path.of("/etc"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertThat(Api.ended(Api.backUp(moved), "FAILED").getString("failure.code"))
                .isEqualTo("FILES_MISSING");
        sshd.stop();
        assertThat(failing(there(TestSite.small()))).isEqualTo("SERVER_UNREACHABLE");
    }

    /** Private files of ours on the machine. */
    private static List<String> inMemory() throws IOException {
        try (Stream<Path> run = Files.list(Path.of("/run"))) {
            return run.map(Path::toString)
                    .filter(path -> path.startsWith("/run/gardefou."))
                    .sorted()
                    .toList();
        }
    }

    /** New bytes in the repository. */
    private static long added(UUID backup) {
        return Database.count("select added from restore_point where id = '%s'"
                .formatted(Api.read(backup).getString("restorePoint")));
    }

    private static JsonPath tried(TestSite site) {
        return Api.operator()
                .post("/backups/v1/servers/" + site.server + "/trials")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private TestSite there(TestSite site) {
        return site.overSsh(sshd.port, Sshd.user(), sshd.privateKey, sshd.fingerprint);
    }

    private static String failing(TestSite site) {
        return Api.ended(Api.backUp(site.registered()), "FAILED").getString("failure.code");
    }

    /** Kind, mode, owner, time, target and number of names of all that is in a folder. */
    private static String tree(Path folder) throws Exception {
        return sh("cd \"$1\" && find . -mindepth 1 -printf '%P %y %m %U %G %T@ %l %n\\n' | LC_ALL=C sort", folder);
    }

    private static String sh(String script, Path... arguments) throws Exception {
        List<String> vector = new java.util.ArrayList<>(List.of("sh", "-c", script, "sh"));
        Arrays.stream(arguments).map(Path::toString).forEach(vector::add);
        Process process = new ProcessBuilder(vector).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static <T> T watching(Set<String> lines, java.util.concurrent.Callable<T> work) throws Exception {
        Thread watch = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                ProcessHandle.current().descendants().forEach(process -> lines.add(commandLine(process.pid())));
                LockSupport.parkNanos(50_000_000);
            }
        });
        try {
            return work.call();
        } finally {
            watch.interrupt();
            watch.join();
        }
    }

    private static boolean running(String part) {
        return ProcessHandle.current()
                .descendants()
                .anyMatch(process -> commandLine(process.pid()).contains(part)
                        && commandLine(process.pid()).startsWith("/usr/bin/restic"));
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
