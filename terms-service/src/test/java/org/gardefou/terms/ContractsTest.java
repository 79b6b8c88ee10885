package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** Contracts: what they need, and what they keep. */
@QuarkusTest
class ContractsTest {

    @Inject
    Bus bus;

    @Test
    void whoDoesWhatIsToldForASiteByItsContract() {
        Scene scene = new Scene(bus).publish().accept().registerSite().contract();

        for (RequestSpecification caller : List.of(customer(scene.customer), panel(scene.connection), operator()))
            caller.get("/responsibilities?site=" + scene.site)
                    .then()
                    .statusCode(200)
                    .body("level", equalTo("STANDARD"))
                    .body("contract", equalTo(scene.contract))
                    .body("version", equalTo(scene.version))
                    .body("items.find { it.activity == 'A10' }.customer", equalTo("RA"))
                    .body("items.find { it.activity == 'A21' }.accountable", equalTo("HOST"));
        for (RequestSpecification other : List.of(customer(Ids.next()), panel(Ids.next())))
            other.get("/responsibilities?site=" + scene.site).then().statusCode(404);
        operator().get("/responsibilities?site=" + Ids.next()).then().statusCode(404);
        operator().get("/responsibilities?level=VPS&site=" + scene.site).then().statusCode(400);
        customer(scene.customer)
                .get("/responsibilities?locale=fr&site=" + scene.site)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Language", "fr")
                .body(containsString("Qui fait quoi pour votre site"), containsString("Les sauvegardes"));
        customer(scene.customer)
                .get("/responsibilities?locale=de&site=" + scene.site)
                .then()
                .statusCode(400);
        customer(scene.customer)
                .get("/responsibilities/differences?from=STANDARD&to=MANAGED")
                .then()
                .statusCode(200)
                .body("items.find { it.before.activity == 'A09' }.after.host", equalTo("RA"));
        operator().get("/responsibilities/differences?from=STANDARD").then().statusCode(400);
    }

    @Test
    void aContractPromisesWhatTheAcceptedVersionSaysWhateverBecameOfThePlan() {
        Scene scene = new Scene(bus).publish().accept().registerSite();
        system().header("If-Match", "*")
                .body(Scene.planBody("p")
                        .replace("\"code\": \"p\", \"level\": \"STANDARD\"", "\"level\": \"VPS\"")
                        .replace(
                                "{\"included\": true, \"frequency\": \"PT24H\", \"retention\": \"P7D\"}",
                                "{\"included\": false}")
                        .replace("9000", "19000"))
                .put("/plans/" + scene.plan)
                .then()
                .statusCode(200);

        scene.contract();

        system().get("/contracts/" + scene.contract)
                .then()
                .statusCode(200)
                .body("plan.level", equalTo("STANDARD"))
                .body("promises.backup.retention", equalTo("P7D"))
                .body("promises.repair.price.amount", equalTo(9000));
        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.activated", scene.site))
                .singleElement()
                .satisfies(told -> assertThat(
                                told.data().at("/promises/backup/included").asBoolean())
                        .isTrue()));
    }

    @Test
    void aContractNeedsAKnownSiteOfTheCustomerAndTheAcceptanceOfTheVersionInForce() {
        Scene scene = new Scene(bus).publish().accept();
        // A site that is not known yet
        Response early = system().body(scene.contractBody()).post("/contracts");
        early.then().statusCode(409).body("type", containsString("not-known-yet"));
        assertThat(early.header("Retry-After")).isNotNull();
        // Another customer's
        scene.registerSite();
        Scene other = new Scene(bus);
        system().body(scene.contractBody().replace(scene.customer.toString(), other.customer.toString()))
                .post("/contracts")
                .then()
                .statusCode(422);
        // Terms for others
        system().body(scene.contractBody().replace("CONSUMER", "PROFESSIONAL"))
                .post("/contracts")
                .then()
                .statusCode(422)
                .body("type", containsString("terms/other-audience"));
        // An old version
        String old = scene.version;
        scene.version = scene.draft(scene.defaultClauses());
        system().body("{}")
                .header("If-Match", "*")
                .post("/versions/" + scene.version + "/publication")
                .then()
                .statusCode(200);
        system().body(scene.contractBody())
                .post("/contracts")
                .then()
                .statusCode(422)
                .body("type", containsString("terms/version-superseded"))
                .body("detail", containsString(scene.version));
        assertThat(old).isNotEqualTo(scene.version);
        // Then it works, once
        scene.accept().contract();
        system().body(scene.contractBody()).post("/contracts").then().statusCode(409);
        customer(scene.customer).get("/contracts?site=" + scene.site).then().body("items", hasSize(1));
        panel(scene.connection).get("/contracts/" + scene.contract).then().statusCode(200);
        customer(other.customer).get("/contracts/" + scene.contract).then().statusCode(404);
        panel(other.connection).get("/contracts/" + scene.contract).then().statusCode(404);
    }

    @Test
    void termsThatComeIntoForceLaterDoNotBindBefore() {
        Scene scene = new Scene(bus).publish().accept().registerSite();
        String later = scene.draft(scene.defaultClauses());
        system().body("{\"effectiveFrom\": \"%s\"}".formatted(Instant.now().plusSeconds(86_400)))
                .header("If-Match", "*")
                .post("/versions/" + later + "/publication")
                .then()
                .statusCode(200);

        scene.contract();

        system().get("/contracts/" + scene.contract).then().body("terms.version", equalTo(scene.version));
        system().body("{\"effectiveFrom\": \"2020-01-01T00:00:00Z\"}")
                .header("If-Match", "*")
                .post("/versions/" + scene.draft(scene.defaultClauses()) + "/publication")
                .then()
                .statusCode(422);
    }
}
