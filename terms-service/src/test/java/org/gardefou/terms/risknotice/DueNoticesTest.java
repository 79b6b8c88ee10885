package org.gardefou.terms.risknotice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.system;
import static org.gardefou.terms.testing.Scene.SOON;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a notice that nobody acknowledges. Its times are put back, as if it had been raised long ago. */
@QuarkusTest
class DueNoticesTest {

    @Inject
    Bus bus;

    @Inject
    Database database;

    @Inject
    DueNotices due;

    @Inject
    AgroalDataSource dataSource;

    private Scene scene;

    @BeforeEach
    void aCustomerWithAContract() {
        scene = new Scene(bus).publish().accept().registerSite().contract();
    }

    @Test
    void aWarningThatWasDeliveredIsToldOfAgainTwiceAndThenLeftAlone() throws SQLException {
        String notice = scene.notice(scene.change("site.plugin-updated"));
        read(notice);

        for (int days = 3; days <= 12; days += 3) {
            daysPass(notice, 3);
            due.run();
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(bus.told("risk-notice.reminded", scene.site))
                .extracting(told -> told.data().path("number").asInt())
                .containsExactly(1, 2));
        system().get("/risk-notices/" + notice).then().body("state", equalTo("DELIVERED"));
        assertThat(kinds()).containsSequence("risk-notice.delivered", "risk-notice.reminded", "risk-notice.reminded");
    }

    @Test
    void whatWasNotDeliveredOrIsNoWarningIsNotToldOfAgain() throws SQLException {
        String unread = scene.notice(scene.change("site.plugin-updated"));
        String information = scene.notice(scene.change("site.settings-changed"));
        read(information);

        daysPass(unread, 5);
        daysPass(information, 5);
        due.run();

        assertThat(kinds()).doesNotContain("risk-notice.reminded", "risk-notice.expired");
    }

    @Test
    void aNoticeThatNobodyAcknowledgedExpiresAfterItsLifeAndIsAcknowledgedLate() throws SQLException {
        String information = scene.notice(scene.change("site.settings-changed"));
        String danger = scene.notice(scene.change("site.plugin-updated"));
        String acknowledged = scene.notice(scene.change("site.theme-changed"));
        acknowledge(acknowledged);

        for (String notice : List.of(information, danger, acknowledged)) daysPass(notice, 31);
        due.run();

        system().get("/risk-notices/" + information)
                .then()
                .body("state", equalTo("EXPIRED"))
                .body("expiredBecause", equalTo("TIME"))
                .body("expiredAt", notNullValue())
                .body("text.title.fr", notNullValue());
        system().get("/risk-notices/" + danger).then().body("state", equalTo("RAISED"));
        system().get("/risk-notices/" + acknowledged).then().body("state", equalTo("ACKNOWLEDGED"));
        assertThat(ids("EXPIRED")).containsExactly(information);
        await().atMost(SOON).untilAsserted(() -> assertThat(bus.told("risk-notice.expired", scene.site))
                .singleElement()
                .satisfies(
                        told -> assertThat(told.data().path("notice").asText()).isEqualTo(information)));
        // A change after that is told of anew
        assertThat(scene.notice(scene.change("site.settings-changed"))).isNotEqualTo(information);
        // And who reads it at last is on record, as late
        acknowledge(information);
        system().get("/risk-notices/" + information).then().body("state", equalTo("ACKNOWLEDGED"));
        assertThat(system().get("/evidence?limit=200&site=" + scene.site)
                        .then()
                        .extract()
                        .<List<Boolean>>path("items.findAll { it.kind == 'risk-notice.acknowledged' }.body.data.late"))
                .contains(true);
    }

    @Test
    void aNoticeIsFarFromDueInItsFirstDays() throws SQLException {
        String notice = scene.notice(scene.change("site.plugin-updated"));
        read(notice);

        daysPass(notice, 2);
        due.run();

        assertThat(kinds()).doesNotContain("risk-notice.reminded");
    }

    @Test
    void aRestoreThatTookTheChangeBackMakesItsWarningPointless() {
        Instant start = Instant.now().minusSeconds(3600);
        UUID earliest = restorePoint(start.minusSeconds(600));
        UUID before = restorePoint(start);
        String undone = scene.notice(change("site.plugin-updated", start.plusSeconds(600)));
        String dns = scene.notice(change("site.dns-changed", start.plusSeconds(600)));
        String older = scene.notice(change("site.theme-changed", start.minusSeconds(60)));
        UUID safety = restorePoint(start.plusSeconds(1200));
        String later = scene.notice(change("site.database-changed", start.plusSeconds(1300)));

        // A part of the site came back first, which says nothing of any change
        for (String scope : List.of("FILES", "EVERYTHING")) {
            ObjectNode completed = bus.example("restore", "restore.completed")
                    .put("restore", Ids.next().toString())
                    .put("site", scene.site.toString())
                    .put("customer", scene.customer.toString())
                    .put("restorePoint", (scope.equals("FILES") ? earliest : before).toString())
                    .put("safetyRestorePoint", safety.toString())
                    .put("at", Instant.now().toString());
            completed.putObject("selection").put("scope", scope);
            bus.send("gardefou.restores", "restore.completed", completed);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(ids("EXPIRED")).containsExactly(undone));
        system().get("/risk-notices/" + undone).then().body("expiredBecause", equalTo("UNDONE"));
        for (String notice : List.of(dns, older, later))
            system().get("/risk-notices/" + notice)
                    .then()
                    .body("state", equalTo("RAISED"))
                    .body("expiredBecause", nullValue());
    }

    /** The restore is heard of before the points that it was made of, and before what it took back: three topics, in whatever order. */
    @Test
    void aRestoreTakesBackWhatIsHeardOfLater() {
        Instant start = Instant.now().minusSeconds(3600);
        UUID before = Ids.next();
        UUID safety = Ids.next();
        String undone = scene.notice(change("site.plugin-updated", start.plusSeconds(600)));
        bus.send(
                "gardefou.restores",
                "restore.completed",
                bus.example("restore", "restore.completed")
                        .put("restore", Ids.next().toString())
                        .put("site", scene.site.toString())
                        .put("customer", scene.customer.toString())
                        .put("restorePoint", before.toString())
                        .put("safetyRestorePoint", safety.toString()));
        await().atMost(SOON).until(() -> kinds().contains("restore.completed"));

        restorePoint(safety, start.plusSeconds(1200));
        due.run();
        system().get("/risk-notices/" + undone).then().body("state", equalTo("RAISED"));
        restorePoint(before, start);
        due.run();
        system().get("/risk-notices/" + undone).then().body("expiredBecause", equalTo("UNDONE"));

        String late = scene.notice(change("site.theme-changed", start.plusSeconds(700)));
        String untouched = scene.notice(change("site.database-changed", start.plusSeconds(1300)));
        due.run();
        system().get("/risk-notices/" + late).then().body("expiredBecause", equalTo("UNDONE"));
        system().get("/risk-notices/" + untouched).then().body("state", equalTo("RAISED"));
    }

    @Test
    void nobodyIsRemindedOfASiteThatIsGone() throws SQLException {
        String notice = scene.notice(scene.change("site.plugin-updated"));
        read(notice);
        bus.send(
                "gardefou.sites",
                "site.removed",
                bus.example("diagnostics", "site.removed")
                        .put("site", scene.site.toString())
                        .put("at", Instant.now().toString()));
        await().atMost(SOON).until(() -> kinds().contains("site.removed"));

        daysPass(notice, 4);
        due.run();

        system().get("/risk-notices/" + notice).then().body("expiredBecause", equalTo("SITE_REMOVED"));
    }

    @Test
    void twoReplicasTellOfEachNoticeOnce() throws Exception {
        List<String> notices = new ArrayList<>();
        for (String type : List.of(
                "site.plugin-updated",
                "site.theme-changed",
                "site.dns-changed",
                "site.mail-changed",
                "site.tls-changed")) notices.add(scene.notice(scene.change(type)));
        for (String notice : notices) {
            read(notice);
            daysPass(notice, 4);
        }

        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++)
                runs.add(replicas.submit(() -> {
                    due.run();
                    return null;
                }));
            for (Future<?> run : runs) run.get();
        }

        assertThat(kinds().stream().filter("risk-notice.reminded"::equals)).hasSize(notices.size());
    }

    /** 20,000 notices, of which none is due: the look reads no row of the table. Taken back at its end. */
    @Test
    void whatIsDueIsFoundByItsIndexHoweverManyNoticesThereAre() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("""
                    insert into risk_notice (id, change, change_type, site, customer, level, locale, clause_code, help, text, gathered, grouping, open,
                        happened_at, last_happened_at, raised_at, expires_at, due_at)
                    select gen_random_uuid(), gen_random_uuid(), 'site.files-changed', gen_random_uuid(), gen_random_uuid(), 'DANGER', 'fr', 'C15',
                        'UNKNOWN', '{}', '{}', 'files', true, now(), now(), now(), now() + interval '9 days', now() + interval '9 days'
                    from generate_series(1, 20000)""");
            statement.execute("analyze risk_notice");
            assertThat(
                            plan(
                                    statement,
                                    "select id from risk_notice where due_at <= now() order by due_at limit 100 for update skip locked"))
                    .contains("risk_notice_due")
                    .doesNotContain("Seq Scan");
            assertThat(plan(
                            statement,
                            "select id from risk_notice where site = '%s' and grouping = 'files' and open for update"
                                    .formatted(scene.site)))
                    .contains("risk_notice_open")
                    .doesNotContain("Seq Scan");
            connection.rollback();
        }
    }

    private static String plan(Statement statement, String query) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery("explain " + query)) {
            while (lines.next()) plan.append(lines.getString(1)).append('\n');
        }
        return plan.toString();
    }

    private void daysPass(String notice, int days) throws SQLException {
        database.execute(
                "update risk_notice set due_at = due_at - interval '%d days', expires_at = expires_at - interval '%d days' where id = '%s'"
                        .formatted(days, days, notice));
    }

    private void read(String notice) {
        customer(scene.customer).get("/risk-notices/" + notice).then().body("state", equalTo("DELIVERED"));
    }

    private void acknowledge(String notice) {
        customer(scene.customer)
                .body("{}")
                .post("/risk-notices/" + notice + "/acknowledgement")
                .then()
                .statusCode(200);
    }

    private List<String> ids(String state) {
        return system().get("/risk-notices?site=" + scene.site + "&state=" + state)
                .then()
                .extract()
                .path("items.id");
    }

    private List<String> kinds() {
        return system().get("/evidence?limit=200&site=" + scene.site)
                .then()
                .extract()
                .path("items.kind");
    }

    private UUID change(String type, Instant at) {
        UUID change = Ids.next();
        ObjectNode event = scene.changeEvent(type, change).put("happenedAt", at.toString());
        bus.send("gardefou.site-changes", type, event);
        return change;
    }

    private UUID restorePoint(Instant takenAt) {
        return restorePoint(Ids.next(), takenAt);
    }

    private UUID restorePoint(UUID point, Instant takenAt) {
        bus.send(
                "gardefou.backups",
                "restore-point.created",
                bus.example("backup", "restore-point.created")
                        .put("restorePoint", point.toString())
                        .put("site", scene.site.toString())
                        .put("customer", scene.customer.toString())
                        .put("takenAt", takenAt.toString())
                        .put("at", Instant.now().toString()));
        await().atMost(SOON).until(() -> system().get("/evidence?limit=200&site=" + scene.site)
                .asString()
                .contains(point.toString()));
        return point;
    }
}
