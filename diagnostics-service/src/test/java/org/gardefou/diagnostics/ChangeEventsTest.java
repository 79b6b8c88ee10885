package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.BATCH;
import static org.gardefou.diagnostics.testing.Client.STRUCTURED;
import static org.gardefou.diagnostics.testing.Client.anybody;
import static org.gardefou.diagnostics.testing.Client.customer;
import static org.gardefou.diagnostics.testing.Client.panel;
import static org.gardefou.diagnostics.testing.Client.refused;
import static org.gardefou.diagnostics.testing.Client.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gardefou.diagnostics.sitechange.ChangeType;
import org.gardefou.diagnostics.testing.Bus;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes reported as CloudEvents: stored once, told once, and what is wrong refused with nothing written. */
@QuarkusTest
class ChangeEventsTest {

    @Inject
    Bus bus;

    @SuppressWarnings("NullAway.Init") // each test has its own
    private Scene scene;

    @BeforeEach
    void register() {
        scene = Scene.onPaper();
    }

    @Test
    void aStructuredEventIsStoredToldAndRead() {
        UUID change = scene.change(
                "site.plugin-updated",
                "{\"kind\": \"PLUGIN\", \"name\": \"shop-turbo\", \"path\": \"wp-content/plugins/shop-turbo\"}");

        customer(scene.customer())
                .get("/site-changes/" + change)
                .then()
                .statusCode(200)
                .header("ETag", org.hamcrest.Matchers.notNullValue())
                .body("object.name", org.hamcrest.Matchers.equalTo("shop-turbo"))
                .body("actor.id", org.hamcrest.Matchers.equalTo("webmaster"))
                .body("type", org.hamcrest.Matchers.equalTo("site.plugin-updated"));
        List<Bus.Told> told = toldOnce("site.plugin-updated", 1);
        assertThat(told.getFirst().data().path("change").asText()).isEqualTo(change.toString());
        assertThat(told.getFirst().data().path("customer").asText())
                .isEqualTo(scene.customer().toString());
    }

    @Test
    void theDocumentNamesEveryKindOfChangeThatIsTakenInAndTold() throws IOException {
        List<String> documented =
                document().getList("components.schemas.ChangeEvent.properties.type.enum", String.class);

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(ChangeType.values())
                        .map(ChangeType::fullName)
                        .toList());
        try (Stream<Path> contracts = Files.list(Path.of("src/main/resources/contracts"))) {
            assertThat(contracts
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.matches(
                                    "site\\.[a-z]+-(changed|installed|updated|activated|removed).*example.json"))
                            .map(name -> "org.gardefou." + name.replace(".example.json", "")))
                    .containsExactlyInAnyOrderElementsOf(documented);
        }
    }

    @Test
    void theExamplesOfTheDocumentWorkInEachOfTheThreeForms() {
        JsonPath document = document();
        String content = "paths.'/diagnostics/v1/change-events'.post.requestBody.content.";
        assertThat(document.getMap(content.substring(0, content.length() - 1)))
                .containsOnlyKeys(STRUCTURED, BATCH, "application/json");

        report(STRUCTURED, example(document, content, STRUCTURED)).then().statusCode(202);
        Response batch = report(BATCH, example(document, content, BATCH));
        assertThat(batch.jsonPath().getList("status", Integer.class))
                .as(batch.asString())
                .containsExactly(202, 202);
        var binary = panel(scene.connection());
        document.getList("paths.'/diagnostics/v1/change-events'.post.parameters", Map.class).stream()
                .filter(parameter -> String.valueOf(parameter.get("name")).startsWith("ce-"))
                .forEach(parameter -> binary.header(
                        String.valueOf(parameter.get("name")),
                        mine(headerExample((Map<?, ?>) parameter.get("schema"))).replace("evt-1", "evt-4")));
        binary.body(example(document, content, "application/json"))
                .post("/change-events")
                .then()
                .statusCode(202)
                .body("repeated", org.hamcrest.Matchers.is(false));
    }

    private static JsonPath document() {
        return anybody().basePath("/").get("/diagnostics/openapi?format=json").jsonPath();
    }

    private static String headerExample(Map<?, ?> schema) {
        Object shown = schema.containsKey("enum") ? schema.get("enum") : schema.get("examples");
        return String.valueOf(((List<?>) shown).getFirst());
    }

    private String example(JsonPath document, String content, String type) {
        Map<String, Map<String, Object>> examples = document.getMap(content + "'" + type + "'.examples");
        try {
            return mine(new ObjectMapper()
                    .writeValueAsString(examples.values().iterator().next().get("value")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String mine(String example) {
        return example.replace("www.boutique.example", "www").replace("boutique.example", scene.domain());
    }

    private Response report(String type, String body) {
        return panel(scene.connection()).contentType(type).body(body).post("/change-events");
    }

    @Test
    void aBinaryEventIsTheSame() {
        String id = Ids.next().toString();
        panel(scene.connection())
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/pan%65l/" + scene.connection())
                .header("ce-type", "org.gardefou.site.php-changed.v1")
                .header("ce-subject", scene.site().toString())
                .header("ce-time", "2026-11-23T01:00:00+02:00")
                .body("{\"actor\": {\"kind\": \"STAFF\"}, \"object\": {\"kind\": \"PHP\", \"name\": \"php\"}}")
                .post("/change-events")
                .then()
                .statusCode(202)
                .body("repeated", org.hamcrest.Matchers.equalTo(false));

        refused(
                panel(scene.connection())
                        .header("ce-specversion", "1.0")
                        .header("ce-id", "100%")
                        .header("ce-type", "org.gardefou.site.php-changed.v1")
                        .body("{\"actor\": {\"kind\": \"STAFF\"}, \"object\": {\"kind\": \"PHP\", \"name\": \"php\"}}")
                        .post("/change-events"),
                400,
                "validation");
        assertThat(changes().getList("items.happenedAt", String.class)).containsExactly("2026-11-22T23:00:00Z");
        // And the same event, structured this time, is a repetition
        report(scene.event(id)).then().statusCode(202).body("repeated", org.hamcrest.Matchers.equalTo(true));
        assertThat(changes().getList("items")).hasSize(1);
    }

    @Test
    void aRepetitionNamesTheFirstChangeAndTellsNothing() {
        String id = Ids.next().toString();
        String first = report(scene.event(id)).then().statusCode(202).extract().path("id");

        JsonPath again =
                report(scene.event(id)).then().statusCode(202).extract().jsonPath();

        assertThat(again.getString("id")).isEqualTo(first);
        assertThat(again.getBoolean("repeated")).isTrue();
        assertThat(changes().getList("items")).hasSize(1);
        assertThat(toldOnce("site.settings-changed", 1)).hasSize(1);
    }

    @Test
    void oneBadEventOfABatchLeavesTheOthersGood() {
        String good = scene.event(Ids.next().toString());
        String bad =
                scene.event(Ids.next().toString()).replace("org.gardefou.site.settings-changed.v1", "org.gardefou.x");
        String elsewhere = scene.event(Ids.next().toString()).replace(scene.domain(), "nobody.example");
        String last = scene.event(Ids.next().toString());

        JsonPath results = batch(good, bad, elsewhere, last, good, "7")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(results.getList("status", Integer.class)).containsExactly(202, 400, 422, 202, 202, 400);
        assertThat(results.getString("[1].violations[0].pointer")).isEqualTo("/type");
        assertThat(results.getString("[1].violations[0].message")).contains("site.plugin-updated");
        assertThat(results.getString("[2].detail")).contains("nobody.example");
        // The same event twice in one batch is one change
        assertThat(results.getString("[4].id")).isEqualTo(results.getString("[0].id"));
        assertThat(changes().getList("items")).hasSize(2);
        // And again in another batch as well
        JsonPath again = batch(last, good).then().statusCode(200).extract().jsonPath();
        assertThat(again.getList("id", String.class))
                .containsExactly(results.getString("[3].id"), results.getString("[0].id"));
        assertThat(changes().getList("items")).hasSize(2);
        assertThat(toldOnce("site.settings-changed", 2)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"1.0\"|\"0.3\"|400|validation",
                "\"specversion\": \"1.0\",||400|validation",
                "\"1.0\"|1.0|400|validation",
                "org.gardefou.site.settings-changed.v1|org.gardefou.site.exploded.v1|400|validation",
                "\"kind\": \"CUSTOMER\"|\"kind\": \"PIRATE\"|400|validation",
                "\"before\": {}|\"before\": []|400|validation",
                "\"name\": \"permalinks\"|\"name\": 7|400|validation",
                "\"name\": \"permalinks\"|\"path\": \"x\"|400|validation",
                "\"name\": \"permalinks\"|\"name\": \"a\", \"path\": 1|400|validation",
                "\"id\": \"webmaster\"|\"id\": {}|400|validation",
                "\"before\": {}|\"surprise\": {}|400|unknown-field",
                "\"id\": \"webmaster\"|\"id\": \"webmaster\", \"password\": \"x\"|400|unknown-field",
                "\"id\": \"webmaster\"|\"id\": \"\"|400|validation",
                "\"data\": {|\"data\": 1, \"more\": {|400|validation",
                "\"after\": {}|\"after\": {}, \"after\": {}|400|malformed-json",
                "\"after\": {}}}|\"after\": {}}|400|malformed-json",
                "\"after\": {}}}|\"after\": {}}} 1|400|malformed-json",
                "\"subject\": \"|\"subject\": \"x.|422|unprocessable",
                "\"time\": \"20|\"time\": \"yesterday 20|400|validation",
                "\"time\": \"20|\"time\": \"30|400|validation",
                "\"time\": \"20|\"time\": \"19|400|validation",
                "\"source\": \"/panel/|\"source\": \"\\u0000/|400|validation",
                "\"source\": \"/panel/|\"source\": \"\\ud800/|400|validation"
            })
    void whatIsNoSuchEventIsRefusedAndNothingIsWritten(String good, String bad, int status, String problem) {
        String event = scene.event(Ids.next().toString());
        String hostile = event.replace(good, bad == null ? "" : bad);
        assertThat(hostile).isNotEqualTo(event);

        refused(report(hostile), status, problem);

        assertThat(changes().getList("items")).isEmpty();
    }

    @Test
    void aNameThatHidesSomethingIsReportedWithMarks() {
        String event = scene.event(Ids.next().toString())
                .replace("\"name\": \"permalinks\"", "\"name\": \"perma\\u0000\\u202elinks\\ud800\"");

        report(event).then().statusCode(202);

        assertThat(changes().getString("items[0].object.name")).isEqualTo("perma\uFFFD\uFFFDlinks\uFFFD");
    }

    @Test
    void aSecretReachesNeitherTheDatabaseNorTheBus() {
        String event = scene.event(Ids.next().toString())
                .replace(
                        "\"before\": {}",
                        "\"before\": {\"smtp\": {\"password\": \"s3cr3t-1\", \"host\": \"mail.example\"}}")
                .replace(
                        "\"after\": {}",
                        "\"after\": {\"dsn\": \"mysql://u:s3cr3t-2@db/x\", \"note\": \"pwd=s3cr3t-3\"}");

        String change = report(event).then().statusCode(202).extract().path("id");

        String read = customer(scene.customer()).get("/site-changes/" + change).asString();
        assertThat(read).contains("mail.example").doesNotContain("s3cr3t");
        assertThat(toldOnce("site.settings-changed", 1).getFirst().data().toString())
                .contains("mail.example")
                .doesNotContain("s3cr3t");
    }

    @Test
    void theFutureIsRefusedButNotAClockThatIsALittleAhead() {
        String event = scene.event(Ids.next().toString());
        String now = event.replaceFirst("(?s).*\"time\": \"([^\"]*)\".*", "$1");
        refused(
                report(event.replace(
                        now, Instant.now().plus(Duration.ofMinutes(6)).toString())),
                400,
                "validation");
        report(event.replace(now, Instant.now().plus(Duration.ofMinutes(4)).toString()))
                .then()
                .statusCode(202);
    }

    @Test
    void whoMayReportForASiteIsItsPanelAndTheHostersSystems() {
        String event = scene.event(Ids.next().toString());
        Scene other = Scene.onPaper();

        refused(
                panel(other.connection()).contentType(STRUCTURED).body(event).post("/change-events"),
                422,
                "unprocessable");
        refused(panel(Ids.next()).contentType(STRUCTURED).body(event).post("/change-events"), 422, "unprocessable");
        refused(
                customer(scene.customer()).contentType(STRUCTURED).body(event).post("/change-events"),
                403,
                "forbidden");
        refused(anybody().contentType(STRUCTURED).body(event).post("/change-events"), 401, "unauthenticated");
        assertThat(changes().getList("items")).isEmpty();
        system().contentType(STRUCTURED)
                .body(event)
                .post("/change-events")
                .then()
                .statusCode(202);
        String change = changes().getString("items[0].id");
        refused(customer(other.customer()).get("/site-changes/" + change), 404, "not-found");
        refused(panel(other.connection()).get("/site-changes/" + change), 404, "not-found");
        assertThat(customer(other.customer())
                        .get("/site-changes?site=" + scene.site())
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void theSameSourceAndIdOfAnotherSiteIsAnotherChange() {
        // Given two panels whose scripts use the same words
        Scene other = Scene.onPaper();
        String id = "the-same-" + Ids.next();
        String source = "/panel/" + scene.connection();
        // When
        String first = report(scene.event(id)).then().statusCode(202).extract().path("id");
        JsonPath second = panel(other.connection())
                .contentType(STRUCTURED)
                .body(other.event(id).replace("/panel/" + other.connection(), source))
                .post("/change-events")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
        // Then
        assertThat(second.getBoolean("repeated")).isFalse();
        assertThat(second.getString("id")).isNotEqualTo(first);
        // And each is a repetition for itself
        assertThat(report(scene.event(id)).jsonPath().getString("id")).isEqualTo(first);
    }

    @Test
    void whatIsTooMuchIsRefused() {
        String event = scene.event(Ids.next().toString());
        String[] many = IntStream.range(0, 501).mapToObj(n -> "{}").toArray(String[]::new);
        refused(batch(many), 413, "too-large");
        refused(report(event.replace("permalinks", "x".repeat(1_100_000))), 413, "too-large");
        refused(
                report(event.replace("\"after\": {}", "\"after\": {\"text\": \"" + "x".repeat(66_000) + "\"}")),
                413,
                "too-large");
        refused(report(event.replace("permalinks", "x".repeat(1_001))), 400, "validation");
        refused(report("[".repeat(100_000)), 400, "malformed-json");
        refused(report(""), 400, null);
        refused(batchBody("{}"), 400, "wrong-type");
        refused(panel(scene.connection()).contentType("text/plain").body(event).post("/change-events"), 415, null);
        assertThat(batchBody("[]").then().statusCode(200).extract().jsonPath().getList("$"))
                .isEmpty();
        assertThat(changes().getList("items")).isEmpty();
    }

    @Test
    void aFullBatchIsStored() {
        String[] events = IntStream.range(0, 500)
                .mapToObj(n -> scene.event(Ids.next().toString()).replaceAll("\\s+", ""))
                .toArray(String[]::new);

        JsonPath results = batch(events).then().statusCode(200).extract().jsonPath();

        assertThat(results.getList("status", Integer.class)).hasSize(500).containsOnly(202);
        assertThat(results.getList("id", String.class)).doesNotHaveDuplicates();
        toldOnce("site.settings-changed", 500);
    }

    @Test
    void twoHundredReportsAtOnceAreStoredOnceEach() throws Exception {
        // Given 100 events, each of them reported twice at the same time
        List<String> ids =
                IntStream.range(0, 100).mapToObj(n -> Ids.next().toString()).toList();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<JsonPath>> reports = new ArrayList<>();
        // When
        try (ExecutorService panels = Executors.newFixedThreadPool(40)) {
            for (int i = 0; i < 200; i++) {
                String event = scene.event(ids.get(i % 100));
                reports.add(panels.submit(() -> {
                    start.await();
                    return report(event).then().statusCode(202).extract().jsonPath();
                }));
            }
            start.countDown();
        }
        // Then
        List<JsonPath> receipts = new ArrayList<>();
        for (Future<JsonPath> report : reports) receipts.add(report.get());
        assertThat(receipts.stream().filter(receipt -> !receipt.getBoolean("repeated")))
                .hasSize(100);
        Set<String> stored =
                receipts.stream().map(receipt -> receipt.getString("id")).collect(Collectors.toSet());
        assertThat(stored).hasSize(100);
        assertThat(toldOnce("site.settings-changed", 100).stream()
                        .map(event -> event.data().path("change").asText()))
                .containsExactlyInAnyOrderElementsOf(stored);
    }

    private Response report(String event) {
        return panel(scene.connection()).contentType(STRUCTURED).body(event).post("/change-events");
    }

    private Response batch(String... events) {
        return batchBody("[" + String.join(",", events) + "]");
    }

    private Response batchBody(String body) {
        return panel(scene.connection()).contentType(BATCH).body(body).post("/change-events");
    }

    private JsonPath changes() {
        return customer(scene.customer())
                .get("/site-changes?limit=200&site=" + scene.site())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What the bus was told of the site, once it has been told that often; never more. */
    private List<Bus.Told> toldOnce(String type, int times) {
        await().atMost(Scene.SOON).until(() -> bus.told(type, scene.site()).size() >= times);
        // What is published later than this change can only be published behind it: the relay keeps the order.
        scene.change("site.mail-changed", "{\"kind\": \"MAIL\", \"name\": \"last\"}");
        await().atMost(Scene.SOON)
                .until(() -> bus.told("site.mail-changed", scene.site()).size() == 1);
        List<Bus.Told> told = bus.told(type, scene.site());
        assertThat(told).hasSize(times);
        return told;
    }
}
