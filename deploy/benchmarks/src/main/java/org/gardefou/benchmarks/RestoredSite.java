package org.gardefou.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gardefou.local.site.Database;
import org.gardefou.local.site.Ports;
import org.gardefou.local.site.WordPressSite;
import org.jspecify.annotations.Nullable;

/** A real WordPress with its own nginx, PHP-FPM and MariaDB, and the backup-service and restore-service that are told of it. */
final class RestoredSite implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 600;
    private static final String ADMINISTRATION = "db-bench";

    private final Lab lab;
    private final WordPressSite wordpress;
    private final BackedUp backups;
    private final ServiceUnderTest restores;
    private final UUID site = UUID.randomUUID();

    RestoredSite(Lab lab) throws IOException {
        this.lab = lab;
        this.backups = new BackedUp(lab);
        this.restores = restores();
        this.wordpress = WordPressSite.in(lab.directory().resolve("wordpress"), Ports.free())
                .start();
    }

    WordPressSite wordpress() {
        return wordpress;
    }

    /** Statements in the site's own schema. */
    void sql(String statements) throws IOException, InterruptedException {
        mariadb(List.of("--database=" + wordpress.database().name(), "--execute=" + statements), null);
    }

    /** The client as one would call it by hand, as the administration. */
    void mariadb(List<String> arguments, @Nullable Path input) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mariadb", options()));
        command.addAll(arguments);
        Commands.run(command, input, null);
    }

    /** A dump as one would make it by hand. */
    void dump(Path into) throws IOException, InterruptedException {
        Files.createDirectories(into.getParent());
        Commands.run(
                List.of(
                        "mariadb-dump",
                        options(),
                        "--single-transaction",
                        wordpress.database().name()),
                null,
                into);
    }

    private String options() {
        return "--defaults-file=" + wordpress.database().administrationOptionFile();
    }

    /** Registers the site with both services and makes a restore point of it as it is now. */
    UUID backUp() throws Exception {
        ServiceUnderTest backup = lab.service("backup-service");

        Database database = wordpress.database();
        for (ServiceUnderTest service : List.of(backup, restores)) {
            secret(
                    lab.secrets(service.name()).resolve(ADMINISTRATION),
                    "user=" + database.administrationUser() + "\npassword=" + database.administrationPassword() + "\n");
        }
        UUID server = UUID.randomUUID();
        backups.tell("gardefou.servers", "server.registered", server, """
                {"server":"%s","name":"bench","access":{"kind":"LOCAL"},
                "databases":[{"name":"main","engine":"MARIADB","host":"127.0.0.1","port":%d,"adminSecret":"%s"}],"at":"%s"}""".formatted(
                        server, database.port(), ADMINISTRATION, Instant.now()));
        backups.tell("gardefou.sites", "site.registered", site, """
                {"site":"%s","server":"%s","customer":"%s","name":"bench","domains":["bench.example"],"url":"%s/",
                "root":"%s","documentRoot":"%s","owner":"%s","databases":[{"name":"%s","server":"main"}],"logs":[],"phpPidFile":"%s","at":"%s"}""".formatted(
                        site,
                        server,
                        UUID.randomUUID(),
                        wordpress.url(),
                        wordpress.root(),
                        wordpress.documentRoot(),
                        wordpress.siteUser(),
                        database.name(),
                        wordpress.fpmPidFile(),
                        Instant.now()));
        backups.knows(site);
        backups.backUp(List.of(site));
        String point = "select count(*) from restore_point where site = '" + site + "'";
        await(() -> lab.number("restore", point) == 1, "restore-service has heard of the restore point");
        return UUID.fromString(JSON.readTree(backup.get("/backups/v1/restore-points?site=" + site))
                .at("/items/0/id")
                .asText());
    }

    /** The check after the switch is the service's own look at the front page: there is nobody else here to diagnose the site. */
    private ServiceUnderTest restores() throws IOException {
        ServiceUnderTest backup = lab.service("backup-service");
        Path token = lab.directory().resolve("restore-service.token");
        secret(token, lab.tokenOf("restore-service", "backups:access"));
        return lab.service(
                "restore-service",
                List.of(
                        "-Dgardefou.backups.url=http://127.0.0.1:" + backup.port(),
                        "-Dgardefou.backups.token-file=" + token,
                        "-Dgardefou.data.directory=" + lab.directory().resolve("data-of-restores"),
                        "-Dgardefou.restore.probe-allow=127.0.0.0/8",
                        "-Dgardefou.restore.check-patience=PT0S",
                        "-Dgardefou.restore.keep-most=1"));
    }

    /**
     * Restores and waits for the end.
     *
     * @param what of the request, beside site and restore point
     */
    Restored restore(UUID point, Map<String, Object> what) throws Exception {
        Map<String, Object> body = new HashMap<>(what);
        body.put("site", site);
        body.put("restorePoint", point);
        body.put("withoutSafetyBackup", true);
        body.put("confirm", true);
        long start = System.nanoTime();
        String asked = restores.post("/restores/v1/restores", "application/json", JSON.writeValueAsString(body));
        UUID restore = UUID.fromString(JSON.readTree(asked).path("id").asText());
        JsonNode ended = ended(restore, "COMPLETED");
        return new Restored(restore, (System.nanoTime() - start) / 1e9, ended);
    }

    /** Brings the state before a restore back, by hand. */
    Restored rollBack(UUID restore) throws Exception {
        long start = System.nanoTime();
        restores.post("/restores/v1/restores/" + restore + "/rollback", "application/json", "");
        JsonNode ended = ended(restore, "ROLLED_BACK");
        return new Restored(restore, (System.nanoTime() - start) / 1e9, ended);
    }

    /** Waits until nothing more is removed beside the live site than what is kept for one rollback. */
    void tidy() throws Exception {
        await(
                () -> lab.number("restore", "select count(*) from restore where untidy or retained_until <= now()")
                        == 0,
                "what earlier restores left is removed");
        Commands.run(List.of("sync"), null, null);
    }

    private JsonNode ended(UUID restore, String state) throws Exception {
        JsonNode[] seen = new JsonNode[1];
        await(
                () -> {
                    seen[0] = JSON.readTree(restores.get("/restores/v1/restores/" + restore));
                    String now = seen[0].path("state").asText();
                    if (now.equals("FAILED") || (now.equals("ROLLED_BACK") && !now.equals(state))) {
                        throw new IOException("The restore ended as " + now + ": " + seen[0].path("outcome"));
                    }
                    return now.equals(state);
                },
                "the restore is " + state);
        return seen[0];
    }

    private interface Condition {
        boolean met() throws Exception;
    }

    private static void await(Condition condition, String what) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.met()) {
            if (System.nanoTime() > end) throw new IOException("Not in time: " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static void secret(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Override
    public void close() {
        wordpress.destroy();
    }

    /**
     * A restore that has ended.
     *
     * @param seconds from the request to the end, as whoever asked sees it
     */
    record Restored(UUID id, double seconds, JsonNode view) {

        /** When a step was at work, in milliseconds of the epoch; of several runs the last. */
        long[] window(String step) {
            long[] window = new long[2];
            for (JsonNode line : view.path("steps")) {
                if (!line.path("step").asText().equals(step)) continue;
                window[0] = Instant.parse(line.path("startedAt").asText()).toEpochMilli();
                window[1] = Instant.parse(line.path("endedAt").asText()).toEpochMilli();
            }
            return window;
        }

        double secondsOf(String step) {
            long[] window = window(step);
            return (window[1] - window[0]) / 1e3;
        }

        /** What each step took, for people. */
        String steps() {
            StringBuilder text = new StringBuilder();
            for (JsonNode line : view.path("steps")) {
                String step = line.path("step").asText();
                text.append(String.format(Locale.ROOT, "%s %.2f s, ", step, secondsOf(step)));
            }
            return text + "together " + Duration.ofMillis(Math.round(seconds * 1000));
        }
    }
}
