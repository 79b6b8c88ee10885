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

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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

    @Test
    void whoAcknowledgedARiskNoticeIsForgottenAndThatItWasStays() {
        Scene scene = new Scene(bus).publish().accept().registerSite().contract();
        String notice = scene.notice(scene.change("site.plugin-updated"));
        panel(scene.connection)
                .body("{\"by\": \"Camille Martin\"}")
                .post("/risk-notices/" + notice + "/acknowledgement")
                .then()
                .statusCode(200);
        assertThat(personal.of(UUID.fromString(notice))).containsEntry("saidName", "Camille Martin");

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
        system().body("""
                        {"name": "Camille Martin", "ip": "192.0.2.17", "userAgent": "Mozilla/5.0"}""").post("/contracts/" + scene.contract + "/exit").then().statusCode(200);
        assertThat(personal.of(UUID.fromString(notice))).containsEntry("name", "Camille Martin");

        erased(scene, "change-notice", notice, "ip", "name", "userAgent");

        operator().get("/change-notices/" + notice).then().body("state", equalTo("LEFT"));
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
