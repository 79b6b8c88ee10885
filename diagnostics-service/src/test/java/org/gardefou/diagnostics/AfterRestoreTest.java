package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.BATCH;
import static org.gardefou.diagnostics.testing.Client.customer;
import static org.gardefou.diagnostics.testing.Client.panel;
import static org.gardefou.diagnostics.testing.Client.system;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.diagnostics.testing.Bus;
import org.gardefou.diagnostics.testing.RealSite;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.site.WordPressSite;
import org.junit.jupiter.api.Test;

/** What the other services tell, as their golden examples have it: a switched restore is always answered, once. */
@QuarkusTest
class AfterRestoreTest {

    @Inject
    Bus bus;

    @Test
    void aSwitchedRestoreIsAnsweredWithHowTheSiteIs() {
        WordPressSite real = RealSite.get();
        Scene scene = Scene.of(real);
        UUID restore = Ids.next();

        switched(scene.site(), restore, Ids.next());

        JsonNode answer = answers(scene.site(), restore, 1).getFirst();
        assertThat(answer.path("health").asText()).isEqualTo("HEALTHY");
        assertThat(answer.path("reason").path("kind").asText()).isEqualTo("AFTER_RESTORE");
        assertThat(answer.path("customer").asText()).isEqualTo(scene.customer().toString());
    }

    @Test
    void aSiteThatNobodyKnowsIsAnsweredAsWell() {
        UUID site = Ids.next();
        UUID restore = Ids.next();

        switched(site, restore, Ids.next());

        JsonNode answer = answers(site, restore, 1).getFirst();
        assertThat(answer.path("health").asText()).isEqualTo("UNKNOWN");
        assertThat(answer.path("party").asText()).isEqualTo("UNDETERMINED");
        assertThat(answer.path("couldNotCheck").findValuesAsText("check")).containsExactly("site");
        assertThat(answer.has("customer")).isFalse();
    }

    @Test
    void aRedeliveredEventIsAnsweredOnce() {
        // Given the same event three times, and another one behind it on the same partition
        UUID site = Ids.next();
        UUID restore = Ids.next();
        UUID event = Ids.next();
        UUID later = Ids.next();
        switched(site, restore, event);
        switched(site, restore, event);
        switched(site, restore, event);
        switched(site, later, Ids.next());
        // When the last one has been answered
        answers(site, later, 1);
        // Then the first was answered once
        answers(site, restore, 1);
    }

    @Test
    void theTablesOfTheNewestRestorePointAreMissedWhateverTheOrderOfTheNews() {
        WordPressSite real = RealSite.get();
        Scene scene = Scene.of(real);
        Instant now = Instant.now();
        // Given the newer news first, a redelivery of the older one behind it
        point(scene, now, "[\"wp_options\", \"wp_orders\"]");
        point(scene, now.minusSeconds(3600), "[\"wp_options\", \"wp_dropped_on_purpose\"]");
        UUID restore = Ids.next();
        // The restores are another topic; whoever is told behind the points is the third point
        point(scene, now.minusSeconds(7200), "[\"wp_options\"]");
        switched(scene.site(), restore, Ids.next());
        answers(scene.site(), restore, 1);
        // When
        await().atMost(Scene.SOON)
                .until(() -> "DEGRADED".equals(scene.diagnose().getString("health")));
        JsonPath seen = scene.diagnose();
        // Then
        assertThat(seen.getString("cause.signature")).isEqualTo("MYSQL_TABLE_MISSING");
        assertThat(seen.getString("cause.evidence")).isEqualTo("1146 wp_orders");
        assertThat(seen.getString("party")).isEqualTo("UNDETERMINED");
    }

    @Test
    void aSiteIsLookedAtOnceAfterSeveralChanges() {
        Scene scene = Scene.onPaper();
        // In one report: between several of them a busy machine could look already.
        String changes = Stream.generate(() -> scene.event(
                        Ids.next().toString(), "site.mail-changed", "{\"kind\": \"MAIL\", \"name\": \"contact\"}"))
                .limit(5)
                .collect(Collectors.joining(",", "[", "]"));
        panel(scene.connection())
                .contentType(BATCH)
                .body(changes)
                .post("/change-events")
                .then()
                .statusCode(200)
                .body("status", everyItem(equalTo(202)));

        await().atMost(Scene.SOON)
                .until(() -> bus.told("site.diagnosed", scene.site()).size() == 1);

        JsonPath list = customer(scene.customer())
                .get("/diagnoses?site=" + scene.site())
                .jsonPath();
        assertThat(list.getList("items.reason.kind", String.class)).containsExactly("AFTER_CHANGE");
        assertThat(list.getString("items[0].health")).isEqualTo("DOWN");
        assertThat(list.getString("items[0].cause.signature")).isEqualTo("HTTP_UNREACHABLE");
        assertThat(list.getString("items[0].party")).isEqualTo("UNDETERMINED");
        assertThat(customer(scene.customer())
                        .get("/diagnoses?health=HEALTHY")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        assertThat(customer(Ids.next())
                        .get("/diagnoses?site=" + scene.site())
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        String events = system().get("/diagnoses/" + list.getString("items[0].id") + "/events")
                .asString();
        assertThat(events).contains("DONE");
    }

    @Test
    void aLookIntoARestoreIsNobodysPartAndIsTakenAgainWhenTheRestoreHasEnded() {
        // Given a site that does not answer, and a restore at work on it
        Scene scene = Scene.onPaper();
        UUID restore = Ids.next();
        told("restore.started", scene.site(), restore);
        // When it is looked at meanwhile, and the restore is rolled back
        await().atMost(Scene.SOON)
                .until(() -> restore.toString().equals(scene.diagnose().getString("reason.during")));
        told("restore.rolled-back", scene.site(), restore);
        // Then it is looked at again, and that look counts
        await().atMost(Scene.SOON).until(() -> !rechecks(scene).isEmpty());
        assertThat(rechecks(scene)).hasSize(1).first().satisfies(again -> {
            assertThat(again.path("health").asText()).isEqualTo("DOWN");
            assertThat(again.path("reason").has("during")).isFalse();
        });
        assertThat(scene.diagnose().getString("reason.during")).isNull();
    }

    @Test
    void whatWasLoggedDuringARestoreThatWasTakenBackIsNobodysBreakage() throws Exception {
        // Given a site that is well, and a restore whose state was broken and has been taken back
        WordPressSite real = RealSite.get();
        Scene scene = Scene.of(real);
        await().atMost(Scene.SOON).until(() -> "HEALTHY".equals(scene.diagnose().getString("health")));
        UUID restore = Ids.next();
        told("restore.started", scene.site(), restore);
        await().atMost(Scene.SOON)
                .until(() -> restore.toString().equals(scene.diagnose().getString("reason.during")));
        // The log's times are whole seconds, and so may lie before the restore's beginning or behind its end
        Thread.sleep(1_100);
        logged(real, Instant.now(), "turbo_of_the_restored_state");
        Thread.sleep(1_100);
        told("restore.rolled-back", scene.site(), restore);
        // Then it is looked at again by itself
        await().atMost(Scene.SOON).until(() -> !rechecks(scene).isEmpty());
        assertThat(rechecks(scene).getFirst().has("cause")).isFalse();
        assertThat(logSeverity(scene.diagnose())).isEqualTo("OK");
        // And what is logged from now on is new
        Thread.sleep(1_100);
        logged(real, Instant.now(), "turbo_of_now");
        assertThat(logSeverity(scene.diagnose())).isEqualTo("ERROR");
    }

    private static String logSeverity(JsonPath diagnosis) {
        return diagnosis.getString("findings.find { it.check == 'log.php' }.severity");
    }

    private static void logged(WordPressSite real, Instant at, String function) throws IOException {
        String time = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(at);
        Files.writeString(
                real.phpLog(),
                "[%s] PHP Fatal error:  Uncaught Error: Call to undefined function %s() in %s/wp-content/plugins/x/x.php:3%n"
                        .formatted(time, function, real.documentRoot()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Test
    void anotherRestoresEndSaysNothing() {
        Scene scene = Scene.onPaper();
        UUID restore = Ids.next();
        told("restore.started", scene.site(), restore);
        told("restore.failed", scene.site(), Ids.next());
        told("restore.completed", scene.site(), Ids.next());

        await().atMost(Scene.SOON)
                .until(() -> restore.toString().equals(scene.diagnose().getString("reason.during")));

        assertThat(rechecks(scene)).isEmpty();
    }

    @Test
    void aBeginningThatComesBehindItsEndSilencesNothing() {
        // Given the end of a restore, its beginning told late, and another restore behind them that shows when both
        // were heard
        Scene scene = Scene.onPaper();
        Scene other = Scene.onPaper();
        UUID restore = Ids.next();
        UUID behind = Ids.next();
        told("restore.failed", scene.site(), restore);
        told("restore.started", scene.site(), restore);
        told("restore.started", other.site(), behind);
        await().atMost(Scene.SOON)
                .until(() -> behind.toString().equals(other.diagnose().getString("reason.during")));

        assertThat(scene.diagnose().getString("reason.during")).isNull();
    }

    private List<JsonNode> rechecks(Scene scene) {
        return bus.told("site.diagnosed", scene.site()).stream()
                .map(Bus.Told::data)
                .filter(data -> data.path("reason").path("kind").asText().equals("RECHECK"))
                .toList();
    }

    private void told(String type, UUID site, UUID restore) {
        ObjectNode told = bus.example("restore", type);
        told.put("site", site.toString())
                .put("restore", restore.toString())
                .put("at", Instant.now().toString());
        bus.send("gardefou.restores", type, told);
    }

    private void switched(UUID site, UUID restore, UUID event) {
        ObjectNode told = bus.example("restore", "restore.switched");
        told.put("site", site.toString())
                .put("restore", restore.toString())
                .put("at", Instant.now().toString());
        bus.send("gardefou.restores", "restore.switched", event, told);
    }

    private void point(Scene scene, Instant takenAt, String tables) {
        ObjectNode told = bus.example("backup", "restore-point.created");
        told.put("site", scene.site().toString()).put("takenAt", takenAt.toString());
        ObjectNode database = (ObjectNode) told.withArray("databases").get(0);
        database.put("name", "wp_site").putRawValue("tables", new com.fasterxml.jackson.databind.util.RawValue(tables));
        bus.send("gardefou.backups", "restore-point.created", told);
    }

    private List<JsonNode> answers(UUID site, UUID restore, int times) {
        await().atMost(Scene.SOON).until(() -> answered(site, restore).size() >= times);
        assertThat(answered(site, restore)).hasSize(times);
        return answered(site, restore);
    }

    private List<JsonNode> answered(UUID site, UUID restore) {
        return bus.told("site.diagnosed", site).stream()
                .map(Bus.Told::data)
                .filter(data -> data.path("reason").path("restore").asText().equals(restore.toString()))
                .toList();
    }
}
