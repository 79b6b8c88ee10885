package org.gardefou.local.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The site's promises, on a real one that is made once for all of them. */
class WordPressSiteTest {
    private static Path folder;
    private static WordPressSite site;
    private static Fingerprint healthy;

    @BeforeAll
    static void makeTheSite() throws IOException {
        folder = Files.createTempDirectory("gardefou-site");
        // JUnit's and Java's temporary folders are closed to the web server's account.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        site = WordPressSite.in(folder, Ports.free(), System.out::println).start();
        healthy = site.fingerprint();
    }

    @AfterAll
    static void leaveNothing() throws IOException {
        List<Long> pids = processesOf(folder);
        assertThat(pids).as("the site's own servers").hasSizeGreaterThanOrEqualTo(3);

        site.stop();

        assertThat(processesOf(folder)).isEmpty();
        assertThat(ServerProcess.of("nginx", folder)).isEmpty();
        assertThat(site.running()).isFalse();
        assertThat(site.observe("/").status()).isZero();
        site.destroy();
        assertThat(folder).doesNotExist();
    }

    @Test
    void aNewSiteShowsItsPostsAndItsPage() {
        assertThat(site.observe("/").status()).isEqualTo(200);
        assertThat(site.observe("/").shows(site.marker())).isTrue();
        assertThat(site.observe("/contact/").shows(site.marker())).isTrue();
        assertThat(healthy.files().keySet())
                .filteredOn(path -> path.matches("wp-content/uploads/.*/photo-[1-6]\\.jpg"))
                .hasSize(6);
        assertThat(healthy.tables().get("wp_posts")).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Breakage.class)
    void aBreakageIsSeenAndHealed(Breakage breakage) throws IOException {
        long php = Files.size(site.phpLog());
        long mariadb = Files.size(site.mariadbLog());

        try {
            site.breakBy(breakage);

            assertSeen(breakage, php, mariadb);
            assertThat(healthy.differencesTo(site.fingerprint())).isNotEmpty();
        } finally {
            site.heal();
        }

        assertThat(healthy.differencesTo(site.fingerprint())).isEmpty();
        assertThat(site.observe("/").shows(site.marker())).isTrue();
    }

    private static void assertSeen(Breakage breakage, long php, long mariadb) throws IOException {
        Observation seen = site.observe("/");
        String phpSaid = since(site.phpLog(), php);
        switch (breakage) {
            case PLUGIN_FATAL -> {
                assertThat(seen.status()).isEqualTo(500);
                assertThat(seen.text()).contains("critical error");
                assertThat(phpSaid)
                        .contains(
                                "PHP Fatal error",
                                ShopTurbo.MISSING_FUNCTION,
                                ShopTurbo.fatal().path());
            }
            case DATABASE_PASSWORD -> {
                assertThat(seen.status()).isEqualTo(500);
                assertThat(seen.text()).contains("Error establishing a database connection");
                assertThat(phpSaid).doesNotContain("PHP Fatal");
                assertThat(since(site.mariadbLog(), mariadb)).contains("Access denied for user 'wp_user'");
            }
            case DROP_OPTIONS_TABLE -> {
                assertThat(seen.status()).isEqualTo(500);
                assertThat(seen.text()).contains("Error establishing a database connection");
                assertThat(since(site.mariadbLog(), mariadb)).doesNotContain("Access denied");
            }
            case DROP_POSTS_TABLE -> {
                assertThat(seen.status()).isEqualTo(200);
                assertThat(seen.shows(site.marker())).isFalse();
                assertThat(phpSaid).contains("Table 'wp_site.wp_posts' doesn't exist");
            }
            case HTACCESS -> {
                assertThat(seen.status()).isEqualTo(200);
                if (site.apacheUrl().isPresent()) {
                    assertThat(site.observeThroughApache("/").status()).isEqualTo(500);
                    assertThat(Files.readString(site.apacheLog())).contains("Invalid command 'RewriteEngin'");
                }
            }
            case THEME_PARSE_ERROR -> {
                assertThat(seen.status()).isEqualTo(500);
                assertThat(phpSaid).contains("PHP Parse error", "themes/twentytwentyone/functions.php");
            }
            case THEME_DELETED -> {
                assertThat(seen.status()).isEqualTo(200);
                assertThat(seen.bytes()).isZero();
                assertThat(site.observe("/wp-login.php").bytes()).isPositive();
            }
            case SITEURL -> {
                assertThat(seen.status()).isEqualTo(301);
                assertThat(site.observe("/wp-login.php").location()).startsWith("https://old-domain.example");
            }
            case MAINTENANCE -> {
                assertThat(seen.status()).isEqualTo(503);
                assertThat(seen.text()).contains("Briefly unavailable");
            }
            case CORE_FILE -> {
                assertThat(seen.status()).isEqualTo(500);
                assertThat(phpSaid).contains("Failed opening required", "wp-includes/load.php");
            }
        }
    }

    @Test
    void aCustomerWorksWithWordPressItself() throws IOException {
        try {
            work();
        } finally {
            site.heal();
        }
        assertThat(healthy.differencesTo(site.fingerprint())).isEmpty();
    }

    private static void work() throws IOException {
        site.installPlugin(ShopTurbo.working());
        assertThat(site.observe("/").shows(ShopTurbo.LINE)).isFalse();
        site.activatePlugin(ShopTurbo.SLUG);
        assertThat(site.observe("/").shows(ShopTurbo.LINE)).isTrue();
        assertThat(site.pluginVersion(ShopTurbo.SLUG)).contains("1.0");

        site.updatePlugin(new Plugin(ShopTurbo.SLUG, "Shop Turbo", "1.1", "define('SHOP_TURBO', true);"));
        assertThat(site.pluginVersion(ShopTurbo.SLUG)).contains("1.1");
        assertThat(site.observe("/").shows(ShopTurbo.LINE)).isFalse();

        site.writePost("Rye & spelt", "Grüße <b>from</b> the oven");
        assertThat(site.observe("/").text()).contains("Rye & spelt", "Grüße");

        byte[] photo = Files.readAllBytes(site.documentRoot().resolve(healthyPhoto()));
        site.upload("crust.jpg", photo);
        assertThat(site.fingerprint().files().keySet()).anyMatch(path -> path.endsWith("/crust.jpg"));
    }

    @Test
    void theAdministrationMayDumpEverythingOverTcp() throws IOException {
        Database database = site.database();
        Path dump = folder.resolve("administration.sql");

        Command.of(List.of(
                        "mariadb-dump",
                        "--defaults-file=" + database.administrationOptionFile(),
                        "--single-transaction",
                        "--routines",
                        "--events",
                        "--triggers",
                        database.name()))
                .outputTo(dump)
                .orFail("Dumping as the administration");

        assertThat(Files.readString(dump)).contains("CREATE TABLE `wp_options`", site.marker(), "Dump completed");
        Sql administration = new Sql("mariadb", database.administrationOptionFile());
        administration.run("CREATE DATABASE `wp_site__r1`; CREATE USER 'r1'@'127.0.0.1' IDENTIFIED BY 'x';"
                + " GRANT ALL ON `wp\\_site\\_\\_r1`.* TO 'r1'@'127.0.0.1'; DROP USER 'r1'@'127.0.0.1';"
                + " DROP DATABASE `wp_site__r1`;");
        assertThat(Files.getPosixFilePermissions(database.administrationPasswordFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(database.toString())
                .doesNotContain(database.sitePassword())
                .doesNotContain(database.administrationPassword());
        Files.delete(dump);
    }

    @Test
    void theCustomersDatabaseUserSeesNoOtherSchema() {
        Sql customer = new Sql("mariadb", new Layout(folder).hidden("customer.cnf"));

        assertThat(customer.rows("SHOW DATABASES;"))
                .containsExactlyInAnyOrder(List.of("information_schema"), List.of("wp_site"));
        assertThatThrownBy(() -> customer.run("CREATE DATABASE wpXsite;")).hasMessageContaining("Access denied");
    }

    @Test
    void startingAgainChangesNothingAndAStoppedSiteComesBack() {
        long fpm = site.fpmPid().orElseThrow();
        site.start();
        assertThat(site.fpmPid()).hasValue(fpm);

        site.stop();
        assertThat(site.fpmPid()).isEmpty();
        site.start();

        assertThat(site.running()).isTrue();
        assertThat(site.observe("/").shows(site.marker())).isTrue();
        assertThat(healthy.differencesTo(site.fingerprint())).isEmpty();
    }

    @Test
    void serversThatWereKilledLeaveNothingInTheWay() {
        site.observe("/");
        List<ProcessHandle> workers = ProcessHandle.of(site.fpmPid().orElseThrow()).stream()
                .flatMap(ProcessHandle::children)
                .toList();
        assertThat(workers).isNotEmpty();
        List<ProcessHandle> masters = Stream.of("php-fpm", "nginx", "mariadbd", "apache2")
                .flatMap(program -> ServerProcess.of(program, folder).stream())
                .filter(process -> !ServerProcess.commandLine(process.pid()).matches(".*(pool|worker).*"))
                .toList();
        masters.forEach(ProcessHandle::destroyForcibly);
        // All of them: one that is still dying would be taken for one that runs.
        assertThat(Await.until(Duration.ofMinutes(2), () -> masters.stream().noneMatch(ServerProcess::lives)))
                .isTrue();

        site.start();

        assertThat(site.running()).isTrue();
        assertThat(workers).noneMatch(ServerProcess::lives);
        assertThat(site.observe("/").shows(site.marker())).isTrue();
    }

    @Test
    void reloadingPhpKeepsTheMaster() {
        long before = site.fpmPid().orElseThrow();

        site.reloadPhp();

        assertThat(site.fpmPid()).hasValue(before);
        assertThat(site.observe("/").status()).isEqualTo(200);
    }

    @Test
    void aTakenPortIsNamedWithItsOwner() throws IOException {
        Path other = Files.createTempDirectory("gardefou-taken");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwx--x--x"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports free = Ports.free();
            WordPressSite second = WordPressSite.in(other, new Ports(free.http(), free.apache(), taken.getLocalPort()));

            assertThatThrownBy(second::start)
                    .isInstanceOf(SiteException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
            second.destroy();
        }
        assertThat(other).doesNotExist();
    }

    @Test
    void aStrangersPidIsNeverOurs() throws IOException {
        Path pidFile = new Layout(folder).run("nginx.pid");
        String own = Files.readString(pidFile);
        Files.writeString(pidFile, Long.toString(ProcessHandle.current().pid()));

        assertThat(site.running()).isFalse();

        Files.writeString(pidFile, own);
        assertThat(site.running()).isTrue();
    }

    @Test
    void aFolderThatIsNoSiteIsLeftAlone() throws IOException {
        Path precious = Files.createTempDirectory("gardefou-precious");
        Path letter = Files.writeString(precious.resolve("letter.txt"), "dear");
        Files.setPosixFilePermissions(precious, PosixFilePermissions.fromString("rwx--x--x"));
        WordPressSite wrong = WordPressSite.in(precious, Ports.free());

        assertThatThrownBy(wrong::start).hasMessageContaining("is not empty and holds no site");
        assertThatThrownBy(wrong::destroy).hasMessageContaining("nothing was deleted");
        assertThat(letter).hasContent("dear");

        Files.delete(letter);
        Files.delete(precious);
    }

    @Test
    void aSiteKeepsItsPorts() {
        assertThatThrownBy(() -> WordPressSite.in(folder, Ports.free())).hasMessageContaining("other ports");
        assertThat(WordPressSite.portsOf(folder)).isPresent();
    }

    private static String healthyPhoto() {
        return healthy.files().keySet().stream()
                .filter(path -> path.endsWith("/photo-1.jpg"))
                .findFirst()
                .orElseThrow();
    }

    private static String since(Path log, long offset) throws IOException {
        byte[] all = Files.readAllBytes(log);
        return new String(all, (int) offset, all.length - (int) offset, StandardCharsets.UTF_8);
    }

    /** Everything that runs with the folder in its command line. */
    private static List<Long> processesOf(Path folder) throws IOException {
        List<Long> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                Path line = process.resolve("cmdline");
                try {
                    if (new String(Files.readAllBytes(line), StandardCharsets.UTF_8).contains(folder.toString())) {
                        found.add(Long.parseLong(process.getFileName().toString()));
                    }
                } catch (IOException e) {
                    assertThat(process).as("a process that ended meanwhile").doesNotExist();
                }
            }
        }
        return found;
    }
}
