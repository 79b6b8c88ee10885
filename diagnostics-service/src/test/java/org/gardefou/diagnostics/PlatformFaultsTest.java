package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gardefou.diagnostics.testing.RealSite;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.local.site.WordPressSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the platform really breaks is found to be its part, whatever the customer did before: our own probes see it. */
@QuarkusTest
class PlatformFaultsTest {

    private static final String PLUGIN =
            "{\"kind\": \"PLUGIN\", \"name\": \"shop-turbo\", \"path\": \"wp-content/plugins/shop-turbo\"}";

    private final WordPressSite real = RealSite.get();

    @AfterEach
    void heal() {
        real.heal();
    }

    @Test
    void aMasterOfPhpThatWasStopped() {
        Scene scene = healthyOfAnotherUser();
        scene.change("site.plugin-updated", PLUGIN);
        ProcessHandle master = master();
        // Stopped in order, it takes its pid file with it.
        master.destroy();
        await().atMost(Scene.SOON).until(() -> !master.isAlive());

        JsonPath seen = scene.diagnose();

        assertThat(seen.getString("cause.signature")).isEqualTo("PHP_FPM_DOWN");
        platforms(seen);
    }

    @Test
    void aMasterOfPhpThatWasKilled() {
        Scene scene = healthyOfAnotherUser();
        scene.change("site.plugin-updated", PLUGIN);
        ProcessHandle master = master();
        List<ProcessHandle> workers = master.children().toList();
        master.destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
        await().atMost(Scene.SOON)
                .until(() -> !master.isAlive() && workers.stream().noneMatch(ProcessHandle::isAlive));

        JsonPath seen = scene.diagnose();

        assertThat(seen.getString("cause.signature")).isEqualTo("PHP_FPM_DOWN");
        platforms(seen);
    }

    @Test
    void aDatabaseServerThatIsDown() throws IOException {
        Scene scene = healthy();
        scene.change("site.plugin-updated", PLUGIN);
        ProcessHandle server = databaseServer();
        server.destroy();
        await().atMost(Scene.SOON).until(() -> !server.isAlive());

        JsonPath seen = scene.diagnose();

        assertThat(seen.getString("cause.signature")).isEqualTo("DATABASE_DOWN");
        platforms(seen);
    }

    @Test
    void aServerOnWhichNoOtherSiteAnswersEither() {
        Scene scene = Scene.onPaper();
        scene.neighbour(Scene.NOWHERE);
        assertThat(scene.diagnose().getString("party")).as("with one neighbour").isEqualTo("UNDETERMINED");
        scene.neighbour(Scene.NOWHERE);

        JsonPath seen = scene.diagnose();

        assertThat(seen.getString("cause.signature")).isEqualTo("SERVER_WIDE_FAILURE");
        platforms(seen);
        // But a server that serves another customer serves
        scene.neighbour(real.url() + "/");
        assertThat(scene.diagnose().getString("party")).isEqualTo("UNDETERMINED");
    }

    @Test
    void aDiskOfTheServerThatIsFullAndNotTheSitesOwn(@TempDir Path disk) throws IOException, InterruptedException {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()), "This user may not mount");
        try {
            Scene onSharedDisk = siteOn(disk.resolve("site"));
            assertThat(onSharedDisk.diagnose().getString("party")).isEqualTo("UNDETERMINED");
            Files.write(disk.resolve("log"), new byte[1536 * 1024]);

            JsonPath seen = onSharedDisk.diagnose();

            assertThat(seen.getString("cause.signature")).isEqualTo("NO_SPACE");
            platforms(seen);
            // One that the site has for itself, it filled itself
            JsonPath own = siteOn(disk).diagnose();
            assertThat(own.getString("cause.signature")).isEqualTo("DISK_QUOTA");
            assertThat(own.getString("party")).isEqualTo("UNDETERMINED");
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static Scene siteOn(Path root) throws IOException {
        Files.createDirectories(root.resolve("htdocs"));
        return Scene.unserved(root.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    private static void platforms(JsonPath seen) {
        assertThat(seen.getString("health")).isEqualTo("DOWN");
        assertThat(seen.getString("party")).isEqualTo("PLATFORM");
        assertThat(seen.getDouble("confidence")).isEqualTo(0.7);
        assertThat(seen.getList("evidence.ref", String.class)).contains("OWN_PROBE");
        assertThat(seen.getMap("settledBy")).isNull();
    }

    private Scene healthy() {
        Scene scene = Scene.of(real);
        assertThat(scene.diagnose().getString("health")).isEqualTo("HEALTHY");
        return scene;
    }

    /** Where a customer's programs run as the user of the master, they could end it. */
    private Scene healthyOfAnotherUser() {
        assumeTrue(
                !real.siteUser().equals(System.getProperty("user.name")), "The site runs as the user of its servers");
        return healthy();
    }

    private ProcessHandle master() {
        return ProcessHandle.of(real.fpmPid().orElseThrow()).orElseThrow();
    }

    private ProcessHandle databaseServer() throws IOException {
        Path folder = real.mariadbLog().getParent().getParent();
        try (Stream<Path> files = Files.walk(folder)) {
            Path pidFile = files.filter(file -> file.getFileName().toString().matches("(mariadbd?|mysqld?)\\.pid"))
                    .findFirst()
                    .orElseThrow();
            return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                    .orElseThrow();
        }
    }
}
