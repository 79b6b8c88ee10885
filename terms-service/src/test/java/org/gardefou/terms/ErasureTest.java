package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.ledger.PersonalValues;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** Whatever is kept about a person can be forgotten, and what they did stays proven. */
@QuarkusTest
class ErasureTest {

    private static final String WHY = "{\"reason\": \"Demande d'effacement, dossier 4711\"}";

    @Inject
    Bus bus;

    @Inject
    PersonalValues personal;

    @Inject
    AgroalDataSource dataSource;

    @Test
    void whoAcknowledgedARiskNoticeIsForgottenAndThatItWasStays() {
        Scene scene = new Scene(bus).publish().accept().registerSite().contract();
        String notice = scene.notice(scene.change("site.plugin-updated"));
        String key = Ids.next().toString();
        panel(scene.connection)
                .header("Idempotency-Key", key)
                .body("{\"by\": \"Camille Martin\"}")
                .post("/risk-notices/" + notice + "/acknowledgement")
                .then()
                .statusCode(200);
        assertThat(personal.of(UUID.fromString(notice))).containsEntry("saidName", "Camille Martin");
        // An acknowledgement that comes again changes nothing by itself: nothing is kept of it for that.
        assertThat(kept(key)).isEqualTo("none");

        erased(scene, "risk-notice", notice, "saidName", "subject");

        operator().get("/risk-notices/" + notice).then().body("state", equalTo("ACKNOWLEDGED"));
    }

    @Test
    void whoLeftBecauseOfAChangeIsForgottenAndThatTheyLeftStays() {
        Scene scene =
                new Scene(bus).publish().accept().registerSite().contract().promise("PT24H", "PT72H");
        String draft = scene.draft(scene.defaultClauses());
        Authoring.publish(
                        draft,
                        "{\"effectiveFrom\": \"%s\"}".formatted(Instant.now().plus(Duration.ofDays(40))))
                .then()
                .statusCode(200);
        String notices = "/change-notices?contract=" + scene.contract;
        await().atMost(Scene.SOON)
                .until(() -> !system().get(notices).<List<?>>path("items").isEmpty());
        String notice = system().get(notices).path("items[0].id");
        String key = Ids.next().toString();
        leave(scene, key).then().statusCode(200);
        leave(scene, key).then().statusCode(200).header("Idempotency-Replayed", "true");
        assertThat(personal.of(UUID.fromString(notice))).containsEntry("name", "Camille Martin");

        erased(scene, "change-notice", notice, "ip", "name", "userAgent");

        // What was kept for the request to come again is forgotten as well: it has no effect still, and nobody knows
        // whether it is the same.
        leave(scene, key).then().statusCode(422);
        assertThat(kept(key)).isEqualTo("");

        operator().get("/change-notices/" + notice).then().body("state", equalTo("LEFT"));
    }

    private static Response leave(Scene scene, String key) {
        return system().header("Idempotency-Key", key).body("""
                        {"name": "Camille Martin", "ip": "192.0.2.17", "userAgent": "Mozilla/5.0"}""").post("/contracts/" + scene.contract + "/exit");
    }

    /** The answer that is kept under a key. */
    private String kept(String key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select coalesce(convert_from(body, 'UTF8'), '') from idempotency_key where key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "none";
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Erases, as may who may, once; these fields are gone then. */
    private void erased(Scene scene, String what, String id, String... fields) {
        String path = "/" + what + "s/" + id + "/erasure";
        customer(scene.customer).body(WHY).post(path).then().statusCode(403);
        panel(scene.connection).body(WHY).post(path).then().statusCode(403);
        operator().body("{}").post(path).then().statusCode(400);
        operator()
                .body(WHY)
                .post("/" + what + "s/" + Ids.next() + "/erasure")
                .then()
                .statusCode(404);

        operator().body(WHY).post(path).then().statusCode(200).body("id", equalTo(id));
        system().body(WHY).post(path).then().statusCode(200);

        assertThat(personal.of(UUID.fromString(id))).isEmpty();
        operator()
                .get("/evidence?site=" + scene.site)
                .then()
                .body("items.findAll { it.kind == 'personal-values.erased' }", hasSize(1))
                .body("items.find { it.kind == 'personal-values.erased' }.body.data.notice", equalTo(id))
                .body("items.find { it.kind == 'personal-values.erased' }.body.data.fields", contains(fields));
        operator().get("/evidence/verification").then().body("sound", equalTo(true));
        operator().get("/audit?resourceId=" + id).then().body("items.action", hasItem(what + ".erase"));
    }
}
