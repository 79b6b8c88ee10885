package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.diagnostics.testing.Client.system;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gardefou.diagnostics.testing.RealSite;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.local.site.WordPressSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A customer who wants a repair for nothing lets a real site look as if the platform had broken it. It never becomes the platform's part.
 */
@QuarkusTest
class ForgeriesTest {

    private static final String CUSTOM_CODE =
            "{\"kind\": \"PLUGIN\", \"name\": \"own-code\", \"path\": \"wp-content/mu-plugins\"}";

    private final WordPressSite real = RealSite.get();

    @SuppressWarnings("NullAway.Init") // each test has its own
    private Scene scene;

    @BeforeEach
    void aHealthySite() throws IOException {
        // What the one before wrote into them would be seen again. Both servers append, whatever is taken away.
        Files.write(real.nginxLog(), new byte[0]);
        Files.write(real.phpLog().resolveSibling("php-fpm.log"), new byte[0]);
        scene = Scene.of(real);
        assertThat(scene.diagnose().getString("health")).isEqualTo("HEALTHY");
    }

    @AfterEach
    void heal() {
        real.heal();
    }

    /** Who dies writes two logs, of which either may be the first: the web server's and that of PHP's manager. */
    private static final String DEAD_WORKER = "NGX_UPSTREAM_CLOSED|FPM_CHILD_SIGNAL";

    static Stream<Arguments> forgeries() {
        return Stream.of(
                Arguments.of("a gateway's error, as the server words it", """
                        http_response_code(502); header('Server: nginx/1.22.1'); header_remove('X-Powered-By');
                        echo '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>';
                        exit;""", "HTTP_5XX"),
                Arguments.of(
                        "a gateway that waited too long",
                        "http_response_code(504); echo str_repeat('x', 100); exit;",
                        "HTTP_5XX"),
                Arguments.of("a database that went away, in PHP's log", """
                        error_log('WordPress database error MySQL server has gone away for query SELECT 1');
                        http_response_code(500); exit;""", "MYSQL_GONE_AWAY"),
                Arguments.of("a full disk, in PHP's log", """
                        error_log('PHP Warning:  session_start(): open(/var/lib/php/sess_a, O_RDWR) failed: No space left on device (28)');
                        http_response_code(503); exit;""", "PHP_SESSION_PATH"),
                Arguments.of("a worker that kills itself", "posix_kill(getmypid(), 9); sleep(5);", DEAD_WORKER),
                Arguments.of("a worker that crashes", "posix_kill(getmypid(), 11); sleep(5);", DEAD_WORKER),
                Arguments.of(
                        "a line of the web server's own log",
                        """
                        $now = (new DateTime('now', new DateTimeZone('%s')))->format('Y/m/d H:i:s');
                        error_log("x\\n$now [crit] 7#7: *9 connect() to unix:/run/php/u.sock failed (2: No such file or directory) while connecting to upstream, client: 1.2.3.4", 4);
                        http_response_code(502); exit;""".formatted(ZoneId.systemDefault()),
                        "NGX_UPSTREAM_REFUSED"),
                Arguments.of("a line in the manager's log of PHP", """
                        fwrite(fopen('php://stderr', 'w'), "[pool www] child 7 exited on signal 11 (SIGSEGV)\\n");
                        http_response_code(502); exit;""", "HTTP_5XX"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void whatTheSitesOwnCodeMakesIsNeverThePlatformsPart(String what, String php, String signature) throws IOException {
        // When nobody is told of the code
        customersCode(php);
        JsonPath seen = scene.diagnose();
        // Then a person decides, and is told what would settle it
        assertThat(seen.getString("health")).isEqualTo("DOWN");
        assertThat(seen.getString("cause.signature")).matches(signature);
        assertThat(seen.getString("party")).isEqualTo("UNDETERMINED");
        assertThat(seen.getDouble("confidence")).isLessThan(0.5);
        assertThat(seen.getString("settledBy.fr")).isNotBlank().isNotEqualTo(seen.getString("settledBy.en"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void whereTheCodeIsToldOfItIsTheCustomersPart(String what, String php, String signature) throws IOException {
        String change = scene.change("site.plugin-installed", CUSTOM_CODE).toString();
        customersCode(php);

        JsonPath seen = scene.diagnose();

        assertThat(seen.getString("health")).isEqualTo("DOWN");
        assertThat(seen.getString("party")).isEqualTo("CUSTOMER_CHANGE");
        assertThat(seen.getString("change.change")).isEqualTo(change);
    }

    @Test
    void aRuleInHtaccessIsNeverThePlatformsPart() throws IOException {
        assumeTrue(real.apacheUrl().isPresent(), "Apache is not installed");
        Scene behindApache = Scene.of(real, real.apacheUrl().orElseThrow());
        assertThat(behindApache.diagnose().getString("health")).isEqualTo("HEALTHY");
        Files.writeString(real.documentRoot().resolve(".htaccess"), "RewriteEngine On\nRewriteRule ^ - [R=503,L]\n");

        JsonPath seen = behindApache.diagnose();

        assertThat(seen.getString("health")).isEqualTo("DOWN");
        assertThat(seen.getString("party")).isEqualTo("UNDETERMINED");
    }

    @Test
    void anotherDatabaseServerOfTheHostersThatIsOffProvesNothing() throws IOException {
        // Given a server with a database server that is off, and whose name the customer writes into the configuration
        Map<String, Object> body =
                Scene.serverBody("o" + scene.server(), real.database().port());
        Map<String, Object> old =
                Map.of("name", "old", "engine", "MARIADB", "host", "127.0.0.1", "port", 9, "adminSecret", "db");
        List<Object> both = new ArrayList<>((List<?>) body.get("databases"));
        both.add(old);
        Map<String, Object> changed = new HashMap<>(body);
        changed.put("databases", both);
        system().header("If-Match", system().get("/servers/" + scene.server()).header("ETag"))
                .body(changed)
                .put("/servers/" + scene.server())
                .then()
                .statusCode(200);
        Path config = real.documentRoot().resolve("wp-config.php");
        String elsewhere = Files.readString(config).replaceFirst("'DB_HOST', *'[^']*'", "'DB_HOST', '127.0.0.1:9'");
        Files.writeString(config, elsewhere);
        real.reloadPhp();

        JsonPath seen = scene.diagnose();

        assertThat(seen.getString("health")).isEqualTo("DOWN");
        assertThat(seen.getList("couldNotCheck.check", String.class))
                .containsExactlyInAnyOrder("database", "http.neighbours");
        assertThat(seen.getString("party")).isEqualTo("UNDETERMINED");
    }

    @Test
    void aPidFileThatTheSiteCanWriteProvesNothing() throws IOException {
        Path pidFile = real.root().resolve("php.pid");
        Files.writeString(pidFile, "999999999");
        try {
            Map<String, Object> body = new HashMap<>(
                    system().get("/sites/" + scene.site()).jsonPath().getMap(""));
            body.keySet().removeAll(List.of("id", "registeredAt"));
            body.put("phpPidFile", pidFile.toString());
            system().header("If-Match", system().get("/sites/" + scene.site()).header("ETag"))
                    .body(body)
                    .put("/sites/" + scene.site())
                    .then()
                    .statusCode(200);
            customersCode("http_response_code(502); exit;");

            JsonPath seen = scene.diagnose();

            assertThat(seen.getString("health")).isEqualTo("DOWN");
            assertThat(seen.getList("couldNotCheck.check", String.class)).contains("php");
            assertThat(seen.getString("party")).isEqualTo("UNDETERMINED");
        } finally {
            Files.delete(pidFile);
        }
    }

    /** The customer's own code, before anything else of the site. */
    private void customersCode(String php) throws IOException {
        Path folder = Files.createDirectories(real.documentRoot().resolve("wp-content/mu-plugins"));
        Files.writeString(folder.resolve("own-code.php"), "<?php\nif (PHP_SAPI === 'fpm-fcgi') {\n" + php + "\n}\n");
        real.reloadPhp();
    }
}
