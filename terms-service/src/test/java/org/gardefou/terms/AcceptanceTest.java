package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.gardefou.terms.testing.Client.with;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** What a customer accepts, how it is proven, and what the gate says of it. */
@QuarkusTest
class AcceptanceTest {

    @Inject
    Bus bus;

    @Inject
    Database database;

    @Test
    void aCustomerDoesNotSayWhenTheyClicked() {
        Scene scene = new Scene(bus).publish();
        String click = scene.acceptanceBody(scene.renditionSha256("fr"));
        String backdated =
                click.strip().substring(0, click.strip().length() - 1) + ", \"at\": \"" + Instant.now() + "\"}";

        customer(scene.customer)
                .body(backdated)
                .post("/acceptances")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/at"));
    }

    @Test
    void whatIsPersonalInAnAcceptanceIsErasedAndTheProofStays() {
        Scene scene = new Scene(bus).publish().accept();
        String path = "/acceptances/" + scene.acceptance;
        String body = "{\"reason\": \"Demande d'effacement, dossier 4711\"}";
        operator().get(path).then().body("by.name", equalTo("Camille Martin")).body("ip", equalTo("192.0.2.17"));

        customer(scene.customer).body(body).post(path + "/erasure").then().statusCode(403);
        operator().body("{}").post(path + "/erasure").then().statusCode(400);
        operator()
                .body(body)
                .post("/acceptances/" + Ids.next() + "/erasure")
                .then()
                .statusCode(404);
        operator()
                .body(body)
                .post(path + "/erasure")
                .then()
                .statusCode(200)
                .body("by.name", nullValue())
                .body("by.capacity", equalTo("titulaire du compte"))
                .body("ip", nullValue())
                .body("userAgent", nullValue());

        // Asked again, nothing is written once more; the chain holds, and the customer's order may still go on
        operator().body(body).post(path + "/erasure").then().statusCode(200);
        operator()
                .get("/evidence?customer=" + scene.customer)
                .then()
                .body("items.findAll { it.kind == 'personal-values.erased' }", hasSize(1));
        operator().get("/evidence/verification").then().body("sound", equalTo(true));
        system().get("/gate?audience=CONSUMER&plan=" + scene.plan + "&customer=" + scene.customer)
                .then()
                .body("allowed", equalTo(true));
        operator()
                .get("/audit?resourceId=" + scene.acceptance)
                .then()
                .body("items.action", hasItem("acceptance.erase"));
    }

    /** Code de la consommation, L221-14: by a button that leaves a doubt a consumer is not bound. */
    @Test
    void anOrderIsRecordedOnlyByAButtonThatSaysThatItObligesToPay() {
        Scene scene = new Scene(bus).publish();
        String gate = "/gate?audience=CONSUMER&plan=" + scene.plan + "&customer=" + scene.customer;
        String agreed = scene.acceptanceBody(scene.renditionSha256("fr"));
        String order = agreed.replaceFirst("\\{", "{\"order\": true, ");

        // A consumer would not be bound by it: nothing is recorded that would look like proof
        customer(scene.customer)
                .body(order)
                .post("/acceptances")
                .then()
                .statusCode(422)
                .body("type", endsWith("terms/order-button-unclear"))
                .body("rule", equalTo("FR-B2C-12"))
                .body("source.fr", containsString("L221-14"))
                .body("says.fr", containsString("Commande avec obligation de paiement"))
                .body("detail", containsString("/agreement"));
        // Nor is one whose words are right in another language than the one of the page
        customer(scene.customer)
                .body(order.replace("J'accepte les conditions", "Order with obligation to pay"))
                .post("/acceptances")
                .then()
                .statusCode(422)
                .body("type", endsWith("terms/order-button-unclear"));
        assertThat(acceptances(scene.version)).isZero();

        // Without an order the same button is an agreement, and the gate says what the order's own button must be
        scene.accept();
        customer(scene.customer).get("/acceptances/" + scene.acceptance).then().body("orders", equalTo(false));
        system().get(gate)
                .then()
                .body("allowed", equalTo(true))
                .body("orderButton.rule", equalTo("FR-B2C-12"))
                .body("orderButton.source.fr", containsString("L221-14"))
                .body("orderButton.says.en", containsString("obligation to pay"));
        system().get(gate + "&button=Valider")
                .then()
                .statusCode(200)
                .body("allowed", equalTo(false))
                .body("missing.reason", contains("ORDER_BUTTON"))
                .body("missing[0].source.en", containsString("L221-14"));
        system().get(gate + "&button=Commander et payer")
                .then()
                .body("allowed", equalTo(true))
                .body("orderButton", nullValue());
        system().get(gate + "&button=" + "x".repeat(201)).then().statusCode(400);
        // Who goes on orders nothing
        system().get(gate + "&purpose=CONTINUATION&button=Valider")
                .then()
                .body("allowed", equalTo(true))
                .body("orderButton", nullValue());

        // What the service itself says to ask passes
        customer(scene.customer)
                .get("/versions/" + scene.version + "/agreement")
                .then()
                .statusCode(200)
                .body("button.fr", equalTo("Commande avec obligation de paiement"))
                .body("boxes.key", hasItem("backups"))
                .body("boxes.find { it.key == 'backups' }.required", equalTo(true))
                .body("boxes.find { it.key == 'backups' }.label.en", containsString("(clauses C11, C12, C14)"));
        customer(scene.customer)
                .get("/versions/" + scene.version + "/agreement?order=false")
                .then()
                .body("button.en", equalTo("I accept these terms"));
        customer(scene.customer)
                .get("/versions/" + scene.draft(scene.defaultClauses()) + "/agreement")
                .then()
                .statusCode(404);

        // Words that are an order make it one, whether or not it is said; and then nothing is left to remind of
        String ordered = customer(scene.customer)
                .body(agreed.replace("J'accepte les conditions", "Commander et payer"))
                .post("/acceptances")
                .then()
                .statusCode(201)
                .body("orders", equalTo(true))
                .extract()
                .path("id");
        system().get(gate)
                .then()
                .body("allowed", equalTo(true))
                .body("acceptance", equalTo(ordered))
                .body("orderButton", nullValue());
        operator()
                .get("/evidence?customer=" + scene.customer)
                .then()
                .body(
                        "items.findAll { it.kind == 'acceptance.recorded' && it.body.data.orders == true }.body.data.acceptance",
                        contains(ordered));
    }

    @Test
    void theGateSaysWhatIsMissing() {
        Scene scene = new Scene(bus).publish();
        String gate = "/gate?audience=CONSUMER&plan=" + scene.plan + "&customer=" + scene.customer;

        customer(scene.customer)
                .get(gate)
                .then()
                .statusCode(200)
                .body("allowed", equalTo(false))
                .body("missing.reason", contains("NEVER_ACCEPTED"))
                .body("missing.version", contains(scene.version));
        scene.accept();
        system().get(gate)
                .then()
                .body("allowed", equalTo(true))
                .body("acceptance", equalTo(scene.acceptance))
                .body("missing", hasSize(0));
        // A newer version is in force
        String old = scene.acceptanceBody(scene.renditionSha256("fr"));
        String later = scene.draft(scene.defaultClauses());
        Authoring.publish(later, "{}").then().statusCode(200);
        customer(scene.customer)
                .body(old)
                .post("/acceptances")
                .then()
                .statusCode(422)
                .body("type", containsString("version-superseded"));
        system().get(gate)
                .then()
                .body("allowed", equalTo(false))
                .body("missing.reason", contains("NEWER_VERSION"))
                .body("missing.version", contains(later));
        // Who goes on is asked nothing, since nothing changes but the number
        system().get(gate + "&purpose=CONTINUATION")
                .then()
                .body("allowed", equalTo(true))
                .body("acceptance", equalTo(scene.acceptance));
        // What costs more is asked of everybody
        scene.promise("9000", "9500");
        String costlier = scene.draft(scene.defaultClauses());
        Authoring.publish(costlier, "{}").then().statusCode(200);
        system().get(gate + "&purpose=CONTINUATION")
                .then()
                .body("allowed", equalTo(false))
                .body("missing.reason", contains("EXPRESS_ACCEPTANCE"))
                .body("missing.version", contains(costlier))
                .body("missing.changeClass", contains("COSTLIER"))
                .body("missing[0].source.fr", containsString("R212-1"));
        // Nothing is sold without terms, and nobody asks for others
        system().get(gate.replace("CONSUMER", "PROFESSIONAL"))
                .then()
                .statusCode(200)
                .body("missing.reason", contains("NO_TERMS_IN_FORCE"));
        customer(Ids.next()).get(gate).then().statusCode(404);
        panel(scene.connection).get(gate).then().statusCode(403);
        // A token that names no customer may ask for none, whatever else it names
        for (Map<String, UUID> claims : List.of(Map.<String, UUID>of(), Map.of("connection", scene.connection)))
            for (String role : List.of("customer", "panel"))
                with(TestTokens.of(role, List.of("terms:read"), claims))
                        .get(gate)
                        .then()
                        .statusCode(403)
                        .contentType("application/problem+json")
                        .body("type", endsWith("/problems/forbidden"))
                        .body("detail", containsString(role.equals("customer") ? "the claim customer" : "as:customer"));
        system().get("/gate?audience=CONSUMER").then().statusCode(400);
    }

    @Test
    void onlyTheCustomerAcceptsAndOnlyWhatWasShown() {
        Scene scene = new Scene(bus).publish();
        String right = scene.renditionSha256("fr");
        // Staff cannot
        operator().body(scene.acceptanceBody(right)).post("/acceptances").then().statusCode(403);
        panel(scene.connection)
                .body(scene.acceptanceBody(right))
                .post("/acceptances")
                .then()
                .statusCode(403);
        // Nor is another page accepted
        customer(scene.customer)
                .body(scene.acceptanceBody("0".repeat(64)))
                .post("/acceptances")
                .then()
                .statusCode(422)
                .body("type", containsString("terms/other-page-shown"))
                .body("expected", equalTo(right))
                .body("detail", containsString(right));
        // A system must say from where the customer clicked
        system().body(scene.acceptanceBody(right).replace("\"ip\": \"192.0.2.17\", ", ""))
                .post("/acceptances")
                .then()
                .statusCode(400)
                .body("violations.pointer", org.hamcrest.Matchers.hasItems("/customer", "/ip"));
        // Nor does anybody accept for another customer without their mandate
        customer(scene.customer)
                .body(scene.acceptanceBody(right).replaceFirst("\\{", "{\"customer\": \"" + Ids.next() + "\","))
                .post("/acceptances")
                .then()
                .statusCode(403)
                .body("type", containsString("mandate-missing"));
        assertThat(acceptances(scene.version)).isZero();
        // The customer can, and sees it; nobody else's does
        scene.accept();
        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance)
                .then()
                .statusCode(200)
                .body("ip", equalTo("192.0.2.17"))
                .body("recordedBy", equalTo("CUSTOMER"));
        customer(Ids.next()).get("/acceptances/" + scene.acceptance).then().statusCode(404);
    }

    @Test
    void whatIsPersonalCanBeErasedAndTheChainStillHolds() throws SQLException {
        Scene scene = new Scene(bus).publish().accept();
        String body = customer(scene.customer).get("/evidence").then().extract().asString();
        assertThat(body)
                .contains("acceptance.recorded", "commitments")
                .doesNotContain("192.0.2.17", "Camille", "Mozilla");

        database.execute("delete from personal_value where owner = '%s'".formatted(scene.acceptance));

        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance)
                .then()
                .body("ip", nullValue())
                .body("by.name", nullValue())
                .body("by.capacity", notNullValue());
        operator().get("/evidence/verification").then().body("sound", equalTo(true));
    }

    private static int acceptances(String version) {
        return system().get("/acceptances?version=" + UUID.fromString(version))
                .then()
                .extract()
                .<List<?>>path("items")
                .size();
    }
}
