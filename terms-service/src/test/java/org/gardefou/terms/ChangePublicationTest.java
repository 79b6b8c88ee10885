package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;
import static org.gardefou.terms.testing.TermsChange.LEGAL_DUTY;
import static org.gardefou.terms.testing.TermsChange.contracted;
import static org.gardefou.terms.testing.TermsChange.deliver;
import static org.gardefou.terms.testing.TermsChange.from;
import static org.gardefou.terms.testing.TermsChange.notice;
import static org.gardefou.terms.testing.TermsChange.published;
import static org.gardefou.terms.testing.TermsChange.terms;
import static org.gardefou.terms.testing.TermsChange.withdraw;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** What the publication of a version asks for where it changes what customers agreed to, and its withdrawal. */
@QuarkusTest
class ChangePublicationTest {

    @Inject
    Bus bus;

    @Inject
    Database database;

    @Test
    void anAdverseChangeComesAMonthAfterItIsPublishedAndNamesTheArticle() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        String draft = scene.draft(scene.defaultClauses());

        Response told = operator().get("/versions/" + draft + "/changes");
        told.then()
                .statusCode(200)
                .body("state", equalTo("DRAFT"))
                .body("verdict.changeClass", equalTo("ADVERSE"))
                .body("verdict.consent", equalTo("NOTICE"))
                .body("verdict.notice", equalTo("P1M"))
                .body("verdict.exitDays", equalTo(30))
                .body("verdict.changes.change.topic", contains("C11"))
                .body("verdict.changes[0].change.why[0].says.fr", containsString("24 heures devient 3 jours"));
        Response refused = Authoring.publish(draft, "{}");
        refused.then()
                .statusCode(422)
                .body("type", containsString("notice-too-short"))
                .body("topic", equalTo("C11"))
                .body("changeClass", equalTo("ADVERSE"))
                .body("rule", equalTo("CHG-ADVERSE-B2C"))
                .body("source.fr", containsString("L224-25-26"))
                .body("detail", containsString("C11"));
        Instant earliest = Instant.parse(refused.path("earliest"));
        assertThat(earliest)
                .isBetween(
                        Instant.now().plus(Duration.ofDays(27)), Instant.now().plus(Duration.ofDays(32)));
        assertThat(refused.<String>path("detail")).contains(earliest.toString(), "L224-25-26");
        customer(scene.customer).get("/versions/" + draft + "/changes").then().statusCode(404);
        // A little too early is too early
        Authoring.publish(draft, from(earliest.minusSeconds(60))).then().statusCode(422);
        Authoring.publish(draft, from(earliest.plus(Duration.ofHours(1))))
                .then()
                .statusCode(200);
        customer(scene.customer)
                .get("/versions/" + draft + "/changes")
                .then()
                .statusCode(200)
                .body("verdict.changeClass", equalTo("ADVERSE"));
        // Nobody is bound by the terms of another plan: there they may come at once
        Scene unbound = new Scene(bus).publish().promise("PT24H", "PT72H");
        Authoring.publish(unbound.draft(unbound.defaultClauses()), "{}").then().statusCode(200);
    }

    @Test
    void ofVersionsWithTheSameFirstDayTheOnePublishedLastIsInForce() {
        Scene scene = new Scene(bus).publish();
        String first = scene.draft(scene.defaultClauses());
        String second = scene.draft(scene.defaultClauses());
        // More exact than what is stored
        Instant effective = Instant.now()
                .plus(Duration.ofDays(1))
                .truncatedTo(ChronoUnit.MICROS)
                .plusNanos(900);
        Authoring.publish(second, from(effective)).then().statusCode(200);
        Authoring.publish(first, from(effective)).then().statusCode(200);

        operator()
                .get("/documents/" + scene.document + "/standing?at=" + effective)
                .then()
                .body("effective.id", equalTo(first));
        // And what is published next follows it
        String third = scene.draft(scene.defaultClauses());
        operator().get("/versions/" + third + "/changes").then().body("verdict.previous", equalTo(first));
    }

    @Test
    void aDeclarationOnlyAsksForMoreAndOtherQuantitiesNeedOne() {
        Scene scene = new Scene(bus).publish();
        List<String> clauses = scene.defaultClauses();
        String thirty =
                Authoring.clause("C12", "CONSUMER", "trente jours, thirty days", "{\"kind\": \"DUTY_CUSTOMER\"}");
        String ten = Authoring.clause("C12", "CONSUMER", "dix jours, ten days", "{\"kind\": \"DUTY_CUSTOMER\"}");
        scene.version = scene.draft(Authoring.with("C12", thirty, clauses));
        Authoring.publish(scene.version, "{}").then().statusCode(200);
        scene.accept().registerSite().contract();
        String draft = scene.draft(Authoring.with("C12", ten, clauses));
        String late = "\"effectiveFrom\": \"%s\"".formatted(Instant.now().plus(Duration.ofDays(40)));

        Authoring.publish(draft, "{" + late + "}")
                .then()
                .statusCode(422)
                .body("type", containsString("change-undeclared"))
                .body("topics", contains("C12"));
        Authoring.publish(draft, "{" + late + ", " + declared("C12", "FAVOURABLE") + "}")
                .then()
                .statusCode(422)
                .body("type", containsString("change-contradicted"))
                .body("topic", equalTo("C12"))
                .body("detail", containsString("NEUTRAL"));
        Authoring.publish(draft, "{" + late + ", " + declared("C13", "ADVERSE") + "}")
                .then()
                .statusCode(422)
                .body("detail", containsString("C13 does not change"));
        Authoring.publish(
                        draft,
                        "{" + late + ", " + declared("C12", "ADVERSE") + ", "
                                + LEGAL_DUTY.strip().substring(1).replace("LEGAL_DUTY", "URGENT_SECURITY"))
                .then()
                .statusCode(422)
                .body("detail", containsString("covers none"));
        Authoring.publish(draft, "{" + late + ", " + declared("C12", "ADVERSE") + "}")
                .then()
                .statusCode(200);
        operator()
                .get("/versions/" + draft + "/changes")
                .then()
                .body("verdict.changes[0].change.declared.name", equalTo("Claire Aubry"))
                .body("verdict.exitDays", equalTo(30));
    }

    @Test
    void aScheduledVersionIsWithdrawnAndNeverComes() throws SQLException {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        Instant effective = Instant.now().plus(Duration.ofDays(40));
        String later = published(scene, from(effective));
        String notice = notice(scene, later);
        String reason = "{\"reason\": \"Le fournisseur reste.\"}";
        // None comes before it, and what is in force stays
        Authoring.publish(scene.draft(scene.defaultClauses()), "{}")
                .then()
                .statusCode(409)
                .body("type", containsString("version-scheduled"))
                .body("detail", containsString(later));
        withdraw(scene.version, reason).then().statusCode(409).body("type", containsString("version-not-scheduled"));
        withdraw(later, "{}").then().statusCode(400);

        withdraw(later, reason)
                .then()
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"))
                .body("withdrawnAt", notNullValue());

        withdraw(later, reason).then().statusCode(409);
        customer(scene.customer)
                .get("/documents/" + scene.document + "/standing?at=" + effective.plusSeconds(60))
                .then()
                .body("published.id", equalTo(scene.version))
                .body("latest.id", equalTo(scene.version))
                .body("effective.id", equalTo(scene.version));
        terms(scene, effective.plusSeconds(60))
                .then()
                .body("applies.version", equalTo(scene.version))
                .body("waiting", hasSize(0));
        system().get("/change-notices/" + notice).then().body("state", equalTo("WITHDRAWN"));
        deliver(notice).then().statusCode(409);
        String first = scene.version;
        scene.version = later;
        customer(scene.customer)
                .body(scene.acceptanceBody(scene.renditionSha256("fr")))
                .post("/acceptances")
                .then()
                .statusCode(422)
                .body("type", containsString("version-withdrawn"));
        assertThat(withdrawn()).contains(later);
        assertThatThrownBy(() -> database.execute(
                        "update terms_version set withdrawn_at = null, withdrawal_reason = null where id = '%s'"
                                .formatted(later)))
                .hasMessageContaining("refused");
        assertThatThrownBy(() -> database.execute(
                        "update terms_version set withdrawn_at = now(), withdrawal_reason = 'x' where id = '%s'"
                                .formatted(first)))
                .hasMessageContaining("withdrawn_before_it_was_in_force");
        // What follows is a change of what is in force again
        String next = published(scene, from(Instant.now().plus(Duration.ofDays(50))));
        operator().get("/versions/" + next + "/changes").then().body("verdict.previous", equalTo(first));
    }

    @Test
    void theRulesOfChangesAreTold() {
        customer(Ids.next())
                .get("/change-rules")
                .then()
                .statusCode(200)
                .body("rules.find { it.id == 'CHG-ADVERSE-B2C' }.notice", equalTo("P1M"))
                .body("rules.find { it.id == 'CHG-ADVERSE-B2C' }.exitDays", equalTo(30))
                .body("grounds.ground", contains("LEGAL_DUTY", "URGENT_SECURITY"));
    }

    /** The versions whose withdrawal is in the ledger, on whichever page of it. */
    private static List<String> withdrawn() {
        List<String> versions = new ArrayList<>();
        Response page = operator().get("/evidence?limit=200");
        while (true) {
            versions.addAll(page.path("items.findAll { it.kind == 'terms.withdrawn' }.body.data.version"));
            if (page.path("next") == null) return versions;
            page = operator().get("/evidence?limit=200&cursor=" + page.path("next"));
        }
    }

    private static String declared(String topic, String changeClass) {
        return """
                "changes": [{"topic": "%s", "changeClass": "%s", "name": "Claire Aubry", "reason": "Relu"}]""".formatted(topic, changeClass);
    }
}
