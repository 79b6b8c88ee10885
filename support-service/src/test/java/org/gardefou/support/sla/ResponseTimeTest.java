package org.gardefou.support.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.support.testing.Client.operator;
import static org.gardefou.support.testing.Client.system;
import static org.gardefou.support.testing.Scene.SOON;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.support.testing.Bus;
import org.gardefou.support.testing.Bus.Told;
import org.gardefou.support.testing.Client;
import org.gardefou.support.testing.Scene;
import org.gardefou.support.testing.Schemas;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a case waits, over HTTP: what is promised, what the hoster aims at, and what is told when it is late. */
@QuarkusTest
class ResponseTimeTest {

    @Inject
    Bus bus;

    @Inject
    SlaTick tick;

    @Inject
    EntityManager database;

    private final String plan = "plan-" + UUID.randomUUID();
    private Scene scene;

    @BeforeEach
    void aSite() {
        scene = new Scene(bus);
    }

    /** A case that the customer has opened, of a site whose contract promises a first response in 8 hours. */
    private String asked() {
        ObjectNode contract = scene.event("contract.activated");
        ((ObjectNode) contract.path("plan")).put("code", plan);
        scene.send("site.registered").send("contract.activated", contract);
        await().atMost(SOON).until(() -> QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(
                                        "select 1 from hosted_site where site = ?1 and contract is not null and name is not null")
                                .setParameter(1, scene.site)
                                .getResultList()
                                .size()
                        == 1));
        return scene.customer()
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("site", scene.site, "subject", "Une question", "message", "Comment faire ?"))
                .post("/cases")
                .then()
                .statusCode(201)
                .body("turn", equalTo("SUPPORT"), "priority", equalTo("P3"))
                .extract()
                .path("id");
    }

    private static void say(RequestSpecification who, String id, Map<String, Object> message, int status) {
        who.header("Idempotency-Key", UUID.randomUUID())
                .body(message)
                .post("/cases/" + id + "/messages")
                .then()
                .statusCode(status);
    }

    private static Map<String, Object> clock(String id, String kind) {
        List<Map<String, Object>> clocks = operator()
                .get("/cases/" + id + "/clocks")
                .then()
                .statusCode(200)
                .extract()
                .path("findAll { it.clock == '%s' }".formatted(kind));
        return clocks.getLast();
    }

    private static Instant time(Map<String, Object> clock, String field) {
        return Instant.parse((String) clock.get(field));
    }

    /** Lets a case wait for so long already. */
    private void waited(String id, Duration time) {
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery(
                            "update case_sla set terms_since = terms_since - cast(?2 as interval) where case_id = ?1")
                    .setParameter(1, UUID.fromString(id))
                    .setParameter(2, time.toString())
                    .executeUpdate();
            database.createNativeQuery("update case_moment set at = at - cast(?2 as interval) where case_id = ?1")
                    .setParameter(1, UUID.fromString(id))
                    .setParameter(2, time.toString())
                    .executeUpdate();
            database.createNativeQuery(
                            "update case_clock set next_at = next_at - cast(?2 as interval) where case_id = ?1")
                    .setParameter(1, UUID.fromString(id))
                    .setParameter(2, time.toString())
                    .executeUpdate();
        });
    }

    private List<String> told() {
        return bus.told(scene.site).stream()
                .map(Told::type)
                .filter(type -> type.startsWith("sla."))
                .toList();
    }

    @Test
    void whatIsPromisedIsWarnedOfThenToldAsBrokenOnce() {
        String id = asked();
        Map<String, Object> running = clock(id, "FIRST_RESPONSE");
        assertThat(running).containsEntry("state", "RUNNING").containsEntry("target", "PT8H");
        assertThat(Duration.between(time(running, "startedAt"), time(running, "dueAt")))
                .isEqualTo(Duration.ofHours(8));
        // When three quarters have passed
        waited(id, Duration.ofHours(7));
        tick.run();
        tick.run();
        await().atMost(SOON).untilAsserted(() -> assertThat(told()).containsExactly("sla.warned"));
        operator()
                .queryParam("late", false)
                .queryParam("limit", 200)
                .get("/clocks")
                .then()
                .statusCode(200)
                .body("items.findAll { it.case == '%s' }".formatted(id), hasSize(1));
        // And then all of it
        waited(id, Duration.ofHours(2));
        tick.run();
        tick.run();
        await().atMost(SOON).untilAsserted(() -> assertThat(told()).containsExactly("sla.warned", "sla.breached"));
        operator()
                .queryParam("late", true)
                .queryParam("limit", 200)
                .get("/clocks")
                .then()
                .statusCode(200)
                .body("items.find { it.case == '%s' }.late".formatted(id), equalTo(true));
        bus.told(scene.site).stream()
                .filter(event -> event.type().startsWith("sla."))
                .forEach(event -> assertThat(
                                Schemas.errors(event.type(), event.data().toString()))
                        .isEmpty());
        // An answer that comes then ends the wait, and is not called in time
        say(operator(), id, Map.of("text", "Voici comment."), 201);
        assertThat(clock(id, "FIRST_RESPONSE")).containsEntry("state", "MET").containsKey("breachedAt");
        say(scene.customer(), id, Map.of("text", "Merci, et ensuite ?"), 201);
        tick.run();
        assertThat(told()).containsExactly("sla.warned", "sla.breached");
    }

    @Test
    void anAnswerInTimeIsToldAndAQuestionBackStopsTheClocks() {
        String id = asked();
        say(operator(), id, Map.of("text", "Quelle adresse ?", "expectsReply", true), 201);

        await().atMost(SOON).untilAsserted(() -> assertThat(told()).containsExactly("sla.met"));
        assertThat(Schemas.errors(
                        "sla.met",
                        bus.told(scene.site).stream()
                                .filter(event -> event.type().equals("sla.met"))
                                .findFirst()
                                .orElseThrow()
                                .data()
                                .toString()))
                .isEmpty();
        scene.customer().get("/cases/" + id).then().body("turn", equalTo("CUSTOMER"));
        // Their word makes it our turn again; they may read by when they are answered
        say(scene.customer(), id, Map.of("text", "example.com"), 201);
        scene.customer().get("/cases/" + id).then().body("turn", equalTo("SUPPORT"));
        scene.customer().get("/cases/" + id + "/clocks").then().statusCode(200).body("clock", hasSize(1));
        Client.customer(UUID.randomUUID())
                .get("/cases/" + id + "/clocks")
                .then()
                .statusCode(404);
    }

    @Test
    void whatAHosterAimsAtCountsBesideWhatIsPromised() {
        String calendar = "cal-" + UUID.randomUUID().toString().substring(0, 8);
        String christmas =
                "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//t//FR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY\nSUMMARY:Noël\nEND:VEVENT\nEND:VCALENDAR\n";
        Map<String, Object> added = Map.of("code", calendar, "name", "Fériés", "ical", christmas);
        String tag = add(added)
                .statusCode(201)
                .body("days", notNullValue())
                .extract()
                .header("ETag");
        add(added).statusCode(409);
        operator()
                .header("If-Match", tag)
                .body(Map.of("name", "Fériés", "ical", "no calendar"))
                .put("/holiday-calendars/" + calendar)
                .then()
                .statusCode(400);
        operator()
                .header("If-Match", tag)
                .body(Map.of("name", "Jours fériés", "ical", christmas))
                .put("/holiday-calendars/" + calendar)
                .then()
                .statusCode(200)
                .body("name", equalTo("Jours fériés"));
        Map<String, Object> aim = Map.of(
                "targets",
                Map.of(
                        "P1", Map.of("firstResponse", "PT1H", "resolution", "PT4H"),
                        "P3", Map.of("firstResponse", "PT24H", "nextResponse", "PT16H", "resolution", "PT72H")),
                "warnPercent",
                90,
                "holidays",
                List.of(calendar));
        policy(aim).statusCode(201).body("edition", equalTo(1));

        String id = asked();
        // The promise is the shorter one
        assertThat(clock(id, "FIRST_RESPONSE")).containsEntry("target", "PT8H");
        assertThat(clock(id, "RESOLUTION")).containsEntry("target", "PT72H");
        // A later edition does not move what runs
        policy(Map.of("targets", Map.of("P3", Map.of("resolution", "PT1H")), "warnPercent", 50, "holidays", List.of()))
                .statusCode(201)
                .body("edition", equalTo(2));
        operator().get("/sla-policies/" + plan + "/editions").then().body("edition", equalTo(List.of(2, 1)));
        // One of our people says that it is urgent, for all the time that has passed
        operator()
                .header("If-Match", operator().get("/cases/" + id).header("ETag"))
                .body(Map.of("priority", "P1", "reason", "Boutique à l'arrêt"))
                .put("/cases/" + id + "/priority")
                .then()
                .statusCode(200)
                .body("priority", equalTo("P1"));
        // What is aimed at may be late before what is promised is: each is told once
        waited(id, Duration.ofHours(2));
        tick.run();
        waited(id, Duration.ofHours(7));
        tick.run();
        tick.run();
        await().atMost(SOON).untilAsserted(() -> assertThat(bus.told(scene.site).stream()
                        .filter(event -> event.type().equals("sla.breached")
                                && event.data().path("clock").asText().equals("FIRST_RESPONSE"))
                        .map(event -> event.data().path("promise").asBoolean()))
                .containsExactly(false, true));
        Map<String, Object> urgent = clock(id, "FIRST_RESPONSE");
        assertThat(urgent).containsEntry("target", "PT1H");
        assertThat(clock(id, "RESOLUTION")).containsEntry("target", "PT4H");
        operator()
                .header("If-Match", "\"0\"")
                .body(Map.of("priority", "P4", "reason", "Peut attendre"))
                .put("/cases/" + id + "/priority")
                .then()
                .statusCode(412);
    }

    private static ValidatableResponse add(Map<String, Object> calendar) {
        return operator()
                .header("Idempotency-Key", UUID.randomUUID())
                .body(calendar)
                .post("/holiday-calendars")
                .then();
    }

    private ValidatableResponse policy(Map<String, Object> aim) {
        return operator()
                .header("Idempotency-Key", UUID.randomUUID())
                .body(aim)
                .post("/sla-policies/" + plan + "/editions")
                .then();
    }

    @Test
    void onlyASystemWritesForEitherSide() {
        String id = asked();

        say(scene.customer(), id, Map.of("text", "Répondu !", "from", "SUPPORT"), 403);
        say(operator(), id, Map.of("text", "?", "from", "CUSTOMER"), 403);
        say(system(), id, Map.of("text", "Un mot de plus"), 201);
        assertThat(clock(id, "FIRST_RESPONSE")).containsEntry("state", "RUNNING");
        say(system(), id, Map.of("text", "Voici.", "from", "SUPPORT"), 201);
        assertThat(clock(id, "FIRST_RESPONSE")).containsEntry("state", "MET");
        // The end answers too
        operator()
                .header("If-Match", operator().get("/cases/" + id).header("ETag"))
                .body(Map.of("how", "ANSWERED"))
                .post("/cases/" + id + "/end")
                .then()
                .statusCode(200)
                .body("turn", equalTo("NOBODY"));
        operator().get("/cases/" + id + "/clocks").then().body("dueAt", equalTo(Arrays.asList((Object) null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'targets': {}, 'warnPercent': 75, 'holidays': []} | /targets",
                "{'targets': {'P1': {}}, 'warnPercent': 75, 'holidays': []} | /targets/P1",
                "{'targets': {'P1': {'firstResponse': 'PT-1H'}}, 'warnPercent': 75, 'holidays': []} | /targets/P1",
                "{'targets': {'P1': {'firstResponse': 'PT1H'}}, 'warnPercent': 0, 'holidays': []} | /warnPercent",
                "{'targets': {'P1': {'firstResponse': 'PT1H'}}, 'warnPercent': 75, 'holidays': ['none-such']} | /holidays",
            })
    void anAimThatCannotBeKeptIsRefused(String aim, String pointer) {
        operator()
                .header("Idempotency-Key", UUID.randomUUID())
                .body(aim.replace('\'', '"'))
                .post("/sla-policies/" + plan + "/editions")
                .then()
                .statusCode(400)
                .body("violations[0].pointer", containsString(pointer));
        operator().get("/sla-policies/" + plan + "/editions").then().statusCode(404);
    }

    @Test
    void aCaseWithoutAPromiseHasNoClock() {
        scene.send("site.registered", "liability.assessed");
        String id = scene.awaitCase("coverage", "NEEDS_INFORMATION");

        operator().get("/cases/" + id + "/clocks").then().statusCode(200).body("$", hasSize(0));
        operator()
                .get("/cases/" + UUID.randomUUID() + "/clocks")
                .then()
                .statusCode(404)
                .body("violations", nullValue());
    }
}
