package org.gardefou.terms;

import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.system;
import static org.gardefou.terms.testing.TermsChange.LEAVING;
import static org.gardefou.terms.testing.TermsChange.LEGAL_DUTY;
import static org.gardefou.terms.testing.TermsChange.another;
import static org.gardefou.terms.testing.TermsChange.contracted;
import static org.gardefou.terms.testing.TermsChange.deliver;
import static org.gardefou.terms.testing.TermsChange.from;
import static org.gardefou.terms.testing.TermsChange.notice;
import static org.gardefou.terms.testing.TermsChange.published;
import static org.gardefou.terms.testing.TermsChange.terms;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** What becomes of the contracts of a customer who accepts another version. */
@QuarkusTest
class AcceptedChangeTest {

    private static final Duration MONTHS = Duration.ofDays(92);

    @Inject
    Bus bus;

    @Test
    void whatCostsMoreBindsOnlyWhoAcceptsItExpressly() {
        Scene scene = contracted(bus).promise("9000", "9500");
        Instant effective = Instant.now().plus(Duration.ofDays(40));
        String later = published(scene, from(effective));
        deliver(notice(scene, later)).then().statusCode(200).body("bindsFrom", nullValue());
        terms(scene, Instant.now().plus(MONTHS))
                .then()
                .body("applies.version", equalTo(scene.version))
                .body("waiting.why", contains("NOT_ACCEPTED"));
        String first = scene.version;

        scene.version = later;
        scene.acceptForContract();

        terms(scene, Instant.now())
                .then()
                .body("applies.version", equalTo(first))
                .body("waiting.why", contains("NOT_YET"));
        terms(scene, effective.plusSeconds(1))
                .then()
                .body("applies.version", equalTo(later))
                .body("applies.basis", equalTo("ACCEPTED"));
        // No law and no danger makes the customer pay more
        Scene other = contracted(bus).promise("9000", "9500");
        Authoring.publish(other.draft(other.defaultClauses()), LEGAL_DUTY)
                .then()
                .statusCode(422)
                .body("type", containsString("change-contradicted"));
    }

    @Test
    void whoAcceptsWhatIsInForceIsUnderItAtOnceAndHasChosen() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        scene.version = published(scene, LEGAL_DUTY);

        scene.acceptForContract();

        system().get("/contracts/" + scene.contract)
                .then()
                .body("terms.version", equalTo(scene.version))
                .body("acceptance", equalTo(scene.acceptance))
                .body("promises.backup.frequency", equalTo("PT72H"));
        terms(scene, Instant.now()).then().body("applies.basis", equalTo("ACCEPTED"));
        customer(scene.customer)
                .body(LEAVING)
                .post("/contracts/" + scene.contract + "/exit")
                .then()
                .statusCode(409);
    }

    @Test
    void aClickForANewOrderMovesNoContractThatTheCustomerHas() {
        Scene scene = contracted(bus).promise("9000", "9500");
        Instant effective = Instant.now().plus(Duration.ofDays(40));
        String first = scene.version;
        scene.version = published(scene, from(effective));
        notice(scene, scene.version);

        scene.accept();

        terms(scene, effective.plusSeconds(1))
                .then()
                .body("applies.version", equalTo(first))
                .body("waiting.why", contains("NOT_ACCEPTED"));
    }

    @Test
    void anAcceptanceMovesOnlyContractsOfItsCustomerUnderItsTerms() {
        Scene scene = contracted(bus);
        Scene neighbour = another(bus, scene);
        Scene elsewhere = contracted(bus);
        scene.promise("PT24H", "PT72H");
        scene.version = published(scene, LEGAL_DUTY);
        String sha256 = scene.renditionSha256("fr");
        for (String foreign :
                List.of(neighbour.contract, elsewhere.contract, Ids.next().toString()))
            customer(scene.customer)
                    .body(scene.acceptanceBody(sha256, List.of(scene.contract, foreign)))
                    .post("/acceptances")
                    .then()
                    .statusCode(422)
                    .body("detail", containsString(foreign));
        customer(scene.customer)
                .body(scene.acceptanceBody(
                        sha256,
                        Stream.generate(() -> Ids.next().toString()).limit(101).toList()))
                .post("/acceptances")
                .then()
                .statusCode(400);
        // Nothing of a refused one is recorded, and nobody was moved
        customer(scene.customer)
                .get("/acceptances?version=" + scene.version)
                .then()
                .body("items", hasSize(0));

        String acceptance = Scene.created(customer(scene.customer)
                .body(scene.acceptanceBody(sha256, List.of(scene.contract, scene.contract)))
                .post("/acceptances"));

        system().get("/contracts/" + scene.contract)
                .then()
                .body("terms.version", equalTo(scene.version))
                .body("acceptance", equalTo(acceptance));
        system().get("/contracts/" + neighbour.contract).then().body("terms.version", equalTo(neighbour.version));
        customer(scene.customer)
                .get("/evidence?limit=100")
                .then()
                .body("items.body.data.contracts", hasItem(List.of(scene.contract)));
        customer(scene.customer).get("/acceptances/" + acceptance).then().body("contracts", contains(scene.contract));
        customer(scene.customer).get("/acceptances/" + scene.acceptance).then().body("contracts", hasSize(0));
        // A contract that has ended is nothing to be moved
        system().header("If-Match", "*")
                .post("/contracts/" + scene.contract + "/end")
                .then()
                .statusCode(200);
        customer(scene.customer)
                .body(scene.acceptanceBody(sha256, List.of(scene.contract)))
                .post("/acceptances")
                .then()
                .statusCode(422);
    }
}
