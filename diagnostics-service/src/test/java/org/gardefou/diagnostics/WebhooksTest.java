package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.BATCH;
import static org.gardefou.diagnostics.testing.Client.STRUCTURED;
import static org.gardefou.diagnostics.testing.Client.customer;
import static org.gardefou.diagnostics.testing.Client.operator;
import static org.gardefou.diagnostics.testing.Client.refused;
import static org.gardefou.diagnostics.testing.Client.system;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.diagnostics.testing.Hook;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;

/** What panels deliver signed: taken once, from nobody else, for their own sites; the rest is held until its site is there. */
@QuarkusTest
class WebhooksTest {

    private static final String JSON = "application/json";

    @Inject
    AgroalDataSource dataSource;

    private static String zone(String domain) {
        return """
                {"event": "dns_write_post", "happenedAt": "2026-11-23T10:00:00Z",
                 "payload": {"DOMAIN": "%s", "USERNAME": "nobody", "A": "www=192.0.2.18", "passwd": "s3cr3t"}}""".formatted(domain);
    }

    @Test
    void aDeliveryIsTakenOnceHoweverOftenAndByHowManyItIsSent() throws Exception {
        Scene scene = Scene.onPaper();
        Hook hook = Hook.of("DIRECTADMIN", List.of(scene.site()));
        Callable<Response> send = () -> hook.deliver(JSON, "msg_" + scene.site(), Instant.now(), zone(scene.domain()));

        List<Response> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(4)) {
            for (Future<Response> sent : senders.invokeAll(List.of(send, send, send, send))) answers.add(sent.get());
        }
        // Also with another body: the id says that it is the same
        answers.add(hook.deliver(JSON, "msg_" + scene.site(), Instant.now(), "{\"event\": \"ssl\", \"payload\": {}}"));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202));
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        String change = answers.getFirst().path("outcomes[0].change");
        JsonPath changes = changes(scene);
        assertThat(changes.getList("items.id", String.class)).containsExactly(change);
        assertThat(changes.getString("items[0].type")).isEqualTo("site.dns-changed");
        assertThat(changes.getString("items[0].happenedAt")).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(changes.getString("items[0].after.A[0]")).isEqualTo("www=192.0.2.18");
        assertThat(changes.prettify()).doesNotContain("s3cr3t");
        assertThat((String) operator().get("/connections/" + hook.connection()).path("lastHeardAt"))
                .isNotNull();
    }

    @Test
    void whatIsNotSignedNowByTheConnectionIsNobodys() {
        Scene scene = Scene.onPaper();
        Hook hook = Hook.to(scene.connection());
        Hook other = Hook.to(Scene.connection("CPANEL", false));
        String body = scene.event("evt-forged");
        Instant now = Instant.now();
        String good = hook.sign("msg_1", now, body);

        unsigned(Hook.send(scene.connection(), STRUCTURED, "msg_1", now, other.sign("msg_1", now, body), body));
        unsigned(Hook.send(scene.connection(), STRUCTURED, "msg_2", now, good, body));
        unsigned(Hook.send(scene.connection(), STRUCTURED, "msg_1", now, good, body + " "));
        unsigned(Hook.send(Ids.next(), STRUCTURED, "msg_1", now, good, body));
        unsigned(hook.deliver(STRUCTURED, "msg_1", now.minus(Duration.ofMinutes(6)), body));
        unsigned(hook.deliver(STRUCTURED, "msg_1", now.plus(Duration.ofMinutes(6)), body));
        unsigned(Hook.send(scene.connection(), STRUCTURED, "msg_1", now, "v1,", "not even JSON"));
        refused(hook.deliver("{\"payload\": \"" + "x".repeat(1_100_000) + "\"}"), 413, "too-large");
        refused(hook.deliver("{\"payload\": "), 400, "malformed-json");
        refused(hook.deliver(BATCH, "msg_1", now, body), 400, "wrong-type");
        refused(Hook.to(Scene.connection("OTHER", false)).deliver("{\"a\": 1}"), 422, "unprocessable");
        assertThat(changes(scene).getList("items")).isEmpty();

        // None of them took the id
        assertThat(outcomes(hook.deliver(STRUCTURED, "msg_1", now, body))).containsExactly("STORED");
    }

    @Test
    void aSecretIsShownOnceKeptWrappedAndRotatedWithAnOverlap() throws SQLException {
        Scene scene = Scene.onPaper();
        Hook first = Hook.to(scene.connection());
        Hook second = Hook.to(scene.connection());

        assertThat(outcomes(first.deliver(STRUCTURED, "msg_1", Instant.now(), scene.event("evt-a"))))
                .containsExactly("STORED");
        assertThat(outcomes(second.deliver(STRUCTURED, "msg_2", Instant.now(), scene.event("evt-b"))))
                .containsExactly("STORED");
        Hook third = Hook.to(scene.connection(), "PT0S");
        unsigned(first.deliver(STRUCTURED, "msg_3", Instant.now(), scene.event("evt-c")));
        unsigned(second.deliver(STRUCTURED, "msg_3", Instant.now(), scene.event("evt-c")));
        assertThat(outcomes(third.deliver(STRUCTURED, "msg_3", Instant.now(), scene.event("evt-c"))))
                .containsExactly("STORED");

        String secrets = "/connections/" + scene.connection() + "/webhook-secrets";
        JsonPath listed = operator().get(secrets).jsonPath();
        assertThat(listed.getList("items")).hasSize(3);
        assertThat(listed.getString("items[0].endsAt")).isNull();
        assertThat(listed.prettify()).doesNotContain("whsec_");
        assertThat(texts("select encode(wrapped, 'escape') from webhook_secret where connection = '%s'"
                        .formatted(scene.connection())))
                .hasSize(3)
                .noneMatch(wrapped -> wrapped.contains(third.secret().replace("whsec_", "")));
        assertThat(operator().get("/audit?limit=200").asString()).doesNotContain("whsec_");
        operator()
                .delete(secrets + "/" + listed.getString("items[0].id"))
                .then()
                .statusCode(204);
        unsigned(third.deliver(STRUCTURED, "msg_4", Instant.now(), scene.event("evt-d")));
        refused(operator().body(Map.of("overlap", "P31D")).post(secrets), 400, "validation");
    }

    @Test
    void eachEventOfABatchHasItsOwnOutcomeAndWhatIsHeldIsPlacedWhenItsSiteIsThere() throws SQLException {
        Scene scene = Scene.onPaper();
        Scene strangers = Scene.onPaper();
        Hook hook = Hook.to(scene.connection());
        String soon = "soon-" + scene.domain();
        String good = scene.event(Ids.next().toString());
        String bad = scene.event(Ids.next().toString()).replace("settings-changed", "exploded");
        String early = scene.event("early-" + scene.site())
                .replace(scene.domain(), soon)
                .replace("\"after\": {}", "\"after\": {\"smtp_password\": \"s3cr3t\"}");
        String foreign = scene.event("foreign-" + scene.site()).replace(scene.domain(), strangers.domain());

        Response answer = hook.deliver(
                BATCH, "msg_1", Instant.now(), "[" + String.join(",", good, bad, early, foreign, "7") + "]");

        assertThat(outcomes(answer)).containsExactly("STORED", "REFUSED", "HELD", "HELD", "REFUSED");
        assertThat((String) answer.path("outcomes[1].violations[0].pointer")).isEqualTo("/type");
        // That another panel has a site of that name is not told
        assertThat((String) answer.path("outcomes[3].detail")).isEqualTo(answer.path("outcomes[2].detail"));
        assertThat(changes(strangers).getList("items")).isEmpty();
        String held = answer.path("outcomes[2].heldReport");
        JsonPath read = operator().get("/held-reports/" + held).jsonPath();
        assertThat(read.getString("state") + read.getString("reason") + read.getString("about.subject"))
                .isEqualTo("HELDUNKNOWN" + soon);
        assertThat(texts("select data::text from held_report where id = '%s'".formatted(held))
                        .getFirst())
                .contains("[redacted]")
                .doesNotContain("s3cr3t");

        // When the site is registered
        Map<String, Object> body = new HashMap<>(scene.body());
        body.put("domains", List.of(soon));
        body.put("root", "/srv/soon");
        body.put("documentRoot", "/srv/soon/htdocs");
        UUID site = Scene.created(system().body(body).post("/sites"));

        await().atMost(Scene.SOON).until(() -> "PLACED"
                .equals(operator().get("/held-reports/" + held).path("state")));
        String change = operator().get("/held-reports/" + held).path("change");
        JsonPath placed = system().get("/site-changes?site=" + site).jsonPath();
        assertThat(placed.getList("items.id", String.class)).containsExactly(change);
        refused(operator().post("/held-reports/" + held + "/discard"), 409, "conflict");
        // And the same delivery again says what it said then
        assertThat(hook.deliver(BATCH, "msg_1", Instant.now(), "[]").asString()).isEqualTo(answer.asString());
    }

    @Test
    void anOperatorPlacesWhereTheConnectionMayReportOrDiscards() {
        Scene scene = Scene.onPaper();
        Scene strangers = Scene.onPaper();
        Hook hook = Hook.to(Scene.connection("DIRECTADMIN", true));
        JsonPath answer = hook.deliver(zone("unknown-" + scene.domain())).jsonPath();
        String held = answer.getString("outcomes[0].heldReport");
        String place = "/held-reports/" + held + "/place";

        refused(operator().body(Map.of()).post(place), 422, "unprocessable");
        refused(operator().body(Map.of("site", strangers.site())).post(place), 422, "unprocessable");
        Scene ours = scene.spokenForBy(hook.connection());
        JsonPath placed = operator()
                .body(Map.of("site", ours.site()))
                .post(place)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(placed.getString("state")).isEqualTo("PLACED");
        assertThat(changes(ours).getList("items.id", String.class)).containsExactly(placed.getString("change"));
        refused(operator().body(Map.of("site", ours.site())).post(place), 409, "conflict");

        String other = hook.deliver(zone("other-" + scene.domain())).path("outcomes[0].heldReport");
        operator().post("/held-reports/" + other + "/discard").then().statusCode(200);
        assertThat(operator()
                        .get("/held-reports?state=HELD&connection=" + hook.connection())
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void theSitesOwnWordPressReportsForItAloneAndNeverForTheHoster() {
        Scene scene = Scene.onPaper();
        Hook hook = Hook.of("WORDPRESS", List.of(scene.site()));
        String event = """
                {"event": "plugin-updated", "actor": {"kind": "STAFF"},
                 "payload": {"home": "https://%s/", "name": "shop-turbo", "path": "wp-content/plugins/shop-turbo", "before": {"version": "1"}, "after": {"version": "2"}}}""";

        Response mine = hook.deliver(event.formatted(scene.domain()));
        Response foreign = hook.deliver(event.formatted(Scene.onPaper().domain()));

        assertThat(outcomes(mine)).containsExactly("STORED");
        assertThat(changes(scene).getString("items[0].actor.kind")).isEqualTo("UNKNOWN");
        assertThat(outcomes(foreign)).containsExactly("HELD");
        refused(
                operator()
                        .body(Map.of("name", "x", "kind", "WORDPRESS", "servers", List.of(scene.server())))
                        .post("/connections"),
                422,
                "unprocessable");
    }

    @Test
    void aBillingSystemReportsForAllSitesOfItsServers() {
        Scene scene = Scene.onPaper();
        UUID billing = Scene.created(operator()
                .body(Map.of(
                        "name", "whmcs", "kind", "WHMCS", "servers", List.of(scene.server()), "vouchesForHoster", true))
                .post("/connections"));

        Response answer = Hook.to(billing).deliver("""
                {"event": "AfterModuleSuspend", "actor": {"kind": "AUTOMATION", "id": "whmcs-cron"},
                 "payload": {"params": {"serviceid": 7, "domain": "%s", "password": "s3cr3t"}}}""".formatted(scene.domain()));

        assertThat(outcomes(answer)).containsExactly("STORED");
        assertThat(changes(scene).getString("items[0].actor.kind")).isEqualTo("AUTOMATION");
        assertThat(changes(scene).prettify()).doesNotContain("s3cr3t");
    }

    private static List<String> outcomes(Response answer) {
        return answer.then().statusCode(202).extract().jsonPath().getList("outcomes.outcome", String.class);
    }

    private static void unsigned(Response answer) {
        refused(answer, 401, "diagnostics/not-signed");
    }

    private static JsonPath changes(Scene scene) {
        return customer(scene.customer())
                .get("/site-changes?site=" + scene.site())
                .jsonPath();
    }

    private List<String> texts(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) all.add(rows.getString(1));
            return all;
        }
    }
}
