package org.gardefou.diagnostics.sitelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.customer;
import static org.gardefou.diagnostics.testing.Client.system;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gardefou.diagnostics.testing.RealSite;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.local.site.WordPressSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The catalogue against lines that real servers write: each of these errors is really made. */
@QuarkusTest
class RealLinesTest {

    /** What a page of PHP is made to fail of; {@code %s} is the folder of the pages. */
    private static final Map<String, String> BY_PHP = Map.ofEntries(
            Map.entry("PHP_PARSE_ERROR", "{"),
            Map.entry("PHP_UNDEFINED_FUNCTION_OR_CLASS", "nope();"),
            Map.entry("PHP_FATAL_UNCAUGHT", "throw new LogicException('made');"),
            Map.entry("PHP_MEMORY_EXHAUSTED", "str_repeat('x', 2000000000);"),
            Map.entry("PHP_MAX_EXECUTION", "set_time_limit(1); while (true) {}"),
            Map.entry("PHP_REQUIRE_MISSING", "require '%s/none.php';"),
            Map.entry("PHP_PERMISSION_DENIED", "file_get_contents('%s/closed.txt');"),
            Map.entry("PHP_OPEN_BASEDIR", "file_exists('/etc/passwd');"),
            Map.entry("PHP_VERSION_INCOMPATIBLE", "error_reporting(E_ALL); utf8_encode('x');"),
            Map.entry(
                    "MYSQL_ACCESS_DENIED",
                    "mysqli_report(MYSQLI_REPORT_OFF); mysqli_connect('127.0.0.1', 'wp_user', 'wrong', 'wp_site', @PORT@);"),
            Map.entry(
                    "MYSQL_GONE_AWAY",
                    "mysqli_report(MYSQLI_REPORT_OFF); mysqli_connect('127.0.0.1', 'nobody', 'x', 'x', 9);"));

    /** What a folder's {@code .htaccess} makes Apache fail of. */
    private static final Map<String, String> BY_HTACCESS = Map.of(
            "HTACCESS_INVALID_COMMAND", "php_value memory_limit 1G\n",
            "HTACCESS_NOT_ALLOWED", "ServerName shop.example\n",
            "REDIRECT_LOOP_INTERNAL", "RewriteEngine On\nRewriteRule ^(.*)$ x$1\n",
            "APACHE_DENIED", "Require all denied\n",
            "APACHE_FCGI_BACKEND", "SetHandler \"proxy:unix:/none.sock|fcgi://none/\"\n");

    @Inject
    LogTailJob tails;

    private final WordPressSite real = RealSite.get();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> wanted = new ArrayList<>();

    @AfterEach
    void heal() {
        real.heal();
    }

    @Test
    void whatRealServersWriteIsRecognised() throws Exception {
        assumeTrue(real.apacheUrl().isPresent(), "Apache is not installed");
        // Given what stands in the logs by now
        Scene scene = withAllLogs();
        tails.run(scene.site().toString());
        Map<String, Long> before = counts(scene);
        // When
        Path folder = Files.createDirectories(real.documentRoot().resolve("made"));
        byPhp(folder);
        byWebServer(folder);
        byApache(folder);
        wanted.add("MARIADB MYSQL_ACCESS_DENIED");
        // Then each is recognised in the log of who wrote it
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            tails.run(scene.site().toString());
            Map<String, Long> after = counts(scene);
            assertThat(wanted.stream()
                            .filter(one -> after.getOrDefault(one, 0L) <= before.getOrDefault(one, 0L))
                            .toList())
                    .as("not recognised; " + after)
                    .isEmpty();
        });
        Long parse = counts(scene).get("PHP PHP_PARSE_ERROR");
        assertThat(parse).isEqualTo(before.getOrDefault("PHP PHP_PARSE_ERROR", 0L) + 1);
    }

    private void byPhp(Path folder) throws Exception {
        Path closed = folder.resolve("closed.txt");
        Files.writeString(closed, "closed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        for (Map.Entry<String, String> one : BY_PHP.entrySet()) {
            String code = one.getValue()
                    .replace("@PORT@", String.valueOf(real.database().port()))
                    .replace("%s", folder.toString());
            page(folder, one.getKey(), code);
            wanted.add("PHP " + one.getKey());
        }
    }

    private void byWebServer(Path folder) throws Exception {
        page(folder, "killed", "posix_kill(getmypid(), 9); sleep(5);");
        wanted.add("PHP_FPM FPM_CHILD_SIGNAL");
        wanted.add("NGINX NGX_UPSTREAM_CLOSED");
        page(folder, "headers", "header('X-Long: ' . str_repeat('a', 30000));");
        wanted.add("NGINX NGX_HEADER_TOO_BIG");
        Files.createDirectories(folder.resolve("empty"));
        get(real.url() + "/made/empty/");
        wanted.add("NGINX NGX_DIR_FORBIDDEN");
        URI site = URI.create(real.url());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.getPort())) {
            String request =
                    "POST / HTTP/1.1\r\nHost: " + site.getAuthority() + "\r\nContent-Length: 900000000\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isNotEqualTo(-1);
        }
        wanted.add("NGINX NGX_BODY_TOO_LARGE");
    }

    private void byApache(Path folder) throws Exception {
        String apache = real.apacheUrl().orElseThrow();
        for (Map.Entry<String, String> one : BY_HTACCESS.entrySet()) {
            Path inside = Files.createDirectories(folder.resolve(one.getKey()));
            Files.writeString(inside.resolve(".htaccess"), one.getValue());
            Files.writeString(inside.resolve("page.txt"), "page");
            get(apache + "/made/" + one.getKey() + "/page.txt");
            wanted.add("APACHE " + one.getKey());
        }
        Path closed = Files.createDirectories(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        get(apache + "/made/closed/page.txt");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        wanted.add("APACHE APACHE_PERM");
    }

    private void page(Path folder, String name, String code) throws Exception {
        Files.writeString(folder.resolve(name + ".php"), "<?php\n" + code + "\n");
        get(real.url() + "/made/" + name + ".php");
    }

    private void get(String url) throws IOException, InterruptedException {
        http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding());
    }

    private Scene withAllLogs() {
        Scene scene = Scene.of(real);
        Map<String, Object> body =
                new HashMap<>(system().get("/sites/" + scene.site()).jsonPath().getMap(""));
        body.keySet().removeAll(List.of("id", "registeredAt"));
        List<Object> logs = new ArrayList<>((List<?>) Objects.requireNonNull(body.get("logs")));
        logs.add(Map.of("kind", "APACHE", "path", real.apacheLog().toString()));
        logs.add(Map.of("kind", "MARIADB", "path", real.mariadbLog().toString()));
        body.put("logs", logs);
        system().header("If-Match", system().get("/sites/" + scene.site()).header("ETag"))
                .body(body)
                .put("/sites/" + scene.site())
                .then()
                .statusCode(200);
        return scene;
    }

    private static Map<String, Long> counts(Scene scene) {
        List<Map<String, Object>> items = customer(scene.customer())
                .get("/log-occurrences?limit=200&site=" + scene.site())
                .jsonPath()
                .getList("items");
        Map<String, Long> counts = new LinkedHashMap<>();
        items.forEach(one -> counts.merge(
                one.get("kind") + " " + one.get("signature"), ((Number) one.get("count")).longValue(), Long::sum));
        return counts;
    }
}
