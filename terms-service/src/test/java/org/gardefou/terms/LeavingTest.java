package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;
import static org.gardefou.terms.testing.TermsChange.LEAVING;
import static org.gardefou.terms.testing.TermsChange.contracted;
import static org.gardefou.terms.testing.TermsChange.deliver;
import static org.gardefou.terms.testing.TermsChange.from;
import static org.gardefou.terms.testing.TermsChange.notice;
import static org.gardefou.terms.testing.TermsChange.published;
import static org.gardefou.terms.testing.TermsChange.terms;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** Leaving because the terms change: where a change lets the customer, at no cost, and when they say. */
@QuarkusTest
class LeavingTest {

    @Inject
    Bus bus;

    @Test
    void whoLeavesDoesSoAtNoCostAndTheContractEndsBeforeTheNewVersionApplies() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        String path = "/contracts/" + scene.contract + "/exit";
        customer(scene.customer)
                .body(LEAVING)
                .post(path)
                .then()
                .statusCode(409)
                .body("type", containsString("no-exit-window"));
        Instant effective = Instant.now().plus(Duration.ofDays(40)).truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        String later = published(scene, from(effective));
        deliver(notice(scene, later)).then().statusCode(200);

        // Never staff, nobody else, and a system with its evidence only
        operator().body(LEAVING).post(path).then().statusCode(403);
        customer(Ids.next()).body(LEAVING).post(path).then().statusCode(404);
        system().body(LEAVING).post(path).then().statusCode(400).body("violations.pointer", hasItem("/ip"));
        customer(scene.customer)
                .body(LEAVING.replace("}", ", \"endsAt\": \"2090-01-01T00:00:00Z\"}"))
                .post(path)
                .then()
                .statusCode(400);
        customer(scene.customer)
                .body(LEAVING)
                .post(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"))
                .body("endsAt", equalTo(effective.toString()));
        customer(scene.customer).body(LEAVING).post(path).then().statusCode(409);

        terms(scene, effective.minusSeconds(1)).then().body("applies.version", equalTo(scene.version));
        terms(scene, effective).then().body("applies", nullValue()).body("waiting", hasSize(0));
        customer(scene.customer)
                .get("/evidence?site=" + scene.site)
                .then()
                .body("items.find { it.kind == 'terms.exit-declared' }.body.data.commitments.name", notNullValue());
        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("terms.exit-declared", scene.site))
                .hasSize(1));
    }

    @Test
    void aContractThatIsLeftEndsWhenItsCustomerSaid() {
        Instant begun = Instant.now();
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        notice(scene, published(scene, from(Instant.now().plus(Duration.ofDays(40)))));
        // Behind what is asked next, also on a busy machine, where all that is before it took longer
        String ends = Instant.now()
                .plus(Duration.between(begun, Instant.now()))
                .plusSeconds(2)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .plusNanos(123_456_000)
                .toString();

        customer(scene.customer)
                .body(LEAVING.replace("}", ", \"endsAt\": \"%s\"}".formatted(ends)))
                .post("/contracts/" + scene.contract + "/exit")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"));

        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.ended", scene.site))
                .singleElement()
                .satisfies(told -> assertThat(told.data().path("at").asText()).isEqualTo(ends)));
        system().get("/contracts/" + scene.contract)
                .then()
                .body("state", equalTo("ENDED"))
                .body("endedAt", equalTo(ends));
    }

    @Test
    void aResellerLeavesForItsCustomerByMandateOnly() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        UUID reseller = Ids.next();
        notice(scene, published(scene, from(Instant.now().plus(Duration.ofDays(40)))));
        String path = "/contracts/" + scene.contract + "/exit";
        customer(reseller).body(LEAVING).post(path).then().statusCode(404);
        String mandate = Scene.created(customer(scene.customer)
                .body("""
                        {"agent": "%s", "scopes": ["DECLARE_EXIT"], "evidenceSha256": "%s"}""".formatted(reseller, "b".repeat(64)))
                .post("/mandates"));

        customer(reseller).body(LEAVING).post(path).then().statusCode(200).body("endsAt", notNullValue());

        customer(scene.customer)
                .get("/evidence?site=" + scene.site)
                .then()
                .body("items.find { it.kind == 'terms.exit-declared' }.body.data.mandate", equalTo(mandate));
    }
}
