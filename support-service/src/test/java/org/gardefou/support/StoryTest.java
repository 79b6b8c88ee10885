package org.gardefou.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.support.testing.Client.operator;
import static org.gardefou.support.testing.Scene.SOON;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.support.testing.Bus;
import org.gardefou.support.testing.Bus.Told;
import org.gardefou.support.testing.Scene;
import org.gardefou.support.testing.Schemas;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The thread of the story that runs through support-service, over HTTP and Kafka only. */
@QuarkusTest
class StoryTest {

    @Inject
    Bus bus;

    private Scene scene;

    @BeforeEach
    void aSite() {
        scene = new Scene(bus);
    }

    @Test
    void aWarnedCustomersChangeOpensACaseWithThreeWaysOut() {
        // When
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        // Then the case says what help there is, and whose turn it is
        scene.customer()
                .get("/cases/" + id)
                .then()
                .statusCode(200)
                .body("coverage", equalTo("SELF_SERVICE"))
                .body("status", equalTo("DECIDED"))
                .body("turn", equalTo("CUSTOMER"))
                .body("assessment", equalTo(scene.assessment.toString()))
                .body("diagnosis", equalTo(scene.diagnosis.toString()))
                .body("options.recommended", contains(true, false, false))
                .body("options.free", contains(true, true, false))
                .body("options[0].restorePoint", equalTo(scene.restorePoint.toString()))
                .body("options[0].href", equalTo("/restores/v1/advice?site=" + scene.site))
                .body("options[1].href", equalTo("/support/v1/guides/missing-php-extension-or-plugin"))
                .body("options[2].price.amount", equalTo(9000));
        // And the decision says why, under which clause, from which facts
        scene.customer()
                .get("/coverage-decisions?case=" + id)
                .then()
                .statusCode(200)
                .body("items[0].outcome", equalTo("SELF_SERVICE"))
                .body("items[0].reasons.code", contains("CUSTOMER_CHANGE", "RESTORE_INCLUDED", "REPAIR_SOLD"))
                .body("items[0].reasons[1].text.fr", containsString("sans frais"))
                .body("items[0].clauses.code", contains("C15"))
                .body("items[0].facts.change", equalTo(scene.change.toString()))
                .body("items[0].facts.warned", equalTo(true));
        // And the timeline tells how it came, in the order of time
        await().atMost(SOON).untilAsserted(() -> scene.customer()
                .get("/cases/" + id + "/timeline")
                .then()
                .statusCode(200)
                .body(
                        "kind",
                        hasItems(
                                "restore-point.created",
                                "site.plugin-updated",
                                "risk-notice.raised",
                                "risk-notice.delivered",
                                "site.diagnosed",
                                "liability.assessed",
                                "coverage.decided"))
                .body("kind[0]", equalTo("restore-point.created"))
                .body("kind[1]", equalTo("site.plugin-updated"))
                .body("find { it.kind == 'site.diagnosed' }.says.fr", containsString("erreur 500")));
    }

    @Test
    void aPaidRepairIsQuotedAndAcceptedBeforeAnybodyWorks() {
        // Given
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        // When the customer asks for the repair
        scene.choose(id, "PAID_REPAIR")
                .then()
                .statusCode(200)
                .body("status", equalTo("QUOTED"))
                .body("turn", equalTo("CUSTOMER"))
                .body("choice", equalTo("PAID_REPAIR"));
        // Then there is an offer, once
        scene.choose(id, "PAID_REPAIR").then().statusCode(200);
        String quote = scene.customer()
                .get("/quotes?case=" + id)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("OFFERED"))
                .body("items[0].price.amount", equalTo(9000))
                .body("items[0].price.currency", equalTo("EUR"))
                .extract()
                .path("items[0].id");
        // When they order it
        scene.customer()
                .header("If-Match", scene.etag("/quotes/" + quote))
                .body("{\"buttonText\":\"Commande avec obligation de paiement\"}")
                .post("/quotes/" + quote + "/acceptance")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACCEPTED"))
                .body("answeredBy", equalTo(scene.customer.toString()))
                .body("buttonText", equalTo("Commande avec obligation de paiement"));
        // Then it is our people's turn
        scene.customer()
                .get("/cases/" + id)
                .then()
                .body("status", equalTo("WITH_SUPPORT"))
                .body("turn", equalTo("SUPPORT"));
        awaitTold("case.opened", "coverage.decided", "case.updated", "quote.offered", "quote.accepted");
        // And what is ordered is ordered once, whatever else they try
        for (String other : List.of("GUIDE", "PAID_REPAIR")) {
            scene.choose(id, other).then().statusCode(409).body("detail", containsString("ordered"));
        }
        scene.send("restore.requested", "restore.failed");
        await().atMost(SOON).untilAsserted(() -> scene.customer()
                .get("/cases/" + id + "/timeline")
                .then()
                .body("kind", hasItem("restore.failed")));
        scene.customer().get("/cases/" + id).then().body("choice", equalTo("PAID_REPAIR"));
        scene.customer().get("/quotes?case=" + id).then().body("items", hasSize(1));
        // And it ends by the word of those who do it, not by a look in the middle of the work
        scene.send("site.diagnosed", scene.diagnosed("HEALTHY"));
        await().atMost(SOON).untilAsserted(() -> scene.customer()
                .get("/cases/" + id + "/timeline")
                .then()
                .body("kind.findAll { it == 'site.diagnosed' }", hasSize(2)));
        end(scene.customer(), id, "WITHDRAWN").then().statusCode(409).body("detail", containsString("ordered"));
        end(operator(), id, "ANSWERED").then().statusCode(409);
        end(operator(), id, "REPAIRED")
                .then()
                .statusCode(200)
                .body("status", equalTo("RESOLVED"))
                .body("resolution", equalTo("REPAIRED"));
        scene.customer().get("/quotes/" + quote).then().body("state", equalTo("ACCEPTED"));
    }

    private Response end(RequestSpecification by, String id, String how) {
        return by.header("If-Match", scene.etag("/cases/" + id))
                .body("{\"how\":\"%s\"}".formatted(how))
                .post("/cases/" + id + "/end");
    }

    @Test
    void aRestoreThatOurPeopleProposeIsTheCustomersTurnUntilTheyAnswer() {
        // Given a case in which the customer writes to our people
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        UUID first = Ids.next();
        // When our people prepare a restore
        scene.send("restore.proposed", scene.proposal("restore.proposed", id, first));
        // Then it is the first way out, and the customer's turn
        scene.awaitWays("GUIDED_RESTORE", "RESTORE", "GUIDE", "PAID_REPAIR");
        scene.customer()
                .get("/cases/" + id)
                .then()
                .body("turn", equalTo("CUSTOMER"))
                .body("options[0].href", equalTo("/restores/v1/restore-proposals/" + first))
                .body("options.recommended", contains(true, false, false, false));
        // When the customer declines it
        scene.send(
                "restore.proposal-ended",
                scene.proposal("restore.proposal-ended", id, first).put("how", "DECLINED"));
        scene.awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        // Then our people look for another way
        scene.customer().get("/cases/" + id).then().body("turn", equalTo("SUPPORT"));
        // When they propose another one, the first is told of once more, and the other is confirmed
        UUID second = Ids.next();
        scene.send("restore.proposed", scene.proposal("restore.proposed", id, second));
        scene.send("restore.proposed", scene.proposal("restore.proposed", id, first));
        scene.send("restore.proposal-confirmed", scene.proposal("restore.proposal-confirmed", id, second));
        // Then our people see it through, and its end is the case's
        scene.awaitCase("choice", "GUIDED_RESTORE");
        scene.customer()
                .get("/cases/" + id)
                .then()
                .body("status", equalTo("WITH_SUPPORT"))
                .body("turn", equalTo("SUPPORT"));
        scene.customer()
                .get("/cases/" + id + "/timeline")
                .then()
                .body("kind", hasItems("restore.proposed", "restore.proposal-ended", "restore.proposal-confirmed"));
        scene.send("restore.completed", scene.event("restore.completed").put("health", "HEALTHY"));
        scene.awaitCase("resolution", "RESTORED");
    }

    @Test
    void aRefusedQuoteOpensTheOtherWaysAgain() {
        // Given
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        scene.choose(id, "PAID_REPAIR").then().statusCode(200);
        String quote = scene.customer().get("/quotes?case=" + id).path("items[0].id");
        // When
        scene.customer()
                .header("If-Match", scene.etag("/quotes/" + quote))
                .post("/quotes/" + quote + "/refusal")
                .then()
                .statusCode(200)
                .body("state", equalTo("DECLINED"));
        // Then
        scene.customer()
                .get("/cases/" + id)
                .then()
                .body("status", equalTo("DECIDED"))
                .body("choice", nullValue());
        awaitTold("quote.offered", "quote.declined");
    }

    @Test
    void aRestoreResolvesTheCase() {
        // Given
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        scene.choose(id, "RESTORE")
                .then()
                .statusCode(200)
                .body("status", equalTo("IN_PROGRESS"))
                .body("turn", equalTo("CUSTOMER"));
        // When
        scene.send("restore.completed");
        // Then
        scene.awaitCase("status", "RESOLVED");
        scene.customer()
                .get("/cases/" + id)
                .then()
                .body("resolution", equalTo("RESTORED"))
                .body("turn", equalTo("NOBODY"));
        scene.customer().get("/cases/" + id + "/timeline").then().body("kind", hasItem("restore.completed"));
        awaitTold("case.opened", "case.resolved");
        assertThat(told("case.resolved").getFirst().data().path("restore").asText())
                .isEqualTo(scene.restore.toString());
    }

    @Test
    void aRestoreAfterWhichTheSiteStillLimpsLeavesTheCaseToAPerson() {
        // Given
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        scene.choose(id, "RESTORE").then().statusCode(200);
        // When
        scene.send("restore.completed", scene.event("restore.completed").put("health", "DEGRADED"));
        // Then
        scene.awaitCase("status", "WITH_SUPPORT");
        scene.customer().get("/cases/" + id).then().body("resolution", nullValue());
        // And a later restore that helps ends it
        scene.send("restore.completed");
        scene.awaitCase("resolution", "RESTORED");
    }

    @Test
    void aRestoreThatWasRolledBackGoesToAPersonAndStaysThere() {
        // Given
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        scene.choose(id, "RESTORE").then().statusCode(200);
        // When
        scene.send("restore.rolled-back");
        scene.awaitCase("status", "WITH_SUPPORT");
        // Then the reason stands in the timeline
        scene.customer()
                .get("/cases/" + id + "/timeline")
                .then()
                .body("find { it.kind == 'restore.rolled-back' }.says.fr", containsString("l'état d'avant est revenu"));
        // And a further diagnosis of the same trouble does not take it from them
        var again =
                scene.event("liability.assessed").put("assessment", Ids.next().toString());
        scene.send("liability.assessed", again);
        scene.awaitCase("assessment", again.path("assessment").asText());
        assertThat(scene.cases()).hasSize(1);
        assertThat(scene.cases().getFirst()).containsEntry("status", "WITH_SUPPORT");
    }

    @Test
    void whatTurnsOutToBeOursIsNotBilledAnyMore() {
        // Given an offered price
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        scene.choose(id, "PAID_REPAIR").then().statusCode(200);
        String quote = scene.customer().get("/quotes?case=" + id).path("items[0].id");
        // When a later diagnosis points to us
        scene.send(
                "liability.assessed",
                scene.event("liability.assessed")
                        .put("party", "HOST")
                        .put("assessment", Ids.next().toString()));
        // Then the case is ours and says so
        scene.awaitWays("INCLUDED_REPAIR");
        scene.customer()
                .get("/cases/" + id)
                .then()
                .body("coverage", equalTo("PLATFORM_FAULT"))
                .body("turn", equalTo("SUPPORT"))
                .body("choice", nullValue())
                .body("options[0].text.fr", containsString("Celle-ci est pour nous"));
        // And nobody can order the repair
        scene.customer()
                .header("If-Match", scene.etag("/quotes/" + quote))
                .body("{\"buttonText\":\"Commander\"}")
                .post("/quotes/" + quote + "/acceptance")
                .then()
                .statusCode(409)
                .body("detail", containsString("EXPIRED"));
        scene.choose(id, "PAID_REPAIR").then().statusCode(409);
        awaitTold("quote.offered", "quote.expired");
    }

    @Test
    void aSiteThatIsWellAgainClosesWhatStayedOpen() {
        scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");

        scene.send("site.diagnosed", scene.diagnosed("HEALTHY"));

        scene.awaitCase("resolution", "RECOVERED");
        awaitTold("case.resolved");
    }

    /** Waits until all these are on the bus, and compares everything about the site with its schema. */
    private void awaitTold(String... types) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(bus.told(scene.site)).extracting(Told::type).contains(types));
        assertThat(bus.told(scene.site)).allSatisfy(event -> assertThat(
                        Schemas.errors(event.type(), event.data().toString()))
                .as("%s", event)
                .isEmpty());
    }

    private List<Told> told(String type) {
        return bus.told(scene.site).stream()
                .filter(event -> event.type().equals(type))
                .toList();
    }
}
