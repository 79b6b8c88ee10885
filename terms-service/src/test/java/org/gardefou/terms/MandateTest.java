package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** A reseller acts for its customers by their mandate, and not without. */
@QuarkusTest
class MandateTest {

    @Inject
    Bus bus;

    @Inject
    Database database;

    private final UUID reseller = Ids.next();

    @Test
    void aResellerAcceptsForACustomerByMandateOnly() {
        Scene scene = new Scene(bus).publish();
        accept(scene).then().statusCode(403).body("type", containsString("mandate-missing"));
        String mandate = Scene.created(
                customer(scene.customer).body(body("ACCEPT_TERMS", "")).post("/mandates"));

        String acceptance = Scene.created(accept(scene));

        customer(scene.customer)
                .get("/acceptances/" + acceptance)
                .then()
                .body("customer", equalTo(scene.customer.toString()))
                .body("agent", equalTo(reseller.toString()))
                .body("mandate", equalTo(mandate))
                .body("provenance", equalTo("CLICK"));
        // Staff can neither with nor without a mandate
        operator()
                .body(named(scene, ", \"agent\": \"%s\"".formatted(reseller)))
                .post("/acceptances")
                .then()
                .statusCode(403);
        // A system that relays the reseller's click names it, and needs its mandate as well
        system().body(named(scene, ", \"agent\": \"%s\"".formatted(reseller)))
                .post("/acceptances")
                .then()
                .statusCode(201)
                .body("mandate", equalTo(mandate));
        system().body(named(scene, ", \"agent\": \"%s\"".formatted(Ids.next())))
                .post("/acceptances")
                .then()
                .statusCode(403);
        customer(reseller)
                .body(named(scene, ", \"agent\": \"%s\"".formatted(Ids.next())))
                .post("/acceptances")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/agent"));
        customer(scene.customer)
                .get("/evidence")
                .then()
                .body("items.kind", hasItem("mandate.given"))
                .body("items.find { it.kind == 'acceptance.recorded' }.body.data.mandate", equalTo(mandate));
        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("mandate.given", scene.customer))
                .hasSize(1));
    }

    @Test
    void aMandateHoldsForItsScopeItsTermsAndItsTime() {
        Scene scene = new Scene(bus).publish();
        for (String limits : new String[] {
            body("DECLARE_EXIT", ""),
            body("ACCEPT_TERMS", ", \"validFrom\": \"2090-01-01T00:00:00Z\""),
            body("ACCEPT_TERMS", ", \"validFrom\": \"2020-01-01T00:00:00Z\", \"validTo\": \"2021-01-01T00:00:00Z\""),
            body("ACCEPT_TERMS", ", \"document\": \"%s\"".formatted(new Scene(bus).publish().document))
        }) {
            customer(scene.customer).body(limits).post("/mandates").then().statusCode(201);
            accept(scene).then().statusCode(403);
        }
        String mandate = Scene.created(customer(scene.customer)
                .body(body("ACCEPT_TERMS", ", \"document\": \"%s\"".formatted(scene.document)))
                .post("/mandates"));
        accept(scene).then().statusCode(201);

        customer(scene.customer)
                .post("/mandates/" + mandate + "/revocation")
                .then()
                .statusCode(200)
                .body("revokedAt", notNullValue());

        accept(scene).then().statusCode(403);
        // Revoked again it is as it was, and nothing else of it ever changes
        Instant revoked = Instant.parse(customer(reseller)
                .get("/mandates/" + mandate)
                .then()
                .statusCode(200)
                .extract()
                .path("revokedAt"));
        customer(reseller)
                .post("/mandates/" + mandate + "/revocation")
                .then()
                .statusCode(200)
                .body("revokedAt", equalTo(revoked.toString()));
        assertThatThrownBy(() ->
                        database.execute("update mandate set revoked_at = null where id = '%s'".formatted(mandate)))
                .hasMessageContaining("only revoked");
    }

    @Test
    void aMandateIsGivenByTheCustomerOrRecordedWithItsProof() {
        Scene scene = new Scene(bus).publish();
        String paper = body("ACCEPT_TERMS", ", \"principal\": \"%s\"".formatted(scene.customer));
        // Nobody gives one to themself for another
        customer(reseller).body(paper).post("/mandates").then().statusCode(404);
        operator()
                .body(body("ACCEPT_TERMS", ""))
                .post("/mandates")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/principal"));
        operator()
                .body(paper.replace("b".repeat(64), "b"))
                .post("/mandates")
                .then()
                .statusCode(400);
        operator()
                .body(paper.replace("evidenceSha256", "evidence"))
                .post("/mandates")
                .then()
                .statusCode(400);
        customer(reseller)
                .body(body("ACCEPT_TERMS", ""))
                .post("/mandates")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/agent"));
        customer(scene.customer)
                .body(body(
                        "ACCEPT_TERMS",
                        ", \"validFrom\": \"2026-01-02T00:00:00Z\", \"validTo\": \"2026-01-01T00:00:00Z\""))
                .post("/mandates")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/validTo"));
        panel(scene.connection).body(paper).post("/mandates").then().statusCode(403);
        customer(scene.customer)
                .body(body("ACCEPT_TERMS", ", \"document\": \"%s\"".formatted(Ids.next())))
                .post("/mandates")
                .then()
                .statusCode(422);

        String mandate = operator()
                .body(paper)
                .post("/mandates")
                .then()
                .statusCode(201)
                .body("recordedBy", equalTo("OPERATOR"))
                .body("validTo", nullValue())
                .extract()
                .path("id");

        // Both sides see it, and nobody else
        for (UUID side : new UUID[] {reseller, scene.customer})
            customer(side).get("/mandates?agent=" + reseller).then().body("items.id", contains(mandate));
        customer(Ids.next()).get("/mandates/" + mandate).then().statusCode(404);
        customer(Ids.next()).get("/mandates?principal=" + scene.customer).then().body("items", hasSize(0));
    }

    private Response accept(Scene scene) {
        return customer(reseller).body(named(scene, "")).post("/acceptances");
    }

    private static String named(Scene scene, String more) {
        return scene.acceptanceBody(scene.renditionSha256("fr"))
                .replaceFirst("\\{", "{\"customer\": \"%s\"%s, ".formatted(scene.customer, more));
    }

    private String body(String scope, String more) {
        return "{\"agent\": \"%s\", \"scopes\": [\"%s\"], \"evidenceSha256\": \"%s\"%s}"
                .formatted(reseller, scope, "b".repeat(64), more);
    }
}
