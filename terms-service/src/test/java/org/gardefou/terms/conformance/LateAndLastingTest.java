package org.gardefou.terms.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.system;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** What lasts beyond a month, is heard after it was stated, or was heard so long ago that it counts no more. */
@QuarkusTest
class LateAndLastingTest {

    private static final Span MONTH = Timeline.SETTINGS.month(Stage.LAST_MONTH);
    private static final Duration LONG_AGO = Duration.ofDays(80);

    @Inject
    Stage stage;

    @Inject
    Bus bus;

    @Inject
    Database database;

    @Inject
    Rows rows;

    @Inject
    FactSweep sweep;

    @Test
    void anOutageOverTheEndOfAMonthIsJudgedByWhatIsHeardOfItAfterwards() throws SQLException {
        // Given a month that was stated with an outage that had not ended
        Scene scene = stage.priced(LONG_AGO);
        Instant down = MONTH.to().minus(Duration.ofHours(5));
        turn(scene, "site.down", down);
        stage.stateLastMonth(scene);
        await().atMost(Scene.SOON).until(() -> Stage.statements(scene).size() == 1);
        assertThat(availability(scene).getString("measured.down")).isEqualTo("PT5H");
        // When its end in the next month is heard
        turn(scene, "site.up", MONTH.to().plusMillis(1));
        // Then the first month says what it said
        assertThat(Stage.statements(scene)).hasSize(1);
        // When it is heard in the next month that it was the customer's doing
        stage.customers(scene, MONTH.to());
        // Then the first month is corrected by it
        await().atMost(Scene.SOON).until(() -> Stage.statements(scene).size() == 2);
        assertThat(availability(scene).getString("measured.down")).isEqualTo("PT0S");
        assertThat(availability(scene).getString("measured.excused")).isEqualTo("PT5H");

        // and by what says the same again, it is not
        int heard = Stage.ledger(scene, "conformance-statement.closed").size();
        stage.customers(scene, MONTH.to().plusMillis(1));
        await().atMost(Scene.SOON)
                .until(() -> stage.value("select count(*) from conformance_fact where what = 'ASSESSED' and site = '"
                                        + scene.site + "'")
                                .equals("2")
                        && stage.woken(scene) == 0);
        assertThat(Stage.ledger(scene, "conformance-statement.closed")).hasSize(heard);

        // When somebody has it assessed that the hoster had a part in it
        system().body("""
                {"site": "%s", "incident": "OUTAGE", "at": "%s", "statements": [
                  {"question": "OVERLOAD", "answer": "NO", "source": "MONITOR", "reference": "probe"},
                  {"question": "CAUSE", "answer": "PLATFORM", "source": "MONITOR", "reference": "probe"}]}""".formatted(scene.site, down.plusSeconds(60)))
                .post("/liability-assessments")
                .then()
                .statusCode(201);
        // Then that is heard as well, and the excuse is gone
        await().atMost(Scene.SOON).until(() -> Stage.statements(scene).size() == 3);
        assertThat(availability(scene).getString("measured.down")).isEqualTo("PT5H");
    }

    @Test
    void aRestoreThatIsAssessedToHaveFailedBreaksItsPromiseOnlyWhereItIsTheHosters() throws SQLException {
        Scene scene = stage.begun(Duration.ofHours(2));
        await().atMost(Scene.SOON).until(() -> Stage.state(scene, "RESTORE").equals("NOT_MEASURED"));

        assessFailedRestore(scene, "EXPIRED");
        UUID hosters = assessFailedRestore(scene, "PRESENT");

        await().atMost(Scene.SOON).until(() -> Stage.state(scene, "RESTORE").equals("BROKEN"));
        assertThat(system().get("/sites/" + scene.site + "/conformance")
                        .then()
                        .extract()
                        .<List<String>>path("promises.find { it.promise == 'RESTORE' }.evidence"))
                .containsExactly(hosters.toString());
    }

    @Test
    void eachContractOfAMonthGetsItsOwnCreditByItsOwnTerms() throws SQLException {
        // Given a contract that another one with other terms replaced in mid-month, in an outage of both
        Scene scene = stage.priced(LONG_AGO);
        Instant middle = MONTH.from().plus(Duration.ofDays(14));
        String first = stage.replaced(scene, middle);
        turn(scene, "site.down", middle.minus(Duration.ofHours(3)));
        turn(scene, "site.up", middle.plus(Duration.ofHours(2)));
        // When the month of both is stated
        stage.stateLastMonth(scene, first);
        stage.stateLastMonth(scene);
        // Then each is credited by its part, its promise and its price
        await().atMost(Scene.SOON).until(() -> Stage.statements(scene).size() == 2);
        await().atMost(Scene.SOON)
                .until(() -> Stage.told("promise.credited", scene).size() == 2);
        List<Bus.Told> credits = Stage.told("promise.credited", scene);
        assertThat(credits)
                .filteredOn(told -> told.data().at("/contract").asText().equals(first))
                .singleElement()
                .satisfies(told ->
                        assertThat(told.data().at("/amount/amount").asLong()).isEqualTo(50));
        assertThat(credits)
                .filteredOn(told -> told.data().at("/contract").asText().equals(scene.contract))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.data().at("/percent").asInt()).isEqualTo(5);
                    assertThat(told.data().has("amount")).isFalse();
                });
        assertThat(Stage.statements(scene))
                .extracting(id -> Duration.parse(availability(id).getString("measured.down"))
                        .plusSeconds(30)
                        .truncatedTo(ChronoUnit.MINUTES))
                .containsExactlyInAnyOrder(Duration.ofHours(3), Duration.ofHours(2));
    }

    @Test
    void whatCannotBeLookedAtWaitsWithWhatWasHeardOfIt() throws SQLException {
        // Given a month that was stated, and a site of which something cannot be read
        Scene scene = stage.priced(LONG_AGO);
        await().atMost(Scene.SOON).until(() -> !Stage.state(scene, "RESTORE").isEmpty());
        stage.stateLastMonth(scene);
        await().atMost(Scene.SOON).until(() -> Stage.statements(scene).size() == 1);
        String standing =
                "update promise_standing set reason = '%s' where site = '" + scene.site + "' and promise = 'RESTORE'";
        database.execute(standing.formatted("FROM_ANOTHER_VERSION"));
        // When something is heard that changes the month, and then something that does not
        Instant down = MONTH.from().plus(Duration.ofDays(3));
        turn(scene, "site.down", down);
        turn(scene, "site.up", down.plus(Duration.ofHours(4)));
        // Then it waits, with the earliest of what was heard
        String waits = "select due > now() and heard = '%s' from conformance_watch where site = '%s'"
                .formatted(down, scene.site);
        await().atMost(Scene.SOON).until(() -> stage.value(waits).equals("t"));
        assertThat(Stage.statements(scene)).hasSize(1);
        // When it can be read again, and its time has come
        database.execute(standing.formatted("NOT_TRIED"));
        database.execute("update conformance_watch set due = now() where site = '" + scene.site + "'");
        // Then the month is corrected by what was heard, and nothing waits any more
        await().atMost(Scene.SOON).until(() -> Stage.statements(scene).size() == 2);
        assertThat(availability(scene).getString("measured.down")).isEqualTo("PT4H");
        assertThat(stage.value("select heard is null from conformance_watch where site = '" + scene.site + "'"))
                .isEqualTo("t");
    }

    @Test
    void looksThatOverlapAreOneTimeOfADay() {
        Scene scene = new Scene(bus);
        Instant day = MONTH.from().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.DAYS);
        for (int minute : List.of(0, 4, 2, 30, 0))
            bus.send(
                    "gardefou.diagnoses",
                    "site.diagnosed",
                    bus.example("diagnostics", "site.diagnosed")
                            .put("diagnosis", Ids.next().toString())
                            .put("site", scene.site.toString())
                            .put("health", "HEALTHY")
                            .put("at", day.plus(Duration.ofMinutes(minute)).toString()));
        await().atMost(Scene.SOON)
                .until(() -> stage.value("select string_agg((upper(part) - lower(part))::text, ' ' order by part)"
                                + " from conformance_watched, unnest(watched) part where site = '" + scene.site + "'")
                        .equals("00:09:00 00:05:00"));
        assertThat(stage.value("select count(*) from conformance_watched where site = '" + scene.site + "'"))
                .isEqualTo("1");
    }

    @Test
    void whatIsSoOldThatItCorrectsNothingIsLetGoOf() throws SQLException {
        // Given a site that is looked at, and facts of two years ago, some of which still matter
        UUID site = Ids.next();
        database.execute("""
                insert into conformance_fact (event, site, what, at, subject) values
                    (gen_random_uuid(), '%1$s', 'SITE_DOWN', now() - interval '730 days', null),
                    (gen_random_uuid(), '%1$s', 'SITE_UP', now() - interval '729 days', null),
                    (gen_random_uuid(), '%1$s', 'BACKUP_FAILED', now() - interval '700 days', null),
                    (gen_random_uuid(), '%1$s', 'POINT_TAKEN', now() - interval '690 days', gen_random_uuid()),
                    (gen_random_uuid(), '%1$s', 'SITE_DOWN', now() - interval '600 days', null),
                    (gen_random_uuid(), '%1$s', 'BACKUP_FAILED', now() - interval '300 days', null)""".formatted(site));
        database.execute("insert into conformance_watched (site, day, watched) select '" + site
                + "', current_date - n, '{}' from unnest(array[600, 300]) n");
        database.execute("insert into conformance_watch (site) values ('" + site + "')");
        // When it is swept
        sweep.run();
        // Then only those are left that a month that can still be stated again needs
        assertThat(stage.value(
                        "select string_agg(what, ' ' order by at) from conformance_fact where site = '" + site + "'"))
                .isEqualTo("POINT_TAKEN SITE_DOWN BACKUP_FAILED");
        assertThat(stage.value(
                        "select string_agg((current_date - day)::text, ' ') from conformance_watched where site = '"
                                + site + "'"))
                .isEqualTo("300");
        // and it is not gone through again before the next month
        assertThat(stage.value("select swept > now() - interval '440 days' from conformance_watch where site = '" + site
                        + "'"))
                .isEqualTo("t");
    }

    @Test
    void noLookGoesThroughWhatWasHeardOfOtherSites() {
        QuarkusTransaction.begin();
        try {
            // Given much that was heard of many sites, while nobody else sees it
            rows.change("insert into conformance_fact (event, site, what, at, subject)"
                    + " select gen_random_uuid(), gen_random_uuid(), (array['POINT_TAKEN', 'SITE_DOWN', 'RESTORE_COMPLETED', 'SITE_THERE'])[1 + n % 4],"
                    + " now() - interval '1 minute' * n, gen_random_uuid() from generate_series(1, 20000) n");
            rows.change(
                    "insert into conformance_watched select gen_random_uuid(), current_date, '{}' from generate_series(1, 20000)");
            rows.change("insert into conformance_watch (site, due, swept) select gen_random_uuid(), now(), now()"
                    + " from generate_series(1, 20000)");
            UUID site = Ids.next();
            Instant now = Instant.now();
            // When what a look and the sweep ask is planned
            // Then each finds its rows by an index
            indexed(Histories.DURING, site, now);
            indexed(Histories.WATCHED, site, Histories.day(now), Histories.day(now));
            indexed(Histories.LAST_POINT, site, now);
            indexed(Histories.LAST_RESTORE, site, now);
            indexed(Histories.LAST_BOOTED, site, now);
            indexed(Histories.DOWN, site, now, site, now);
            indexed(Histories.DOWN_SINCE, site, now, site, now);
            indexed(Histories.FAILED, site, now, site, now);
            indexed(Histories.ASSESSED, site, now, now);
            indexed(Histories.PRESENCE, site);
            indexed(Histories.POINTS, List.of(Ids.next(), Ids.next()));
            indexed(FactSweep.DUE, now.minus(Duration.ofDays(400)), 50);
            indexed(FactSweep.FORGET, site, now, List.of(Ids.next()), false, 5000);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private void indexed(String sql, Object... values) {
        assertThat(String.join("\n", rows.read(row -> row.getString(1), "explain " + sql, values)))
                .as(sql)
                .doesNotContain("Seq Scan")
                .contains("Index");
    }

    /** Tells of a turn, and waits until it was looked at. */
    private void turn(Scene scene, String type, Instant at) {
        int before = Stage.ledger(scene, type).size();
        bus.send("gardefou.diagnoses", type, stage.turned(type, scene, at));
        await().atMost(Scene.SOON).until(() -> Stage.ledger(scene, type).size() > before && stage.woken(scene) == 0);
    }

    private UUID assessFailedRestore(Scene scene, String copy) {
        return UUID.fromString(
                Scene.created(system().body("""
                {"site": "%s", "incident": "FAILED_RESTORE", "statements": [
                  {"question": "COPY", "answer": "%s", "source": "HOST_LOG", "reference": "run 7"},
                  {"question": "RESTORE", "answer": "FAILED", "source": "HOST_LOG", "reference": "run 7"}]}""".formatted(scene.site, copy)).post("/liability-assessments")));
    }

    /** What the newest statement of a site says of availability. */
    private static JsonPath availability(Scene scene) {
        return availability(Stage.statements(scene).getFirst());
    }

    private static JsonPath availability(String statement) {
        return system().get("/statements/" + statement)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("content.promises.find { it.promise == 'AVAILABILITY' }");
    }
}
