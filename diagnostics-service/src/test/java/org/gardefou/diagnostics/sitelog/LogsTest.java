package org.gardefou.diagnostics.sitelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.customer;
import static org.gardefou.diagnostics.testing.Client.operator;
import static org.gardefou.diagnostics.testing.Client.refused;
import static org.gardefou.diagnostics.testing.Client.system;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs read where they lie and handed in, and the catalogue that operators add to. */
@QuarkusTest
class LogsTest {

    private static final String PARSE =
            " PHP Parse error:  syntax error, unexpected token \"{\" in /srv/nowhere/htdocs/p%d.php on line 1\n";

    @Inject
    LogTailJob tails;

    @Inject
    LogTick tick;

    @TempDir
    Path folder;

    @Test
    void aLogIsReadOnWhereverItGoesAndCountedOnce() throws Exception {
        // Given a site whose log has an error, with a secret in it
        Path log = folder.resolve("php.log");
        Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);
        write(log, first, PARSE.formatted(1));
        write(
                log,
                first.plusSeconds(1),
                " PHP Fatal error:  Uncaught PDOException: connect failed in /srv/nowhere/htdocs/a.php:3\n"
                        + "Stack trace:\n#0 /srv/nowhere/htdocs/a.php(3): PDO->__construct('mysql:host=x', 'u', 'S3cret!')\n#1 {main}\n");
        Scene scene = withLogs(List.of(Map.of("kind", "PHP", "path", log.toString())));
        // When it is read, goes on, is rotated and compressed, and is read by two at once
        tails.run(scene.site().toString());
        write(log, first.plusSeconds(60), PARSE.formatted(2));
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("php.log.1.gz")))) {
            Files.copy(log, packed);
        }
        Files.delete(log);
        write(log, first.plusSeconds(120), PARSE.formatted(3));
        Thread other = Thread.ofPlatform().start(() -> {
            try {
                tails.run(scene.site().toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        tails.run(scene.site().toString());
        other.join();
        // Then each entry is counted once
        JsonPath seen = occurrences(scene, "PHP_PARSE_ERROR");
        assertThat(seen.getList("items.count", Long.class)).containsExactly(3L);
        assertThat(seen.getString("items[0].firstSeen")).isEqualTo(first.toString());
        assertThat(seen.getString("items[0].lastSeen"))
                .isEqualTo(first.plusSeconds(120).toString());
        assertThat(seen.getString("items[0].explanation.todo.fr")).contains("restaurez");
        assertThat(seen.getString("items[0].explanation.guide")).isEqualTo("undo-last-edit");
        // And no secret is kept
        String fatal = occurrences(scene, "PHP_FATAL_UNCAUGHT").prettify();
        assertThat(fatal).contains("Uncaught PDOException").doesNotContain("S3cret");
        // And nobody else sees it
        assertThat(customer(Ids.next())
                        .get("/log-occurrences?site=" + scene.site())
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        refused(customer(Ids.next()).get("/log-occurrences/" + seen.getString("items[0].id")), 404, "not-found");
        customer(scene.customer())
                .get("/log-occurrences/" + seen.getString("items[0].id"))
                .then()
                .statusCode(200);
    }

    @Test
    void timesThatCannotBeAreNotBelieved() throws Exception {
        Path log = folder.resolve("php.log");
        write(log, Instant.parse("2091-01-01T00:00:00Z"), PARSE.formatted(1));
        write(log, Instant.parse("1999-01-01T00:00:00Z"), PARSE.formatted(1));
        Scene scene = withLogs(List.of(Map.of("kind", "PHP", "path", log.toString())));
        Instant before = Instant.now().minusSeconds(1);

        tails.run(scene.site().toString());

        JsonPath seen = occurrences(scene, "PHP_PARSE_ERROR");
        assertThat(Instant.parse(seen.getString("items[0].firstSeen"))).isBetween(before, Instant.now());
        assertThat(Instant.parse(seen.getString("items[0].lastSeen"))).isBetween(before, Instant.now());
    }

    @Test
    void aLogThatCannotBeReadSaysSo() throws Exception {
        Scene scene = withLogs(List.of(
                Map.of("kind", "PHP", "path", folder.resolve("none.log").toString()),
                Map.of("kind", "NGINX", "path", folder.resolve("error.log").toString())));
        Files.writeString(folder.resolve("error.log"), "");

        tick.run();

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JsonPath seen = customer(scene.customer())
                    .get("/log-tails?site=" + scene.site())
                    .jsonPath();
            assertThat(seen.getString("items.find { it.kind == 'PHP' }.trouble"))
                    .contains("none.log");
            assertThat(seen.getString("items.find { it.kind == 'NGINX' }.readAt"))
                    .isNotNull();
            assertThat(seen.getString("items.find { it.kind == 'NGINX' }.trouble"))
                    .isNull();
        });
    }

    @Test
    void aLogIsHandedIn() throws IOException {
        Scene scene = Scene.onPaper();
        // Given a log larger than a document may be, and a line without end in it
        StringBuilder log = new StringBuilder();
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(400));
        for (int i = 0; i < 20_000; i++)
            log.append(stamp(at))
                    .append(" PHP Notice:  something usual in /srv/nowhere/a.php on line ")
                    .append(i)
                    .append('\n');
        log.append(stamp(at)).append("x".repeat(2_000_000)).append('\n');
        log.append(stamp(at)).append(PARSE.formatted(7));
        log.append(
                "2026/11/22 10:00:00 [error] 1#1: *9 upstream sent too big header while reading response header from upstream, client: 1.2.3.4\n");
        // When
        Response plain = upload(scene, log.toString().getBytes(StandardCharsets.UTF_8));
        Response packed = upload(scene, gzip(log.toString()));
        // Then
        for (Response answer : List.of(plain, packed)) {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
            assertThat(answer.jsonPath().getLong("bytes")).isEqualTo(log.length());
            assertThat(answer.jsonPath().getInt("occurrences")).isEqualTo(2);
            List<String> found = customer(scene.customer())
                    .get("/log-occurrences?upload=" + answer.path("id"))
                    .jsonPath()
                    .getList("items.signature");
            assertThat(found).containsExactlyInAnyOrder("PHP_PARSE_ERROR", "NGX_HEADER_TOO_BIG");
        }
        // And it is not counted among what is read where it lies
        assertThat(occurrences(scene, "PHP_PARSE_ERROR").getList("items")).isEmpty();
    }

    @Test
    void whatIsNoLogIsRefused() throws IOException {
        Scene scene = Scene.onPaper();
        byte[] line = (stamp(Instant.now()) + PARSE.formatted(1)).getBytes(StandardCharsets.UTF_8);

        refused(upload(scene, "{\"site\": 7}".getBytes(StandardCharsets.UTF_8)), 400, "validation");
        refused(upload(scene, new byte[200_000]), 400, "validation");
        byte[] cut = gzip(new String(line, StandardCharsets.UTF_8).repeat(200_000));
        refused(upload(scene, java.util.Arrays.copyOf(cut, cut.length / 2)), 400, "validation");
        // 40 MB of the same line, in 120 kB
        refused(upload(scene, gzip((stamp(Instant.now()) + " a\n").repeat(10_000), 130)), 413, "too-large");
        refused(
                customer(Ids.next())
                        .contentType("application/octet-stream")
                        .body(line)
                        .post("/sites/" + scene.site() + "/log-uploads"),
                404,
                "not-found");
        refused(
                customer(scene.customer())
                        .contentType("application/octet-stream")
                        .body(line)
                        .post("/sites/" + scene.site() + "/log-uploads?zone=Atlantis"),
                400,
                "bad-parameter");
        // A document is no larger than ever
        refused(operator().body(" ".repeat(1_100_000)).post("/signature-editions"), 413, "too-large");
    }

    @Test
    void anOperatorsSignatureTakesEffectWhenItStandsItsTrial() {
        String id = "LICENCE_"
                + Ids.next().toString().replace("-", "").substring(20).toUpperCase(Locale.ROOT);
        String line = stamp(Instant.now()) + " PHP Fatal error:  Uncaught Licence: " + id
                + " is over in /srv/nowhere/htdocs/shop.php:3";
        Scene scene = Scene.onPaper();
        // Given a draft that another signature is in the way of, and that matches what it must not
        Map<String, Object> draft = draft(id, "Uncaught Licence: " + id, line, line.replace("is over", "will be over"));
        Response written = operator().body(draft).post("/signature-editions");
        String edition = written.then().statusCode(201).extract().path("id");
        assertThat(written.jsonPath().getList("faults.pointer")).containsExactlyInAnyOrder("/samples/0", "/others/0");
        refused(operator().body(draft).post("/signature-editions"), 409, "conflict");
        Response early = operator().header("If-Match", "*").post("/signature-editions/" + edition + "/effect");
        refused(early, 422, "unprocessable");
        assertThat(early.jsonPath().getList("violations")).hasSize(2);
        assertThat(known(id)).isFalse();
        // When it is written anew and put in effect
        draft.put("pattern", "Uncaught Licence: " + id + " is over");
        draft.put("winsOver", List.of("PHP_FATAL_UNCAUGHT"));
        refused(operator().body(draft).put("/signature-editions/" + edition), 428, "precondition-required");
        operator()
                .header("If-Match", "\"0\"")
                .body(draft)
                .put("/signature-editions/" + edition)
                .then()
                .statusCode(200);
        operator()
                .header("If-Match", "*")
                .post("/signature-editions/" + edition + "/effect")
                .then()
                .statusCode(200);
        // Then logs show it
        assertThat(known(id)).isTrue();
        assertThat(firstOf(scene, line)).isEqualTo(id);
        refused(operator().header("If-Match", "*").post("/signature-editions/" + edition + "/effect"), 409, "conflict");
        // When its next edition is in effect, the one before is over
        draft.put("severity", "LOW");
        String next = operator()
                .body(draft)
                .post("/signature-editions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        operator()
                .header("If-Match", "*")
                .post("/signature-editions/" + next + "/effect")
                .then()
                .statusCode(200);
        assertThat(operator()
                        .get("/signature-editions?signature=" + id)
                        .jsonPath()
                        .getList("items.state"))
                .containsExactly("IN_EFFECT", "ENDED");
        // When it is withdrawn, it is a fatal error like others
        String tag = operator().get("/signature-editions/" + next).header("ETag");
        operator()
                .header("If-Match", tag)
                .delete("/signature-editions/" + next)
                .then()
                .statusCode(204);
        assertThat(known(id)).isFalse();
        assertThat(firstOf(scene, line)).isEqualTo("PHP_FATAL_UNCAUGHT");
        refused(customer(scene.customer()).get("/signature-editions"), 403, "forbidden");
    }

    private static boolean known(String id) {
        return operator().get("/signatures").jsonPath().getList("id").contains(id);
    }

    private static String firstOf(Scene scene, String line) {
        String upload =
                upload(scene, (line + "\n").getBytes(StandardCharsets.UTF_8)).path("id");
        return operator().get("/log-occurrences?upload=" + upload).jsonPath().getString("items[0].signature");
    }

    private static Map<String, Object> draft(String id, String pattern, String sample, String other) {
        Map<String, Object> words = Map.of("fr", "La licence a expiré.", "en", "The licence has expired.");
        Map<String, Object> draft = new HashMap<>(Map.of(
                "id",
                id,
                "sources",
                List.of("php"),
                "pattern",
                pattern,
                "severity",
                "HIGH",
                "prior",
                "THIRD_PARTY",
                "area",
                "CODE",
                "guide",
                "slow-script",
                "samples",
                List.of(sample),
                "others",
                List.of(other)));
        draft.putAll(Map.of("text", words, "where", words, "todo", words));
        return draft;
    }

    private static Scene withLogs(List<Map<String, String>> logs) {
        Scene scene = Scene.onPaper();
        Map<String, Object> body = scene.body();
        body.put("logs", logs);
        system().header("If-Match", system().get("/sites/" + scene.site()).header("ETag"))
                .body(body)
                .put("/sites/" + scene.site())
                .then()
                .statusCode(200);
        return scene;
    }

    private static JsonPath occurrences(Scene scene, String signature) {
        return customer(scene.customer())
                .get("/log-occurrences?site=" + scene.site() + "&signature=" + signature)
                .jsonPath();
    }

    private static Response upload(Scene scene, byte[] log) {
        return customer(scene.customer())
                .contentType("application/octet-stream")
                .body(log)
                .post("/sites/" + scene.site() + "/log-uploads");
    }

    private static byte[] gzip(String text) throws IOException {
        return gzip(text, 1);
    }

    private static byte[] gzip(String text, int times) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed, 64 * 1024)) {
            for (int i = 0; i < times; i++) out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static void write(Path log, Instant at, String text) throws IOException {
        Files.writeString(log, stamp(at) + text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String stamp(Instant at) {
        return DateTimeFormatter.ofPattern("'['dd-MMM-yyyy HH:mm:ss 'UTC]'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }
}
