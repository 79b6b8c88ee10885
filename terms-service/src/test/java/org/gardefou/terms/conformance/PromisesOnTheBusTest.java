package org.gardefou.terms.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.EventSchemas;
import org.gardefou.terms.testing.Scene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Promises as they are kept, broken, stated and credited, over the real bus. */
@QuarkusTest
class PromisesOnTheBusTest {

    @Inject
    Stage stage;

    @Inject
    Bus bus;

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    @Inject
    ConformanceTick tick;

    @Inject
    Rows rows;

    @Test
    void aBackupThatDoesNotComeBreaksThePromiseAndTheNextOneKeepsItAgain() throws SQLException {
        Scene scene = stage.begun(Duration.ofHours(1));

        // When the only backup is from the day before yesterday, told twice
        UUID event = Ids.next();
        ObjectNode old = stage.point(scene, Ids.next(), Instant.now().minus(Duration.ofHours(29)));
        bus.send("gardefou.backups", "restore-point.created", event, old);
        bus.send("gardefou.backups", "restore-point.created", event, old);
        await().atMost(Scene.SOON)
                .until(() -> Stage.ledger(scene, "restore-point.created").size() == 1);
        // and the contract is older than that a backup may be
        stage.backdate(scene, Duration.ofHours(29));
        // Then it is broken, told once, in the ledger, and on the operators' list
        await().atMost(Scene.SOON).until(() -> Stage.state(scene, "BACKUP").equals("BROKEN"));
        assertThat(await().atMost(Scene.SOON).until(() -> Stage.told("promise.broken", scene), told -> !told.isEmpty()))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.data().at("/promise").asText()).isEqualTo("BACKUP");
                    assertThat(told.data().at("/reason/code").asText()).isEqualTo("BACKUP_MISSING");
                    assertThat(told.data().at("/evidence/0").asText()).isEqualTo(event.toString());
                    assertThat(told.data().has("period")).isFalse();
                });
        assertThat(Stage.ledger(scene, "promise.broken")).hasSize(1);
        assertThat(operator()
                        .get("/promises/broken?limit=200&promise=BACKUP")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("items.site"))
                .contains(scene.site.toString());

        // When a backup comes
        UUID fresh = Ids.next();
        bus.send(
                "gardefou.backups",
                "restore-point.created",
                fresh,
                stage.point(scene, Ids.next(), Instant.now().minusSeconds(30)));
        // Then it is kept again
        List<Bus.Told> kept =
                await().atMost(Scene.SOON).until(() -> Stage.told("promise.kept", scene), told -> told.size() == 1);
        assertThat(Stage.state(scene, "BACKUP")).isEqualTo("KEPT");
        assertThat(kept.getFirst().data().at("/evidence/0").asText()).isEqualTo(fresh.toString());
        assertThat(Stage.told("promise.broken", scene)).hasSize(1);
    }

    @Test
    void aDrillByWhichAPointCouldNotBeRestoredBreaksThePromiseOfRestoresUntilOnePasses() throws SQLException {
        Scene scene = stage.begun(Duration.ofHours(1));
        Instant now = Instant.now();
        // What could not be tried, and a site that was broken already, break nothing
        bus.send("gardefou.restores", "restore.drilled", drilled(scene, "NOT_POSSIBLE", null, now.minusSeconds(40)));
        bus.send("gardefou.restores", "restore.drilled", drilled(scene, "FAILED", "SITE", now.minusSeconds(30)));
        UUID failed = Ids.next();
        bus.send(
                "gardefou.restores",
                "restore.drilled",
                failed,
                drilled(scene, "FAILED", "POINT", now.minusSeconds(20)));
        assertThat(await().atMost(Scene.SOON).until(() -> Stage.told("promise.broken", scene), told -> !told.isEmpty()))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.data().at("/promise").asText()).isEqualTo("RESTORE");
                    assertThat(told.data().at("/reason/code").asText()).isEqualTo("DRILL_FAILED");
                    assertThat(told.data().path("evidence")).hasSize(1);
                    assertThat(told.data().at("/evidence/0").asText()).isEqualTo(failed.toString());
                });
        assertThat(Stage.ledger(scene, "restore.drilled")).hasSize(3);

        bus.send("gardefou.restores", "restore.drilled", drilled(scene, "PASSED", null, now.minusSeconds(10)));
        await().atMost(Scene.SOON).until(() -> Stage.state(scene, "RESTORE").equals("KEPT"));
    }

    private ObjectNode drilled(Scene scene, String outcome, @Nullable String fault, Instant at) {
        ObjectNode told = bus.example("restore", "restore.drilled")
                .put("site", scene.site.toString())
                .put("customer", scene.customer.toString())
                .put("outcome", outcome)
                .put("at", at.toString());
        if (fault == null) told.remove("fault");
        else told.put("fault", fault);
        return told;
    }

    @Test
    void timeAloneBreaksAPromise() throws SQLException {
        // Given a contract whose first backup is due in some seconds
        Instant due = Instant.now().plusSeconds(5);
        Scene scene = stage.begun(Duration.ofHours(26).minusSeconds(5));
        await().atMost(Scene.SOON).until(() -> !Stage.state(scene, "BACKUP").isEmpty());
        String before = Stage.state(scene, "BACKUP");
        // A busy machine may come to it when the time is over.
        if (Instant.now().isBefore(due)) assertThat(before).isEqualTo("NOT_MEASURED");
        // When nothing happens
        // Then it is broken from that moment on
        await().atMost(Scene.SOON)
                .until(() -> Stage.told("promise.broken", scene).size() == 1);
        assertThat(Stage.state(scene, "BACKUP")).isEqualTo("BROKEN");
    }

    @Test
    void everyOneSeesTheirOwn() throws SQLException {
        Scene scene = stage.begun(Duration.ofHours(2));
        await().atMost(Scene.SOON).until(() -> !Stage.state(scene, "BACKUP").isEmpty());
        String path = "/sites/" + scene.site + "/conformance";

        assertThat(customer(scene.customer)
                        .get(path)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("promises.promise"))
                .containsExactlyInAnyOrder("BACKUP", "RETENTION", "RESTORE", "AVAILABILITY", "FIRST_RESPONSE");
        panel(scene.connection).get(path).then().statusCode(200);
        customer(Ids.next()).get(path).then().statusCode(404);
        panel(Ids.next()).get(path).then().statusCode(404);
        customer(scene.customer).get("/promises/broken").then().statusCode(403);
        operator().get("/sites/" + Ids.next() + "/statements").then().statusCode(404);
        operator().get("/statements/" + Ids.next()).then().statusCode(404);
    }

    @Test
    void aMonthIsStatedCreditedWithoutBeingAskedAndCorrectedByWhatIsHeardLate() throws Exception {
        // Given a plan with a price, and a site that was down for five hours last month
        Scene scene = stage.priced(Duration.ofDays(80));
        Instant down = Stage.LAST_MONTH.atDay(10).atStartOfDay(ZoneId.of("UTC")).toInstant();
        UUID event = Ids.next();
        bus.send("gardefou.diagnoses", "site.down", event, stage.turned("site.down", scene, down));
        bus.send("gardefou.diagnoses", "site.up", stage.turned("site.up", scene, down.plus(Duration.ofHours(5))));
        await().atMost(Scene.SOON).until(() -> Stage.ledger(scene, "site.up").size() == 1);
        // When the month is closed
        stage.stateLastMonth(scene);
        await().atMost(Scene.SOON).until(() -> Stage.statements(scene).size() == 1);
        // Then the credit is told, once
        String first = Stage.statements(scene).getFirst();
        Bus.Told credited = await().atMost(Scene.SOON)
                .until(() -> Stage.told("promise.credited", scene), told -> told.size() == 1)
                .getFirst();
        assertThat(credited.data().at("/statement").asText()).isEqualTo(first);
        assertThat(credited.data().at("/amount/amount").asLong()).isEqualTo(50);
        assertThat(credited.data().at("/period").asText()).isEqualTo(Stage.LAST_MONTH.toString());
        // and the statement says it, by the bytes that were hashed, with the numbers of the ledger
        var answer = customer(scene.customer)
                .get("/statements/" + first)
                .then()
                .statusCode(200)
                .extract();
        var content = json.readTree(answer.asString()).path("content");
        assertThat(Canonical.sha256(Canonical.json(json, content))).isEqualTo(answer.path("sha256"));
        assertThat(content.at("/credit/amount/amount").asLong()).isEqualTo(50);
        assertThat(content.findValuesAsText("state")).contains("BROKEN", "NOT_MEASURED");
        assertThat(answer.<String>path(
                        "content.promises.find { it.promise == 'AVAILABILITY' }.incidents[0].evidence[0].id"))
                .isEqualTo(event.toString());
        int seq = answer.path("content.promises.find { it.promise == 'AVAILABILITY' }.incidents[0].evidence[0].seq");
        operator().get("/evidence/" + seq).then().body("body.data.event", is(event.toString()));
        customer(scene.customer)
                .get("/statements/" + first + "?locale=fr")
                .then()
                .statusCode(200)
                .body(containsString("<html lang=\"fr\">"), containsString("0,50\u00a0€"), containsString("Non tenu<"));
        customer(scene.customer)
                .get("/statements/" + first + "?locale=en")
                .then()
                .statusCode(200)
                .body(containsString("EUR\u00a00.50"), containsString("Not measured<"));
        customer(scene.customer)
                .get("/statements/" + first + "?locale=de")
                .then()
                .statusCode(400);
        customer(Ids.next()).get("/statements/" + first).then().statusCode(404);

        // When it is heard late that it was the customer's own doing
        ObjectNode assessed = bus.example("terms", "liability.assessed")
                .put("site", scene.site.toString())
                .put("customer", scene.customer.toString())
                .put("diagnosedAt", down.toString());
        bus.send("gardefou.liability", "liability.assessed", assessed);
        // Then another statement supersedes the first, which stays, and takes its credit's place
        await().atMost(Scene.SOON).until(() -> Stage.statements(scene).size() == 2);
        Bus.Told taken = await().atMost(Scene.SOON)
                .until(() -> Stage.told("promise.credited", scene), told -> told.size() == 2)
                .getLast();
        assertThat(taken.data().at("/percent").asInt()).isZero();
        assertThat(taken.data().at("/supersedes").asText()).isEqualTo(first);
        // and both statements are told, the second with what it says otherwise
        List<Bus.Told> stated =
                await().atMost(Scene.SOON).until(() -> Stage.told("promise.stated", scene), told -> told.size() == 2);
        assertThat(stated.getFirst().data().at("/statement").asText()).isEqualTo(first);
        assertThat(stated.getFirst().data().findValues("before")).isEmpty();
        assertThat(stated.getLast().data().at("/supersedes").asText()).isEqualTo(first);
        assertThat(stated.getLast().data().findValuesAsText("before")).containsExactly("BROKEN");
        assertThat(EventSchemas.errors(
                        "promise.stated.v1", stated.getLast().data().toString()))
                .isEmpty();
        assertThat(Stage.ledger(scene, "conformance-statement.closed")).hasSize(2);
        assertThatThrownBy(() -> database.execute(
                        "update conformance_statement set canonical = '{}' where id = '" + first + "'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("final");
        // and hearing all of it once more changes nothing
        bus.send("gardefou.diagnoses", "site.down", event, stage.turned("site.down", scene, down));
        bus.send("gardefou.sites", "site.registered", scene.siteEvent(down.minusSeconds(60)));
        await().atMost(Scene.SOON)
                .until(() -> stage.woken(scene) == 0
                        && Stage.ledger(scene, "site.registered").size() > 1);
        assertThat(Stage.statements(scene)).hasSize(2);
        assertThat(Stage.told("promise.credited", scene)).hasSize(2);
    }

    @Test
    void twoWhoLookAtOnceTellOnce() throws Exception {
        // Given sites of which something was heard, all of them broken
        List<Scene> scenes = stage.begun(4, Duration.ofHours(40));
        // When several look at once, again and again
        List<Callable<Void>> lookers = new ArrayList<>();
        for (int i = 0; i < 4; i++)
            lookers.add(() -> {
                for (int turn = 0; turn < 5; turn++) {
                    for (Scene scene : scenes)
                        database.execute(
                                "insert into conformance_wake (site, at) values ('" + scene.site + "', now())");
                    tick.run();
                }
                return null;
            });
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            for (Future<Void> done : replicas.invokeAll(lookers)) done.get();
        }
        // Then each break is told, and told once
        List<String> sites = scenes.stream().map(scene -> scene.site.toString()).toList();
        assertThat(await().atMost(Scene.SOON).until(() -> Stage.told("promise.broken"), told -> told.stream()
                        .map(Bus.Told::key)
                        .toList()
                        .containsAll(sites)))
                .extracting(Bus.Told::key)
                .filteredOn(sites::contains)
                .containsExactlyInAnyOrderElementsOf(sites);
        for (Scene scene : scenes)
            assertThat(Stage.ledger(scene, "promise.broken")).hasSize(1);
    }

    @Test
    void lookingForWhatIsDueDoesNotCostMoreWithMoreSites() {
        // Given many sites that are not due yet, while nobody else sees them
        QuarkusTransaction.begin();
        try {
            rows.change("insert into conformance_watch (site, due) select gen_random_uuid(),"
                    + " now() + interval '1 day' * n from generate_series(1, 20000) n");
            // When it is looked for what is
            List<String> plan = rows.read(row -> row.getString(1), "explain " + Watch.DUE, Instant.now(), 50);
            // Then by the index
            assertThat(String.join("\n", plan))
                    .contains("conformance_watch_due")
                    .doesNotContain("Seq Scan");
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    @Test
    void oneThatCannotBeLookedAtStopsNoOther() throws SQLException {
        // Given a month of a contract that nobody can state, first of all that are due
        Scene bad = stage.begun(Duration.ofDays(80));
        Scene good = stage.begun(Duration.ofDays(80));
        database.execute(
                "insert into conformance_month (contract, site, month, due) values ('%s', '%s', '%s', now() - interval '1 year')"
                                .formatted(bad.contract, Ids.next(), Stage.LAST_MONTH.atDay(1))
                        + " on conflict (contract) do update set site = excluded.site, month = excluded.month, due = excluded.due");
        // When another is due
        stage.stateLastMonth(good);
        // Then that one is stated, and the first waits
        await().atMost(Scene.SOON).until(() -> Stage.statements(good).size() == 1);
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> rows.read(
                                row -> row.getBoolean(1),
                                "select due > now() from conformance_month where contract = ?",
                                UUID.fromString(bad.contract))))
                .containsExactly(true);
        database.execute("delete from conformance_month where contract = '" + bad.contract + "'");
    }

    @Test
    void theEndOfAContractEndsItsPromises() throws SQLException {
        Scene scene = stage.begun(Duration.ofHours(30));
        await().atMost(Scene.SOON).until(() -> Stage.state(scene, "BACKUP").equals("BROKEN"));

        system().header("If-Match", "*")
                .post("/contracts/" + scene.contract + "/end")
                .then()
                .statusCode(200);

        await().atMost(Scene.SOON).until(() -> Stage.state(scene, "BACKUP").isEmpty());
    }
}
