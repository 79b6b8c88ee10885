package org.gardefou.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.support.testing.Client.operator;
import static org.gardefou.support.testing.Client.panel;
import static org.gardefou.support.testing.Scene.SOON;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.support.history.SiteEvents;
import org.gardefou.support.testing.Bus;
import org.gardefou.support.testing.Bus.Told;
import org.gardefou.support.testing.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The topics come in no order among one another, and each event may come again. */
@QuarkusTest
class EventOrderTest {

    @Inject
    Bus bus;

    @Inject
    SiteEvents history;

    private Scene scene;

    @BeforeEach
    void aSite() {
        scene = new Scene(bus);
    }

    @Test
    void whatIsAssessedBeforeItsContractIsKnownIsDecidedAgain() {
        // Given trouble of a site that nobody has told of
        String id = scene.send("liability.assessed").awaitCase("coverage", "NEEDS_INFORMATION");
        operator()
                .get("/cases/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("NEW"))
                .body("turn", equalTo("SUPPORT"));
        scene.customer().get("/cases/" + id).then().statusCode(404);
        // When the rest arrives
        scene.send("contract.activated", "site.plugin-updated", "restore-point.created", "site.registered");
        // Then the same case is decided anew, step by step, each decision naming the one before
        assertThat(scene.awaitWays("RESTORE", "GUIDE", "PAID_REPAIR")).isEqualTo(id);
        await().atMost(SOON)
                .untilAsserted(() ->
                        operator().get("/cases/" + id).then().body("customer", equalTo(scene.customer.toString())));
        List<String> decisions = ids(id, "id");
        List<String> superseded = ids(id, "supersedes");
        assertThat(decisions).hasSizeGreaterThan(1);
        assertThat(superseded.subList(0, superseded.size() - 1)).isEqualTo(decisions.subList(1, decisions.size()));
        assertThat(superseded.getLast()).isNull();
        // And whoever the site belongs to sees the decision that counts
        await().atMost(SOON).untilAsserted(() -> panel(scene.connection)
                .get("/coverage-decisions/" + ids(id, "id").getFirst())
                .then()
                .statusCode(200)
                .body("outcome", equalTo("SELF_SERVICE")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "liability.assessed site.plugin-updated restore-point.created contract.activated site.registered",
                "site.plugin-updated liability.assessed contract.activated site.registered restore-point.created",
                "contract.activated restore-point.created liability.assessed site.registered site.plugin-updated",
                "restore-point.created liability.assessed site.registered contract.activated site.plugin-updated"
            })
    void inWhicheverOrderItEndsTheSame(String order) {
        scene.send(order.split(" "));

        scene.awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        assertThat(scene.cases()).hasSize(1);
    }

    @Test
    void aBackupOfTheBrokenSiteIsNotOffered() {
        // Given the safety backup that was made after the change, and no other
        ObjectNode late = scene.event("restore-point.created")
                .put("takenAt", scene.changed.plusSeconds(1).toString());
        scene.send("restore-point.created", late);
        // When
        scene.send("site.registered", "contract.activated", "site.plugin-updated", "liability.assessed");
        // Then
        scene.awaitWays("GUIDE", "PAID_REPAIR");
        // Until an older one is known, and again once that one has expired
        UUID older = Ids.next();
        scene.send("restore-point.created", scene.event("restore-point.created").put("restorePoint", older.toString()));
        scene.awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        scene.send("restore-point.expired", scene.event("restore-point.expired").put("restorePoint", older.toString()));
        scene.awaitWays("GUIDE", "PAID_REPAIR");
    }

    @Test
    void troubleThatIsOverAlreadyOpensNoCase() {
        // Given a restore that has ended after the diagnosis
        ObjectNode early = scene.event("liability.assessed")
                .put("diagnosedAt", Instant.now().minusSeconds(60).toString());
        scene.send("site.registered", "contract.activated", "restore.completed");
        await().atMost(SOON).until(() -> happened("restore.completed"));
        // When the diagnosis of before has been judged late, and something comes behind it
        scene.send("liability.assessed", early);
        ObjectNode later = scene.event("liability.assessed")
                .put("assessment", Ids.next().toString())
                .put("change", Ids.next().toString());
        scene.send("liability.assessed", later);
        // Then only the later one opened a case
        scene.awaitCase("assessment", later.path("assessment").asText());
        assertThat(scene.cases()).hasSize(1);
    }

    @Test
    void anOldRecoveryDoesNotEndNewTrouble() {
        // Given
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        // When it is told late that the site was well an hour ago
        ObjectNode late = scene.diagnosed("HEALTHY")
                .put("at", Instant.now().minusSeconds(3600).toString());
        scene.send("site.diagnosed", late);
        await().atMost(SOON).until(() -> diagnosed(late));
        // Then the case is still open, until the site really is well again
        scene.customer().get("/cases/" + id).then().body("status", equalTo("DECIDED"));
        scene.send("site.diagnosed", scene.diagnosed("HEALTHY"));
        scene.awaitCase("status", "RESOLVED");
    }

    @Test
    void aSiteThatIsUpAndLimpsHasNotRecovered() {
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        ObjectNode limping = scene.diagnosed("DEGRADED");

        scene.send("site.diagnosed", limping);
        scene.send("site.up");
        await().atMost(SOON).until(() -> diagnosed(limping) && happened("site.up"));

        scene.customer().get("/cases/" + id).then().body("status", equalTo("DECIDED"));
    }

    @Test
    void aSiteThatAnswersInTheMiddleOfARestoreLeavesItsCaseToTheRestore() {
        // Given a restore that has switched
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        scene.send("restore.requested");
        await().atMost(SOON).until(() -> happened("restore.requested"));
        // When the site is well before the restore has ended
        ObjectNode early = scene.diagnosed("HEALTHY");
        scene.send("site.diagnosed", early);
        await().atMost(SOON).until(() -> diagnosed(early));
        // Then the case waits for the end of the restore, which says how it ended
        scene.customer().get("/cases/" + id).then().body("status", equalTo("DECIDED"));
        scene.send("restore.completed");
        scene.awaitCase("resolution", "RESTORED");
    }

    @Test
    void aRestoreThatWasCalledOffChangesNothing() {
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");

        scene.send("restore.requested");
        scene.send("restore.failed", scene.event("restore.failed").put("code", "CANCELLED"));
        await().atMost(SOON).until(() -> happened("restore.failed"));

        scene.customer().get("/cases/" + id).then().body("status", equalTo("DECIDED"));
    }

    @Test
    void aRestoreThatLeftTheSiteUnwellIsNoEndOfItsTrouble() {
        // Given a restore that has ended after the diagnosis, and the site no better for it
        scene.send("site.registered", "contract.activated");
        scene.send("restore.completed", scene.event("restore.completed").put("health", "DEGRADED"));
        await().atMost(SOON).until(() -> happened("restore.completed"));
        // When the assessment of before arrives
        scene.send(
                "liability.assessed",
                scene.event("liability.assessed")
                        .put("diagnosedAt", Instant.now().minusSeconds(60).toString()));
        // Then there is a case for it
        scene.awaitCase("assessment", scene.assessment.toString());
    }

    @Test
    void whatIsDeliveredTwiceHasOneEffect() {
        // Given a case
        ObjectNode assessed = scene.event("liability.assessed");
        ObjectNode point = scene.event("restore-point.created");
        scene.send("site.registered", "contract.activated", "site.plugin-updated");
        scene.send("restore-point.created", point);
        scene.send("liability.assessed", assessed);
        String id = scene.awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        await().atMost(SOON)
                .until(() -> panel(scene.connection)
                                .get("/coverage-decisions/" + ids(id, "id").getFirst())
                                .statusCode()
                        == 200);
        int decisions = ids(id, "id").size();
        String version = scene.etag("/cases/" + id);
        // When the same events come again, each with another event of its topic behind it
        scene.sendAgain("restore-point.created", point);
        scene.sendAgain("liability.assessed", assessed);
        marker("restore-point.created", "restorePoint", "takenAt", scene.changed.plusSeconds(60));
        marker("liability.assessed", "assessment", "at", Instant.now());
        await().atMost(SOON)
                .until(() ->
                        occurrences(id, "restore-point.created") == 2 && occurrences(id, "liability.assessed") == 2);
        // Then nothing has changed
        assertThat(scene.cases()).hasSize(1);
        assertThat(ids(id, "id")).hasSize(decisions);
        assertThat(scene.etag("/cases/" + id)).isEqualTo(version);
        assertThat(told("case.opened")).hasSize(1);
        assertThat(told("coverage.decided")).hasSize(decisions);
    }

    @Test
    void aFurtherDiagnosisOfTheSameTroubleIsOneMoreDecisionOfTheSameCase() {
        // Given
        String id = scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        // When the same change is blamed again, less surely
        scene.send(
                "liability.assessed",
                scene.event("liability.assessed")
                        .put("assessment", Ids.next().toString())
                        .put("confidence", "LOW"));
        // Then
        assertThat(scene.awaitCase("coverage", "NEEDS_REVIEW")).isEqualTo(id);
        assertThat(scene.cases()).hasSize(1);
        // And another cause is another case
        ObjectNode other = scene.event("liability.assessed")
                .put("assessment", Ids.next().toString())
                .put("change", Ids.next().toString());
        scene.send("liability.assessed", other);
        scene.awaitCase("assessment", other.path("assessment").asText());
        assertThat(scene.cases()).hasSize(2);
    }

    @Test
    void whatCannotBeReadBecomesADeadLetterAndTheOthersGoOn() {
        // When
        scene.send("site.plugin-updated", scene.event("site.plugin-updated").put("change", "none"));
        scene.broken().awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        // Then an operator finds it, and nobody else
        await().atMost(SOON).untilAsserted(() -> operator()
                .get("/dead-letters?limit=200")
                .then()
                .statusCode(200)
                .body("items.findAll { it.key == '%s' }".formatted(scene.site), hasSize(1)));
        scene.customer().get("/dead-letters").then().statusCode(403);
    }

    private void marker(String type, String subject, String time, Instant at) {
        scene.send(
                type,
                scene.event(type)
                        .put(subject, Ids.next().toString())
                        .put(time, at.toString())
                        .put("health", "UP"));
    }

    private long occurrences(String id, String kind) {
        List<String> kinds = operator().get("/cases/" + id + "/timeline").path("kind");
        return kinds.stream().filter(kind::equals).count();
    }

    private boolean diagnosed(ObjectNode look) {
        UUID diagnosis = UUID.fromString(look.path("diagnosis").asText());
        return QuarkusTransaction.requiringNew().call(() -> history.about(scene.site, "site.diagnosed", diagnosis)
                .isPresent());
    }

    private boolean happened(String type) {
        return QuarkusTransaction.requiringNew()
                .call(() -> history.newest(scene.site, type, Instant.EPOCH).isPresent());
    }

    private List<String> ids(String id, String field) {
        return operator().get("/coverage-decisions?limit=200&case=" + id).path("items*." + field);
    }

    private List<Told> told(String type) {
        return bus.told(scene.site).stream()
                .filter(event -> event.type().equals(type))
                .toList();
    }
}
