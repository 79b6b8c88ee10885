package org.gardefou.restore.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gardefou.access.ssh.Sshd;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.Bus;
import org.gardefou.restore.bed.RealSite;
import org.gardefou.restore.bed.RealSite.Point;
import org.gardefou.restore.remote.FarRestore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site on another machine, which is a real OpenSSH server on the loopback: only what goes through it reaches the site. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class RestoreOverSshTest {
    private static final Duration AT_ONCE = Duration.ofMillis(5);

    @Inject
    Journal journal;

    @Inject
    FarRestore far;

    @TempDir
    Path machine;

    private final RealSite real = RealSite.get();
    private final Api api = new Api(real);

    @SuppressWarnings("NullAway.Init") // set before each test
    private Sshd sshd;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Fingerprint healthy;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Point good;

    @BeforeEach
    void aSiteElsewhere() throws IOException {
        assumeTrue(Sshd.user().equals("root"), "a restore over SSH logs in as root");
        sshd = new Sshd(machine);
        real.wordpress.heal();
        real.overSsh(sshd.port, Sshd.user(), sshd.privateKey, sshd.fingerprint);
        real.register(true);
        healthy = real.healthyFingerprint();
        good = real.healthyPoint();
        real.tellPoint(good, null);
    }

    @AfterEach
    void stop() {
        real.here();
        if (sshd != null) sshd.close();
    }

    @Test
    void allOfASiteComesBackThereAndGoesBackByHand() throws Exception {
        // Given
        real.breakByPlugin();
        upload("later.jpg", "a photo of after the restore point");
        Fingerprint broken = real.wordpress.fingerprint();
        List<String> inMemory = inMemory();
        // When
        Set<String> lines = ConcurrentHashMap.newKeySet();
        UUID id = watching(lines, () -> {
            UUID asked = api.request(good.id());
            api.tellSafetyBackup(asked);
            api.awaitState(asked, "CHECKING");
            return asked;
        });
        real.tellHealth("HEALTHY", null, null, id);
        JsonPath done = api.awaitState(id, "COMPLETED");
        // Then the site answers as before, to the nanosecond, and only the photo is newer
        assertThat(real.wordpress.observe("/").shows(real.wordpress.marker())).isTrue();
        assertThat(healthy.differencesTo(real.wordpress.fingerprint()))
                .allSatisfy(line -> assertThat(line).contains("later.jpg"))
                .isNotEmpty();
        assertThat(done.getList("result.keptNewerFiles")).containsExactly("wp-content/uploads/later.jpg");
        assertThat(done.getString("steps.findAll { it.step == 'SWITCHING' }[0].detail"))
                .as(done.prettify())
                .contains("reloads");
        // And neither key nor password was on a command line, nor is anything of them left there
        String admin = real.wordpress.database().administrationPassword();
        assertThat(lines)
                .anyMatch(line -> line.contains("tar -x"))
                .noneMatch(line -> line.contains(real.password.reveal()) || line.contains(admin));
        // What others on this machine have there at this moment goes by itself, and what was left stays
        List<String> left = new ArrayList<>(inMemory());
        left.removeAll(inMemory);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(left).noneMatch(path -> Files.exists(Path.of(path))));
        // When it is undone by hand
        assertThat(api.customer()
                        .header("If-Match", "*")
                        .post("/restores/v1/restores/" + id + "/rollback")
                        .statusCode())
                .isEqualTo(202);
        api.awaitState(id, "ROLLED_BACK");
        // Then every file and row of before is back, and nothing of ours is left there or here
        assertThat(broken.differencesTo(real.wordpress.fingerprint())).isEmpty();
        nothingIsLeft(id);
    }

    @Test
    void whatIsCutInTheMiddleGoesOnAndEndsWhole() throws Exception {
        // Given
        real.breakByPlugin();
        Fingerprint broken = real.wordpress.fingerprint();
        UUID id = api.request(good.id());
        // When our programs there are killed while the files cross
        api.tellSafetyBackup(id);
        await().atMost(Api.SOON).pollInterval(AT_ONCE).until(() -> running("tar -x"));
        List<ProcessHandle> agents = agents();
        agents.forEach(ProcessHandle::destroyForcibly);
        assertThat(agents).isNotEmpty();
        await().atMost(Api.SOON).until(() -> journal.runs(id, RestoreState.PREPARING) > 1);
        // And the connection is cut while they cross again
        await().atMost(Api.SOON).pollInterval(AT_ONCE).until(() -> running("tar -x"));
        sshd.cut();
        // And once more between the database and the files
        await().atMost(Api.SOON).pollInterval(AT_ONCE).until(() -> real.leftovers(id).stream()
                .anyMatch(name -> name.startsWith("gardefou_o")));
        sshd.cut();
        await().atMost(Api.SOON)
                .until(() -> List.of("CHECKING", "FAILED").contains(api.read(id).getString("state")));
        // Then it was tried again, and the site is the new one whole, or the old one whole
        assertThat(journal.runs(id, RestoreState.PREPARING)).isGreaterThan(2);
        boolean switched = journal.read(id, Restore::state) == RestoreState.CHECKING;
        assertThat(real.wordpress.observe("/").status()).isEqualTo(switched ? 200 : 500);
        // And what is worse goes back by itself
        if (switched) real.tellHealth("DOWN", null, null, id);
        JsonPath ended = api.awaitState(id, switched ? "ROLLED_BACK" : "FAILED");
        assertThat(ended.getString("outcome.code"))
                .isIn(switched ? List.of("SITE_WORSE") : List.of("SERVER_UNREACHABLE", "DATABASE_UNREACHABLE"));
        assertThat(broken.differencesTo(real.wordpress.fingerprint())).isEmpty();
        nothingIsLeft(id);
    }

    @Test
    void filesAloneComeBackThereAndWhatIsNoMachineOfOursIsRefused() throws Exception {
        // Given
        Path root = real.wordpress.documentRoot();
        Files.writeString(root.resolve("index.php"), "<?php // spoiled");
        Files.writeString(root.resolve("wp-content/themes/later.php"), "<?php // later");
        Files.writeString(root.resolve("wp-login.php"), "<?php // not asked for");
        Map<String, Object> asked =
                Map.of("confirm", true, "scope", "FILES", "paths", List.of("index.php", "wp-content/themes"));
        JsonPath rehearsed = rehearsed(api::customer, asked, answer -> answer.get("possible") != null);
        assertThat(rehearsed.getBoolean("possible")).as(rehearsed.prettify()).isTrue();
        assertThat(rehearsed.getList("warnings.code")).contains("ON_ANOTHER_SERVER");
        // When
        UUID id = api.request(good.id(), asked);
        api.tellSafetyBackup(id);
        api.awaitState(id, "CHECKING");
        // Then those alone are as they were
        assertThat(healthy.differencesTo(real.wordpress.fingerprint()))
                .allSatisfy(line -> assertThat(line).contains("wp-login.php"))
                .isNotEmpty();
        real.tellHealth("HEALTHY", null, null, id);
        api.awaitState(id, "COMPLETED");
        // When the machine shows another key than the one that is known
        real.overSsh(sshd.port, Sshd.user(), sshd.privateKey, "SHA256:" + "A".repeat(43));
        real.register(true);
        Point again = real.healthyPoint();
        real.tellPoint(again, null);
        UUID untrusted = api.request(again.id(), asked);
        api.tellSafetyBackup(untrusted);
        // Then nothing is touched
        JsonPath refused = api.awaitState(untrusted, "FAILED");
        assertThat(refused.getString("outcome.code")).isEqualTo("SERVER_UNTRUSTED");
        assertThat(refused.getString("outcome.text.en")).contains(sshd.fingerprint);
    }

    @Test
    void aSiteWhoseServerIsLostComesBackAtAnotherPlace(@TempDir Path elsewhere) throws Exception {
        // Given an account on another server, as a panel makes it: an empty database, and the settings that name it
        Path root = elsewhere.toRealPath().resolve("home");
        Path documentRoot = Files.createDirectories(root.resolve("public_html"));
        Files.writeString(documentRoot.resolve("wp-config.php"), "<?php // of this place");
        // And a PHP that does not run there any more, by whose number something else goes by now
        Files.writeString(root.resolve("php.pid"), "1\n");
        String database = "wp_elsewhere_" + real.site.toString().substring(28);
        real.administration().createSchema(database);
        UUID lost = real.site;
        // When the site is moved there, an old point is found by the name that its folder had
        real.tellSite(root.toString(), documentRoot.toString());
        JsonPath moved = rehearsed(
                api::customer,
                Map.of(),
                answer -> answer.get("possible") != null
                        && answer.getList("warnings.code").contains("OTHER_PLACE"));
        assertThat(moved.getBoolean("possible")).as(moved.prettify()).isTrue();
        assertThat(moved.getInt("files.created.count")).isGreaterThan(100);
        // When another one is registered there too, neither takes the other's files along
        real.site = Ids.next();
        real.tellSite(root.toString(), documentRoot.toString(), database);
        Map<String, Object> wish = Map.of(
                "elsewhere",
                Map.of(
                        "from",
                        lost,
                        "databases",
                        List.of(Map.of("name", database, "inPoint", real.schema)),
                        "keepFiles",
                        List.of("wp-config.php")));
        Supplier<RequestSpecification> hoster = () -> Api.as(TestTokens.operator());
        assertThat(rehearsed(hoster, wish, answer -> answer.get("possible") != null)
                        .getList("obstacles.code"))
                .containsExactly("PLACE_TAKEN");
        // When it is on a server of its own, it can come there
        real.server = Ids.next();
        real.adminSecret(real.wordpress.database().administrationPassword());
        real.tellServer();
        real.tellSite(root.toString(), documentRoot.toString(), database);
        rehearsed(hoster, wish, answer -> Boolean.TRUE.equals(answer.get("possible")));
        // And only the hoster brings it there, from a point of the same customer
        assertThat(api.post(good.id(), TestTokens.customer(real.customer), wish)
                        .jsonPath()
                        .getString("type"))
                .isEqualTo("/problems/restores/elsewhere-by-hoster");
        assertThat(api.post(good.id(), TestTokens.operator(), Map.of("elsewhere", Map.of("from", Ids.next())))
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.post(good.id(), TestTokens.operator(), Map.of()).statusCode())
                .isEqualTo(404);
        UUID id = UUID.fromString(
                api.post(good.id(), TestTokens.operator(), wish).jsonPath().getString("id"));
        // Then nothing needs to be saved of an empty place
        Bus.tell("gardefou.backups", "backup.failed", real.site, Bus.golden("backup-service", "backup.failed", node -> {
            node.put("site", real.site.toString());
            node.putObject("reason").put("kind", "SAFETY").put("restore", id.toString());
        }));
        api.awaitState(id, "CHECKING");
        real.tellHealth("HEALTHY", null, null, id);
        JsonPath done = api.awaitState(id, "COMPLETED");
        assertThat(done.getString("steps.find { it.step == 'SAFETY_BACKUP' }.detail"))
                .contains("no safety restore point");
        assertThat(done.getString("steps.find { it.step == 'PREFLIGHT' }.detail"))
                .contains(documentRoot.toString(), "neither saved nor changed");
        assertThat(done.getString("steps.find { it.step == 'SWITCHING' }.detail"))
                .contains("process 1 is no master of PHP-FPM: left alone");
        assertThat(Bus.told("restore.requested", id)).singleElement().satisfies(event -> assertThat(
                        event.at("/selection/pointSite").asText())
                .isEqualTo(lost.toString()));
        // And all is there, as that site's user's own, but for the settings
        assertThat(Files.readString(documentRoot.resolve("index.php")))
                .isEqualTo(Files.readString(real.wordpress.documentRoot().resolve("index.php")));
        assertThat(Files.getOwner(documentRoot.resolve("index.php")).getName()).isEqualTo(real.wordpress.siteUser());
        assertThat(documentRoot.resolve("wp-config.php")).hasContent("<?php // of this place");
        assertThat(real.administration().rows(database, List.of("wp_posts", "wp_options")))
                .isEqualTo(real.administration().rows(real.schema, List.of("wp_posts", "wp_options")));
        assertThat(healthy.differencesTo(real.wordpress.fingerprint())).isEmpty();
        // And it goes back by hand
        hoster.get().header("If-Match", "*").post("/restores/v1/restores/" + id + "/rollback");
        api.awaitState(id, "ROLLED_BACK");
        assertThat(documentRoot).isDirectoryNotContaining("glob:**/index.php");
        assertThat(real.administration().tables(database)).isEmpty();
        await().atMost(Api.SOON).untilAsserted(() -> {
            assertThat(root.toFile().list()).containsExactlyInAnyOrder("public_html", "php.pid");
            assertThat(real.leftovers(id)).isEmpty();
        });
        real.administration().dropSchema(database);
    }

    /** What a dry run says, once the bus has told of what it depends on. */
    private JsonPath rehearsed(Supplier<RequestSpecification> who, Map<String, Object> what, Predicate<JsonPath> told) {
        Map<String, Object> body = new java.util.HashMap<>(what);
        body.put("site", real.site);
        body.put("restorePoint", good.id());
        JsonPath[] seen = new JsonPath[1];
        await().atMost(Api.SOON).untilAsserted(() -> {
            seen[0] = who.get().body(body).post("/restores/v1/restores/dry-run").jsonPath();
            assertThat(told.test(seen[0])).as(() -> seen[0].prettify()).isTrue();
        });
        return seen[0];
    }

    /** Our programs on the machine. */
    private static List<ProcessHandle> agents() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> commandLine(process.pid()).contains("perl -e binmode"))
                .toList();
    }

    private void nothingIsLeft(UUID id) {
        await().atMost(Api.SOON).untilAsserted(() -> {
            assertThat(real.leftovers(id)).isEmpty();
            assertThat(far.here(id)).doesNotExist();
        });
    }

    private void upload(String name, String content) throws IOException {
        Path file = real.wordpress.documentRoot().resolve("wp-content/uploads").resolve(name);
        Files.writeString(file, content);
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
        return ProcessHandle.current().descendants().anyMatch(process -> commandLine(process.pid())
                .contains(part));
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
