package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.gardefou.terms.testing.Scene.SOON;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The thread of the story that runs through terms-service, over HTTP and Kafka only. */
@QuarkusTest
class StoryTest {

    @Inject
    Bus bus;

    private Scene scene;

    @BeforeEach
    void aCustomerWithAContract() {
        scene = new Scene(bus).publish().accept().registerSite().contract();
    }

    @Test
    void aChangeRaisesANoticeThatIsReadAcknowledgedAndWeighedWhenTheSiteBreaks() {
        // Given a restore point, and a plugin update
        UUID point = restorePoint(Instant.now().minusSeconds(3600));
        UUID change = scene.change("site.plugin-updated");
        // When the customer reads the notice and acknowledges it
        String notice = scene.notice(change);
        customer(scene.customer)
                .get("/risk-notices/" + notice)
                .then()
                .statusCode(200)
                .body("level", equalTo("DANGER"))
                .body("state", equalTo("DELIVERED"))
                .body("help", equalTo("SELF_SERVICE"))
                .body("clause.code", equalTo("C15"))
                .body("clause.version", equalTo(scene.version))
                .body("lastGoodRestorePoint.restorePoint", equalTo(point.toString()))
                .body("text.title.fr", equalTo("Extension modifiée : shop-turbo"))
                .body("text.duty.fr", containsString("C15"))
                .body("text.help.fr", containsString("90,00"))
                .body("text.restorePoint.fr", containsString("il y a 1 heure"));
        customer(scene.customer)
                .body("{}")
                .post("/risk-notices/" + notice + "/acknowledgement")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACKNOWLEDGED"));
        // And the plugin breaks the site
        UUID diagnosis = diagnose(change, "CUSTOMER_CHANGE", 0.92);
        // Then the assessment names the customer's change, surely, under the accepted clause
        String assessment = assessment(diagnosis);
        customer(scene.customer)
                .get("/liability-assessments/" + assessment)
                .then()
                .statusCode(200)
                .body("party", equalTo("CUSTOMER"))
                .body("confidence", equalTo("HIGH"))
                .body("outcome.activity", equalTo("A10"))
                .body("outcome.warned", equalTo(true))
                .body("outcome.clauses.code", contains("C15"))
                .body("outcome.clauses[0].version", equalTo(scene.version))
                .body("outcome.reasons[0].text.fr", containsString("mise à jour de l'extension shop-turbo"));
        JsonNode told = bus.told("liability.assessed", scene.site).getFirst().data();
        assertThat(told.at("/cause/guide").asText()).isEqualTo("missing-php-extension-or-plugin");
        assertThat(told.at("/change").asText()).isEqualTo(change.toString());
        assertThat(Instant.parse(told.at("/diagnosedAt").asText()))
                .isBefore(Instant.parse(told.at("/at").asText()));
        // And every step is in the ledger, whose chain holds
        List<String> kinds = panel(scene.connection)
                .get("/evidence?limit=200&site=" + scene.site)
                .then()
                .statusCode(200)
                .extract()
                .path("items.kind");
        assertThat(kinds)
                .containsExactly(
                        "site.registered",
                        "contract.activated",
                        "restore-point.created",
                        "site.plugin-updated",
                        "risk-notice.raised",
                        "risk-notice.delivered",
                        "risk-notice.acknowledged",
                        "site.diagnosed",
                        "liability.assessed");
        operator()
                .get("/evidence/verification")
                .then()
                .statusCode(200)
                .body("sound", equalTo(true))
                .body("head", notNullValue());
    }

    @Test
    void aSiteWithoutAContractIsStillWarned() {
        // Given a customer whose contract has ended
        system().header("If-Match", "*")
                .post("/contracts/" + scene.contract + "/end")
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"));
        // When
        UUID change = scene.change("site.dns-changed");
        // Then
        customer(scene.customer)
                .get("/risk-notices/" + scene.notice(change))
                .then()
                .statusCode(200)
                .body("level", equalTo("WARNING"))
                .body("help", equalTo("UNKNOWN"))
                .body("text.duty.en", containsString("No contract is known"))
                .body("text.restorePoint.en", containsString("no good restore point"));
        assertThat(bus.told("contract.ended", scene.site)).hasSize(1);
    }

    @Test
    void aBreakageIsJudgedByTheTermsOfItsTime() {
        // Given a site that was looked at before its contract, in it, and after it; all of it is told when it is over
        Instant in = Instant.now();
        system().header("If-Match", "*")
                .post("/contracts/" + scene.contract + "/end")
                .then()
                .statusCode(200);
        UUID change = scene.change("site.plugin-updated");
        scene.notice(change);

        assertThat(termsJudgedBy(diagnose(change, "CUSTOMER_CHANGE", 0.92, in))).isEqualTo(scene.contract);
        assertThat(termsJudgedBy(diagnose(change, "CUSTOMER_CHANGE", 0.92, in.minusSeconds(3600))))
                .isNull();
        assertThat(termsJudgedBy(diagnose(change, "CUSTOMER_CHANGE", 0.92, Instant.now())))
                .isNull();
    }

    private @Nullable String termsJudgedBy(UUID diagnosis) {
        return system().get("/liability-assessments/" + assessment(diagnosis))
                .then()
                .statusCode(200)
                .extract()
                .path("contract");
    }

    @Test
    void whatWasSavedOfABrokenSiteIsNotItsLastGoodState() {
        // Given a point, then a look that finds the site down, and a point of the broken site
        Instant now = Instant.now();
        UUID good = restorePoint(now.minusSeconds(600));
        look("DOWN", now.minusSeconds(300));
        restorePoint(now.minusSeconds(100));
        // Then a notice counts on the one before
        assertThat(lastGood()).isEqualTo(good.toString());
        // And an old look that comes late does not heal it
        look("HEALTHY", now.minusSeconds(900));
        assertThat(lastGood()).isEqualTo(good.toString());
        // When it is well again
        look("HEALTHY", now.minusSeconds(50));
        UUID fresh = restorePoint(now.minusSeconds(20));
        // Then the newest counts again, and never the one between
        await().atMost(SOON).until(this::lastGood, fresh.toString()::equals);
    }

    @Test
    void whatWasFoundBadIsNotTheLastGoodPointUntilItIsFoundGoodAgain() {
        Instant now = Instant.now();
        UUID before = restorePoint(now.minusSeconds(600));
        UUID last = restorePoint(now.minusSeconds(300));
        // When its data is damaged
        found("restore-point.corrupted", last, now.minusSeconds(300), now.minusSeconds(200), "DATA", "FAILED");
        assertThat(lastGood()).isEqualTo(before.toString());
        // When the repository is repaired; what is heard late of the damage changes nothing
        found("restore-point.verified", last, now.minusSeconds(300), now.minusSeconds(100), "DATA", "PASSED");
        found("restore-point.corrupted", last, now.minusSeconds(300), now.minusSeconds(150), "DATA", "FAILED");
        assertThat(lastGood()).isEqualTo(last.toString());
        assertThat(acknowledged().<String>path("lastGoodRestorePoint.evidence")).isEqualTo("DATA_READ");
        // When the site in it does not answer; that it could not be tried again takes nothing from that
        found("restore-point.verified", last, now.minusSeconds(300), now.minusSeconds(90), "BOOTED", "FAILED");
        found("restore-point.verified", last, now.minusSeconds(300), now.minusSeconds(80), "BOOTED", "NOT_POSSIBLE");
        assertThat(lastGood()).isEqualTo(before.toString());
        // When it is gone, what is said of it afterwards does not bring it back
        found("restore-point.expired", last, now.minusSeconds(300), now.minusSeconds(70), "", "");
        found("restore-point.verified", last, now.minusSeconds(300), now.minusSeconds(60), "BOOTED", "PASSED");
        assertThat(lastGood()).isEqualTo(before.toString());
        assertThat(acknowledged().<String>path("text.restorePoint.fr")).contains("n'a pas encore été relu");
    }

    /** What backup-service tells of a point; heard of when this returns. */
    private void found(String type, UUID point, Instant takenAt, Instant at, String step, String outcome) {
        int before = kinds(type);
        ObjectNode event = bus.example("backup", type)
                .put("restorePoint", point.toString())
                .put("site", scene.site.toString())
                .put("at", at.toString());
        if (!type.endsWith("expired")) {
            event.put("customer", scene.customer.toString()).put("takenAt", takenAt.toString());
            ((ObjectNode) event.path("evidence").path(1)).put("step", step).put("outcome", outcome);
        }
        if (type.endsWith("verified")) event.put("state", "DATA_READ");
        bus.send("gardefou.backups", type, event);
        await().atMost(SOON).until(() -> kinds(type) == before + 1);
    }

    private int kinds(String type) {
        return system().get("/evidence?limit=200&site=" + scene.site)
                .then()
                .extract()
                .<List<?>>path("items.findAll { it.kind == '%s' }".formatted(type))
                .size();
    }

    private String lastGood() {
        return acknowledged().path("lastGoodRestorePoint.restorePoint");
    }

    private Response acknowledged() {
        // Acknowledged, so that the next change is told of alone: several count by the first of them.
        return system().body("{\"by\": \"webmaster\"}")
                .post("/risk-notices/" + scene.notice(scene.change("site.files-changed")) + "/acknowledgement")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    /** A look at the site that ties what it finds to nothing; heard of when this returns. */
    private void look(String health, Instant at) {
        UUID diagnosis = Ids.next();
        ObjectNode event = bus.example("diagnostics", "site.diagnosed")
                .put("diagnosis", diagnosis.toString())
                .put("site", scene.site.toString())
                .put("customer", scene.customer.toString())
                .put("health", health)
                .put("at", at.toString());
        event.remove(List.of("change", "cause"));
        bus.send("gardefou.diagnoses", "site.diagnosed", event);
        await().atMost(SOON).until(() -> system().get("/evidence?limit=200&site=" + scene.site)
                .asString()
                .contains(diagnosis.toString()));
    }

    @Test
    void aChangeThatArrivesBeforeItsSiteIsNotLost() {
        // Given a site that nobody has told of yet
        Scene early = new Scene(bus);
        // When
        UUID change = early.change("site.files-changed");
        String notice = early.notice(change);
        // Then its customer can read it at once, and its panel once the site is known
        customer(early.customer).get("/risk-notices/" + notice).then().statusCode(200);
        panel(early.connection).get("/risk-notices/" + notice).then().statusCode(404);
        bus.send("gardefou.sites", "site.registered", early.siteEvent(Instant.now()));
        await().atMost(SOON).untilAsserted(() -> panel(early.connection)
                .get("/risk-notices/" + notice)
                .then()
                .statusCode(200));
    }

    @Test
    void aCustomerWhomNoWarningReachedSharesOnly() {
        UUID change = scene.change("site.plugin-updated");
        scene.notice(change);

        UUID diagnosis = diagnose(change, "CUSTOMER_CHANGE", 0.92);

        system().get("/liability-assessments/" + assessment(diagnosis))
                .then()
                .body("party", equalTo("SHARED"))
                .body("outcome.guards", contains("G5", "G2"));
    }

    private UUID restorePoint(Instant takenAt) {
        UUID point = Ids.next();
        bus.send(
                "gardefou.backups",
                "restore-point.created",
                bus.example("backup", "restore-point.created")
                        .put("restorePoint", point.toString())
                        .put("site", scene.site.toString())
                        .put("customer", scene.customer.toString())
                        .put("takenAt", takenAt.toString())
                        .put("at", takenAt.toString()));
        await().atMost(SOON).until(() -> system().get("/evidence?limit=200&site=" + scene.site)
                .then()
                .extract()
                .<List<String>>path("items.kind")
                .contains("restore-point.created"));
        return point;
    }

    private UUID diagnose(UUID change, String party, double confidence) {
        return diagnose(change, party, confidence, Instant.now());
    }

    private UUID diagnose(UUID change, String party, double confidence, Instant at) {
        UUID diagnosis = Ids.next();
        ObjectNode event = bus.example("diagnostics", "site.diagnosed")
                .put("diagnosis", diagnosis.toString())
                .put("site", scene.site.toString())
                .put("customer", scene.customer.toString())
                .put("party", party)
                .put("confidence", confidence)
                .put("at", at.toString());
        ((ObjectNode) event.get("change")).put("change", change.toString());
        bus.send("gardefou.diagnoses", "site.diagnosed", event);
        return diagnosis;
    }

    private String assessment(UUID diagnosis) {
        await().atMost(SOON)
                .until(() -> system().get("/liability-assessments?diagnosis=" + diagnosis)
                                .then()
                                .extract()
                                .<List<?>>path("items")
                                .size()
                        == 1);
        await().atMost(SOON)
                .until(() -> !bus.told("liability.assessed", scene.site).isEmpty());
        return system().get("/liability-assessments?diagnosis=" + diagnosis)
                .then()
                .extract()
                .path("items[0].id");
    }
}
