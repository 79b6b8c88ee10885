package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;
import static org.gardefou.terms.testing.TermsChange.LEAVING;
import static org.gardefou.terms.testing.TermsChange.LEGAL_DUTY;
import static org.gardefou.terms.testing.TermsChange.contracted;
import static org.gardefou.terms.testing.TermsChange.deliver;
import static org.gardefou.terms.testing.TermsChange.from;
import static org.gardefou.terms.testing.TermsChange.notice;
import static org.gardefou.terms.testing.TermsChange.published;
import static org.gardefou.terms.testing.TermsChange.terms;
import static org.gardefou.terms.testing.TermsChange.withdraw;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** A customer who said that they leave because their terms change may stay after all, until the contract ends. */
@QuarkusTest
class StayingTest {

    @Inject
    Bus bus;

    @Test
    void whoTakesItBackInTimeGoesOnAsIfTheyHadNeverLeft() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        Instant effective = Instant.now().plus(Duration.ofDays(40));
        String later = published(scene, from(effective));
        String notice = notice(scene, later);
        deliver(notice).then().statusCode(200);
        String exitUntil = system().get("/change-notices/" + notice).path("exitUntil");
        stay(scene).then().statusCode(409).body("detail", containsString("nothing to take back"));
        leave(scene, LEAVING).then().statusCode(200).body("endsAt", notNullValue());

        // Never staff, nobody else, and a system with its evidence only
        operator().body(LEAVING).post(path(scene)).then().statusCode(403);
        customer(Ids.next()).body(LEAVING).post(path(scene)).then().statusCode(404);
        system().body(LEAVING).post(path(scene)).then().statusCode(400).body("violations.pointer", hasItem("/ip"));
        stay(scene)
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"))
                .body("", org.hamcrest.Matchers.not(hasKey("endsAt")));

        system().get("/change-notices/" + notice)
                .then()
                .body("state", equalTo("OPEN"))
                .body("leftAt", nullValue())
                .body("exitUntil", equalTo(exitUntil));
        terms(scene, effective.plusSeconds(60)).then().body("applies.version", equalTo(later));
        // Said again, it changes nothing and is told once
        stay(scene).then().statusCode(200);
        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("terms.exit-withdrawn", scene.site))
                .singleElement()
                .satisfies(
                        told -> assertThat(told.data().path("notice").asText()).isEqualTo(notice)));
        customer(scene.customer)
                .get("/evidence?site=" + scene.site + "&limit=100")
                .then()
                .body("items.findAll { it.kind == 'terms.exit-withdrawn' }", hasSize(1))
                .body("items.find { it.kind == 'terms.exit-withdrawn' }.body.data.commitments", hasKey("2.name"));
        // They may say again that they leave, and all of it can be forgotten
        leave(scene, LEAVING).then().statusCode(200).body("endsAt", notNullValue());
        system().body("{\"reason\": \"Demande du client\"}")
                .post("/change-notices/" + notice + "/erasure")
                .then()
                .statusCode(200)
                .body("state", equalTo("LEFT"));
    }

    @Test
    void whatWouldHaveAppliedMeanwhileAppliesFromThenOn() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        String first = scene.version;
        String later = published(scene, LEGAL_DUTY);
        String notice = notice(scene, later);
        // They leave before they are told, at a day after the version would have applied
        String ends = Instant.now().plus(Duration.ofDays(10)).toString();
        leave(scene, "{\"name\": \"Camille Martin\", \"endsAt\": \"%s\"}".formatted(ends))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"));
        deliver(notice);
        Instant before = Instant.now();

        stay(scene).then().statusCode(200);

        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.changed", scene.site))
                .hasSize(1));
        system().get("/contracts/" + scene.contract).then().body("terms.version", equalTo(later));
        terms(scene, before).then().body("applies.version", equalTo(first));
        Instant since = Instant.parse(terms(scene, Instant.now()).path("applies.since"));
        assertThat(since).isAfterOrEqualTo(before.truncatedTo(java.time.temporal.ChronoUnit.MICROS));
        system().get("/change-notices/" + notice).then().body("state", equalTo("BOUND"));
    }

    @Test
    void aVersionThatAppliedBeforeTheyLeftStillDoes() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        String later = published(scene, LEGAL_DUTY);
        String notice = notice(scene, later);
        deliver(notice).then().statusCode(200);
        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.changed", scene.site))
                .hasSize(1));
        String ends = Instant.now().plus(Duration.ofDays(10)).toString();
        leave(scene, "{\"name\": \"Camille Martin\", \"endsAt\": \"%s\"}".formatted(ends))
                .then()
                .statusCode(200);

        stay(scene).then().statusCode(200).body("terms.version", equalTo(later));

        system().get("/change-notices/" + notice).then().body("state", equalTo("BOUND"));
    }

    @Test
    void aVersionThatWasWithdrawnMeanwhileNeverComes() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        Instant effective = Instant.now().plus(Duration.ofDays(40));
        String later = published(scene, from(effective));
        String notice = notice(scene, later);
        leave(scene, LEAVING).then().statusCode(200);
        withdraw(later, "{\"reason\": \"Le fournisseur reste.\"}").then().statusCode(200);

        stay(scene).then().statusCode(200);

        system().get("/change-notices/" + notice).then().body("state", equalTo("WITHDRAWN"));
        terms(scene, effective.plusSeconds(60)).then().body("applies.version", equalTo(scene.version));
    }

    @Test
    void onceTheContractHasEndedNothingIsTakenBack() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        notice(scene, published(scene, from(Instant.now().plus(Duration.ofDays(40)))));
        leave(scene, "{\"name\": \"Camille Martin\", \"endsAt\": \"%s\"}".formatted(Instant.now()))
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"));

        stay(scene).then().statusCode(409).body("detail", containsString("has ended"));
    }

    @Test
    void aResellerTakesItBackForItsCustomerByMandateOnly() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        UUID reseller = Ids.next();
        notice(scene, published(scene, from(Instant.now().plus(Duration.ofDays(40)))));
        leave(scene, LEAVING).then().statusCode(200);
        customer(reseller).body(LEAVING).post(path(scene)).then().statusCode(404);
        String mandate = Scene.created(customer(scene.customer)
                .body("""
                        {"agent": "%s", "scopes": ["DECLARE_EXIT"], "evidenceSha256": "%s"}""".formatted(reseller, "b".repeat(64)))
                .post("/mandates"));

        customer(reseller).body(LEAVING).post(path(scene)).then().statusCode(200);

        customer(scene.customer)
                .get("/evidence?site=" + scene.site)
                .then()
                .body("items.find { it.kind == 'terms.exit-withdrawn' }.body.data.mandate", equalTo(mandate));
    }

    @Test
    void whoLeavesAndAcceptsIsAskedWhichOfTheTwoHolds() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        String first = scene.version;
        scene.version = published(scene, from(Instant.now().plus(Duration.ofDays(40))));
        notice(scene, scene.version);
        leave(scene, LEAVING).then().statusCode(200);
        String accepting = scene.acceptanceBody(scene.renditionSha256("fr"), List.of(scene.contract));

        customer(scene.customer)
                .body(accepting)
                .post("/acceptances")
                .then()
                .statusCode(409)
                .body("detail", containsString(path(scene)));

        // Nothing of it was recorded; what they say then counts
        customer(scene.customer)
                .get("/acceptances?version=" + scene.version)
                .then()
                .body("items", hasSize(0));
        stay(scene).then().statusCode(200).body("terms.version", equalTo(first));
        customer(scene.customer).body(accepting).post("/acceptances").then().statusCode(201);
        terms(scene, Instant.now().plus(Duration.ofDays(41)))
                .then()
                .body("applies.version", equalTo(scene.version))
                .body("applies.basis", equalTo("ACCEPTED"));
    }

    private static Response leave(Scene scene, String body) {
        return customer(scene.customer).body(body).post("/contracts/" + scene.contract + "/exit");
    }

    private static Response stay(Scene scene) {
        return customer(scene.customer).body(LEAVING).post(path(scene));
    }

    private static String path(Scene scene) {
        return "/contracts/" + scene.contract + "/exit/withdrawal";
    }
}
