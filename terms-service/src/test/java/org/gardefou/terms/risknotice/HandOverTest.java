package org.gardefou.terms.risknotice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.gardefou.terms.testing.Scene.SOON;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A site that one customer leaves and another takes over, with the same panel before it. */
@QuarkusTest
class HandOverTest {

    @Inject
    Bus bus;

    @Inject
    DueNotices due;

    private final UUID next = Ids.next();
    private Scene scene;

    @BeforeEach
    void aCustomerWithAContract() {
        scene = new Scene(bus).publish().accept().registerSite().contract();
    }

    @Test
    void aChangeOfTheNextCustomerJoinsNothingOfTheOneBefore() {
        String former = scene.notice(scene.change("site.plugin-updated"));

        // What the next one does may be heard of before the hand-over is
        String own = scene.notice(change(next, Instant.now()));

        assertThat(own).isNotEqualTo(former);
        system().get("/risk-notices/" + former).then().body("changeCount", equalTo(1));
        system().get("/risk-notices/" + own)
                .then()
                .body("customer", equalTo(next.toString()))
                .body("changeCount", equalTo(1))
                // The active contract is still that of the one before
                .body("contract", nullValue())
                .body("clause.version", nullValue());
        assertThat(scene.notice(change(next, Instant.now()))).isEqualTo(own);

        handOver();

        ended(former);
        system().get("/risk-notices/" + own).then().body("state", equalTo("RAISED"));
    }

    @Test
    void whatTheOneBeforeWasWarnedOfEndsAndIsNotShownToTheNext() {
        String read = scene.notice(scene.change("site.plugin-updated"));
        customer(scene.customer).get("/risk-notices/" + read).then().body("state", equalTo("DELIVERED"));
        String unread = scene.notice(scene.change("site.dns-changed"));
        String finding = found("RAISED");

        handOver();

        for (String notice : List.of(read, unread, finding)) {
            ended(notice);
            customer(next).get("/risk-notices/" + notice).then().statusCode(404);
            panel(scene.connection).get("/risk-notices/" + notice).then().statusCode(404);
            String relayed = "/risk-notices/" + notice + "/acknowledgement";
            String by = "{\"by\": \"Dominique Petit\"}";
            panel(scene.connection).body(by).post(relayed).then().statusCode(404);
            system().body(by)
                    .post(relayed)
                    .then()
                    .statusCode(409)
                    .body("detail", containsString("another customer's now"));
        }
        panel(scene.connection)
                .get("/risk-notices?site=" + scene.site)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
        await().atMost(SOON).untilAsserted(() -> assertThat(bus.told("risk-notice.expired", scene.site))
                .extracting(told -> told.data().path("reason").asText())
                .containsExactly("HANDED_OVER", "HANDED_OVER"));
        // Whom it was for can still say that they read it
        customer(scene.customer)
                .body("{}")
                .post("/risk-notices/" + read + "/acknowledgement")
                .then()
                .statusCode(200);
    }

    @Test
    void whatWasFoundOfTheSiteIsToldAnewToTheNext() {
        String former = found("RAISED");
        customer(scene.customer)
                .body("{}")
                .post("/risk-notices/" + former + "/acknowledgement")
                .then()
                .statusCode(200);

        handOver();
        String own = found("RAISED");

        assertThat(own).isNotEqualTo(former);
        assertThat(found("KNOWN")).isEqualTo(own);
        customer(next).get("/risk-notices/" + own).then().statusCode(200);
        customer(scene.customer).get("/risk-notices/" + own).then().statusCode(404);
        system().get("/risk-notices/" + former).then().body("changeCount", equalTo(1));
    }

    @Test
    void aChangeOfTheOneBeforeThatIsHeardOfLateIsTheirsAndOverSoon() {
        Instant before = Instant.now();
        handOver();

        String late = scene.notice(change(scene.customer, before));
        system().get("/risk-notices/" + late).then().body("customer", equalTo(scene.customer.toString()));
        due.run();

        ended(late);
    }

    @Test
    void aLateWordOfTheSiteHandsNothingBack() {
        Instant before = Instant.now();
        handOver();
        String own = scene.notice(change(next, Instant.now()));

        hear(scene.customer, before);

        system().get("/risk-notices/" + own).then().body("state", equalTo("RAISED"));
        assertThat(scene.notice(change(next, Instant.now()))).isEqualTo(own);
    }

    private static void ended(String notice) {
        system().get("/risk-notices/" + notice)
                .then()
                .body("state", equalTo("EXPIRED"))
                .body("expiredBecause", equalTo("HANDED_OVER"));
    }

    private void handOver() {
        hear(next, Instant.now());
    }

    /** That the site is a customer's is told, and what follows has happened when this returns. */
    private void hear(UUID customer, Instant at) {
        int before = told();
        bus.send("gardefou.sites", "site.moved", scene.siteEvent(at).put("customer", customer.toString()));
        await().atMost(SOON).until(() -> told() > before);
    }

    private int told() {
        return system().get("/evidence?limit=200&site=" + scene.site)
                .then()
                .extract()
                .path("items.findAll { it.kind == 'site.moved' }.size()");
    }

    private UUID change(UUID customer, Instant at) {
        UUID change = Ids.next();
        bus.send(
                "gardefou.site-changes",
                "site.plugin-updated",
                scene.changeEvent("site.plugin-updated", change)
                        .put("customer", customer.toString())
                        .put("happenedAt", at.toString()));
        return change;
    }

    private String found(String outcome) {
        JsonPath answer = system().body("""
                        {"sites": ["%s"], "extension": {"kind": "PLUGIN", "name": "shop-turbo", "version": "1.0"},
                         "fact": "VULNERABLE", "source": {"name": "scan"}}""".formatted(scene.site))
                .post("/security-notices")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getString("items[0].outcome")).isEqualTo(outcome);
        return answer.getString("items[0].notice");
    }
}
