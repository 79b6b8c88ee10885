package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.customer;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gardefou.diagnostics.testing.Hook;
import org.gardefou.diagnostics.testing.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hooks that are shipped, run as the panels run them, with input of the documented form, against the real endpoint. */
@QuarkusTest
class ShippedHooksTest {

    private static final Path SHIPPED = Path.of("../deploy/panels");

    @TempDir
    Path folder;

    @Test
    void cpanel() throws Exception {
        Scene scene = Scene.onPaper();
        install("cpanel/garde-fou-cpanel", Hook.of("CPANEL", List.of(scene.site())));

        String answer = run("""
                {"context": {"category": "Cpanel", "event": "UAPI::Email::add_pop", "stage": "post"}, "hook": {"weight": 100},
                 "data": {"user": "boutique", "args": {"email": "info", "domain": "%s", "password": "s3cr3t", "quota": "250"}, "output": [{"status": 1}]}}
                """.formatted(scene.domain()), Map.of(), "garde-fou-cpanel");

        assertThat(answer).startsWith("1 ");
        assertThat(told(scene).getString("items[0].object.name")).isEqualTo("info@" + scene.domain());
        assertThat(told(scene).prettify()).doesNotContain("s3cr3t");
        JsonPath described = JsonPath.from(run("", Map.of(), "garde-fou-cpanel", "--describe"));
        assertThat(described.getList("stage", String.class))
                .hasSizeGreaterThan(30)
                .containsOnly("post");
    }

    @Test
    void pleskWhileTheServiceIsAwayAndThenThere() throws Exception {
        Scene scene = Scene.onPaper();
        Hook hook = Hook.of("PLESK", List.of(scene.site()));
        install("plesk/garde-fou-plesk", hook);
        configure(hook, 1);

        run(
                "",
                Map.of(
                        "OLD_DOMAIN_NAME",
                        scene.domain(),
                        "NEW_DOMAIN_NAME",
                        scene.domain(),
                        "NEW_PHP_HANDLER_ID",
                        "plesk-\"php83\"\n\\fpm",
                        "NEW_SYSTEM_USER_PASSWORD",
                        "s3cr3t"),
                "garde-fou-plesk",
                "phys_hosting_update");

        List<Path> waiting = spooled();
        assertThat(waiting).hasSize(1);
        assertThat(Files.readString(waiting.getFirst())).doesNotContain("s3cr3t");
        await().atMost(Scene.SOON).until(() -> !Files.exists(folder.resolve("spool/.lock")));
        configure(hook, RestAssured.port);
        await().atMost(Scene.SOON).until(() -> {
            run("", Map.of(), "garde-fou-hook", "beat");
            return spooled().isEmpty();
        });

        assertThat(told(scene).getString("items[0].type")).isEqualTo("site.php-changed");
        assertThat(told(scene).getString("items[0].after.PHP_HANDLER_ID")).isEqualTo("plesk-\"php83\"\n\\fpm");
    }

    @Test
    void directAdmin() throws Exception {
        Scene scene = Scene.onPaper();
        install("directadmin/garde-fou.sh", Hook.of("DIRECTADMIN", List.of(scene.site())));
        Path custom = Files.createDirectories(folder.resolve("custom/dns_write_post"));
        Files.createSymbolicLink(custom.resolve("garde-fou.sh"), folder.resolve("garde-fou.sh"));

        String answer = run(
                "",
                Map.of("DOMAIN", scene.domain(), "A", "www=192.0.2.18&mail=192.0.2.19", "passwd", "s3cr3t"),
                "custom/dns_write_post/garde-fou.sh");

        assertThat(answer).isEmpty();
        assertThat(told(scene).getList("items[0].after.A", String.class))
                .containsExactly("www=192.0.2.18", "mail=192.0.2.19");
    }

    @Test
    void hestia() throws Exception {
        Scene scene = Scene.onPaper();
        install("hestiacp/garde-fou-hestia", Hook.of("HESTIACP", List.of(scene.site())));
        Path log = Files.createDirectories(folder.resolve("hestia/log")).resolve("system.log");
        Files.writeString(log, line("10:00:00", "v-add-web-domain", scene.domain()));
        Map<String, String> hestia = Map.of("HESTIA", folder.resolve("hestia").toString());

        // What happened before is not told; a line that is not finished is for the next time; then the log is rotated
        run("", hestia, "garde-fou-hestia");
        String next = line("10:00:01", "v-change-web-domain-backend-tpl", scene.domain());
        Files.writeString(log, next + next.substring(0, 30), StandardOpenOption.APPEND);
        run("", hestia, "garde-fou-hestia");
        assertThat(told(scene).getList("items.type", String.class)).containsExactly("site.php-changed");
        Files.writeString(log, next.substring(30).replace("backend-tpl", "docroot"), StandardOpenOption.APPEND);
        Files.move(log, log.resolveSibling("system.log.1"));
        Files.writeString(log, line("10:00:02", "v-add-dns-record", scene.domain()));
        run("", hestia, "garde-fou-hestia");
        run("", hestia, "garde-fou-hestia");

        assertThat(told(scene, 3).getList("items.after.command", String.class))
                .containsExactlyInAnyOrder(
                        "v-change-web-domain-backend-tpl", "v-change-web-domain-docroot", "v-add-dns-record");
    }

    @Test
    void whmcs() throws Exception {
        Scene scene = Scene.onPaper();
        install("whmcs/garde-fou.php", Hook.of("WHMCS", List.of(scene.site())));
        Files.createDirectories(folder.resolve("spool"));
        Files.writeString(folder.resolve("whmcs.php"), """
                <?php
                define('GARDE_FOU_SPOOL', __DIR__ . '/spool');
                $hooks = [];
                function add_hook($point, $priority, $function) { global $hooks; $hooks[$point] = $function; }
                require __DIR__ . '/garde-fou.php';
                $hooks['AfterModuleSuspend'](['params' => ['serviceid' => 7, 'pid' => 3, 'domain' => '%s', 'username' => 'boutique',
                    'password' => 's3cr3t', 'clientsdetails' => ['email' => 'a@b.example']]]);
                """.formatted(scene.domain()));

        run("", Map.of(), "/usr/bin/php", folder.resolve("whmcs.php").toString());
        assertThat(Files.readString(spooled().getFirst())).doesNotContain("s3cr3t", "a@b.example");

        assertThat(told(scene).getString("items[0].object.kind")).isEqualTo("HOSTING_SERVICE");
    }

    @Test
    void whoIsNotSetUpOrFullHindersNobody() throws Exception {
        install("plesk/garde-fou-plesk", Hook.of("PLESK", List.of()));
        Files.delete(folder.resolve("garde-fou-hook.conf"));

        run("", Map.of("NEW_DOMAIN_NAME", "a.example"), "garde-fou-plesk", "domain_create");

        assertThat(folder.resolve("spool")).doesNotExist();
    }

    private static String line(String time, String command, String domain) {
        return "2026-11-23 %s %s 'boutique' '%s' 'PHP-8_3'\n".formatted(time, command, domain);
    }

    private void install(String script, Hook hook) throws IOException {
        for (String file : List.of("lib/garde-fou-hook", script)) {
            Path copy = Files.copy(
                    SHIPPED.resolve(file), folder.resolve(Path.of(file).getFileName()));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
        }
        configure(hook, RestAssured.port);
    }

    private void configure(Hook hook, int port) throws IOException {
        Files.writeString(folder.resolve("garde-fou-hook.conf"), """
                url=http://127.0.0.1:%d/diagnostics/v1/webhooks
                connection=%s
                secret=%s
                spool=%s
                """.formatted(
                        port, hook.connection(), hook.secret(), folder.resolve("spool")));
    }

    private List<Path> spooled() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    /** A panel's hook ends well whatever happens, and holds nothing open that the panel would wait for. */
    private String run(String input, Map<String, String> environment, String... command) throws Exception {
        String[] whole = command.clone();
        if (!whole[0].startsWith("/")) whole[0] = folder.resolve(whole[0]).toString();
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var standardInput = process.outputWriter()) {
            standardInput.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private JsonPath told(Scene scene) {
        return told(scene, 1);
    }

    /** The changes of the site, as soon as there are so many. */
    private JsonPath told(Scene scene, int changes) {
        String path = "/site-changes?site=" + scene.site();
        await().atMost(Scene.SOON).until(() -> {
            // As cron does: on a busy machine the service may not have answered in time.
            run("", Map.of(), "garde-fou-hook", "send");
            return customer(scene.customer())
                            .get(path)
                            .jsonPath()
                            .getList("items")
                            .size()
                    >= changes;
        });
        return customer(scene.customer()).get(path).jsonPath();
    }
}
