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
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** What happens to those who agreed when the terms change: they are told in time, they may leave, or nothing changes for them. */
@QuarkusTest
class ChangeOfTermsTest {

    private static final Duration MONTHS = Duration.ofDays(92);
    private static final String DELIVERY =
            "{\"channel\": \"EMAIL\", \"evidenceSha256\": \"%s\"}".formatted("a".repeat(64));
    private static final String LEGAL_DUTY = """
            {"ground": {"ground": "LEGAL_DUTY", "source": "Règlement (UE) 2022/2065", "name": "Claire Aubry", "reason": "En vigueur"}}""";
    private static final String LEAVING = "{\"name\": \"Camille Martin\"}";

    @Inject
    Bus bus;

    @Inject
    Database database;

    @Test
    void anAdverseChangeComesAMonthAfterItIsPublishedAndNamesTheArticle() {
        Scene scene = contracted().promise("PT24H", "PT72H");
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
        Authoring.publish(draft, from(earliest.plusSeconds(60))).then().statusCode(200);
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
    void whoWasNotToldStaysOnTheOldVersionAndWhoWasIsBoundWhenTheNoticeHasRun() {
        Scene scene = contracted().promise("PT24H", "PT72H");
        Instant effective = Instant.now().plus(Duration.ofDays(40)).truncatedTo(ChronoUnit.MICROS);
        String later = published(scene, from(effective));
        String notice = notice(scene, later);

        assertThat(bus.told("terms.change-announced", scene.site))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.data().path("version").asText()).isEqualTo(later);
                    assertThat(told.data().path("customer").asText()).isEqualTo(scene.customer.toString());
                    assertThat(told.data().path("exitDays").asInt()).isEqualTo(30);
                });
        terms(scene, Instant.now().plus(MONTHS))
                .then()
                .body("applies.version", equalTo(scene.version))
                .body("applies.basis", equalTo("ACCEPTED"))
                .body("waiting.version", contains(later))
                .body("waiting.why", contains("NOT_TOLD"));
        system().get("/change-notices?delivered=false&version=" + later).then().body("items.id", contains(notice));
        // Only staff and systems say that it was delivered, once, and not in the future
        customer(scene.customer)
                .body(DELIVERY)
                .post("/change-notices/" + notice + "/delivery")
                .then()
                .statusCode(403);
        system().body(DELIVERY.replace("}", ", \"at\": \"2090-01-01T00:00:00Z\"}"))
                .post("/change-notices/" + notice + "/delivery")
                .then()
                .statusCode(400);
        Response delivered = deliver(notice);
        delivered.then().statusCode(200).body("bindsFrom", notNullValue()).body("exitUntil", notNullValue());
        assertThat(deliver(notice).<String>path("deliveredAt")).isEqualTo(delivered.path("deliveredAt"));

        terms(scene, Instant.now())
                .then()
                .body("applies.version", equalTo(scene.version))
                .body("waiting.why", contains("NOT_YET"));
        terms(scene, effective.plusSeconds(60))
                .then()
                .body("applies.version", equalTo(later))
                .body("applies.basis", equalTo("NOTICE"))
                .body("waiting", hasSize(0));
        assertThat(Instant.parse(delivered.path("bindsFrom"))).isEqualTo(effective);
        customer(scene.customer)
                .get("/evidence?site=" + scene.site)
                .then()
                .body("items.kind", hasItem("terms.change-announced"))
                .body("items.kind", hasItem("terms.change-delivered"));
        // It is the customer's and the panel's, and nobody else's
        panel(scene.connection).get("/change-notices/" + notice).then().statusCode(200);
        customer(Ids.next()).get("/change-notices/" + notice).then().statusCode(404);
        customer(Ids.next())
                .get("/contracts/" + scene.contract + "/terms")
                .then()
                .statusCode(404);
    }

    @Test
    void whoLeavesDoesSoAtNoCostAndTheContractEndsBeforeTheNewVersionApplies() {
        Scene scene = contracted().promise("PT24H", "PT72H");
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
        Scene scene = contracted().promise("PT24H", "PT72H");
        notice(scene, published(scene, from(Instant.now().plus(Duration.ofDays(40)))));
        String ends = Instant.now()
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
    void aChangeThatTheLawImposesAppliesAsSoonAsTheCustomerIsToldAndTheyMayStillLeave() {
        Scene scene = contracted().promise("PT24H", "PT72H");
        String later = published(scene, LEGAL_DUTY);
        String notice = notice(scene, later);
        terms(scene, Instant.now())
                .then()
                .body("applies.version", equalTo(scene.version))
                .body("waiting.why", contains("NOT_TOLD"));

        deliver(notice).then().statusCode(200);

        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.changed", scene.site))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.data().at("/promises/backup/frequency").asText())
                            .isEqualTo("PT72H");
                    assertThat(told.data().at("/terms/version").asText()).isEqualTo(later);
                }));
        system().get("/contracts/" + scene.contract)
                .then()
                .body("terms.version", equalTo(later))
                .body("terms.number", equalTo(2));
        terms(scene, Instant.now())
                .then()
                .body("applies.version", equalTo(later))
                .body("applies.basis", equalTo("NOTICE"));
        // Who does what is told by it
        customer(scene.customer)
                .get("/responsibilities?site=" + scene.site)
                .then()
                .body("version", equalTo(later));
        system().get("/change-notices/" + notice).then().body("state", equalTo("BOUND"));
        // At once, since they say so
        customer(scene.customer)
                .body(LEAVING)
                .post("/contracts/" + scene.contract + "/exit")
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"));
        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.ended", scene.site))
                .hasSize(1));
    }

    /** The later one is only better and could have applied at once; it follows one that waited for its customer. */
    @Test
    void theLastVersionThatBeganToApplyIsTheOneThatStands() {
        Scene scene = contracted().promise("PT24H", "PT72H");
        String told = published(scene, LEGAL_DUTY);
        String notice = notice(scene, told);
        scene.promise("PT24H", "PT48H");
        String better = published(scene, "{}");
        notice(scene, better);

        deliver(notice).then().statusCode(200);

        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.changed", scene.site))
                .hasSize(2));
        terms(scene, Instant.now()).then().body("applies.version", equalTo(better));
        // Who does what is told by it too, and what is judged late
        customer(scene.customer)
                .get("/responsibilities?site=" + scene.site)
                .then()
                .body("version", equalTo(better));
        Instant before = Instant.parse(system().get("/change-notices/" + notice).path("bindsFrom"));
        terms(scene, before.minusMillis(1)).then().body("applies.version", equalTo(scene.version));
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
    void ofVersionsWithTheSameFirstDayEachAppliesInItsTurn() {
        Scene scene = contracted();
        Instant effective = Instant.now().plus(Duration.ofSeconds(5));
        String better = published(scene.promise("PT24H", "PT12H"), from(effective));
        String best = published(scene.promise("PT24H", "PT6H"), from(effective));
        notice(scene, better);
        notice(scene, best);

        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.changed", scene.site))
                .hasSize(2));

        system().get("/contracts/" + scene.contract).then().body("terms.version", equalTo(best));
        terms(scene, Instant.now()).then().body("applies.version", equalTo(best));
        customer(scene.customer)
                .get("/responsibilities?site=" + scene.site)
                .then()
                .body("version", equalTo(best));
    }

    @Test
    void whatIsOnlyBetterAppliesAtOnce() {
        Scene scene = contracted().promise("PT24H", "PT12H");
        String later = published(scene, "{}");

        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.changed", scene.site))
                .singleElement()
                .satisfies(told -> assertThat(
                                told.data().at("/promises/backup/frequency").asText())
                        .isEqualTo("PT12H")));
        terms(scene, Instant.now())
                .then()
                .body("applies.version", equalTo(later))
                .body("applies.basis", equalTo("PUBLICATION"));
        customer(scene.customer)
                .body(LEAVING)
                .post("/contracts/" + scene.contract + "/exit")
                .then()
                .statusCode(409);
    }

    @Test
    void whatCostsMoreBindsOnlyWhoAcceptsItExpressly() {
        Scene scene = contracted().promise("9000", "9500");
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
        Scene other = contracted().promise("9000", "9500");
        Authoring.publish(other.draft(other.defaultClauses()), LEGAL_DUTY)
                .then()
                .statusCode(422)
                .body("type", containsString("change-contradicted"));
    }

    @Test
    void whoAcceptsWhatIsInForceIsUnderItAtOnceAndHasChosen() {
        Scene scene = contracted().promise("PT24H", "PT72H");
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
        Scene scene = contracted().promise("9000", "9500");
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
        Scene scene = contracted();
        Scene neighbour = another(scene);
        Scene elsewhere = contracted();
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

    @Test
    void aResellerLeavesForItsCustomerByMandateOnly() {
        Scene scene = contracted().promise("PT24H", "PT72H");
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

    @Test
    void everyContractUnderTheTermsIsToldOnce() {
        Scene first = contracted();
        List<Scene> all = Stream.of(first, another(first), another(first)).toList();
        String later =
                published(first.promise("PT24H", "PT72H"), from(Instant.now().plus(Duration.ofDays(40))));

        all.forEach(scene -> assertThat(notice(scene, later)).isNotBlank());

        system().get("/change-notices?version=" + later).then().body("items", hasSize(3));
        assertThat(all).allSatisfy(scene -> await().atMost(Scene.SOON)
                .untilAsserted(() -> assertThat(bus.told("terms.change-announced", scene.site))
                        .hasSize(1)));
    }

    @Test
    void whoComesWhileAVersionIsScheduledIsToldOfItToo() {
        Scene scene = contracted().promise("PT24H", "PT72H");
        String later = published(scene, from(Instant.now().plus(Duration.ofDays(40))));
        Scene newcomer = another(scene);

        assertThat(notice(newcomer, later)).isNotBlank();
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
        Scene scene = contracted().promise("PT24H", "PT72H");
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
        operator().get("/evidence").then().body("items.kind", hasItem("terms.withdrawn"));
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

    private Scene contracted() {
        return new Scene(bus).publish().accept().registerSite().contract();
    }

    /** Another customer under the same terms. */
    private Scene another(Scene scene) {
        Scene other = new Scene(bus);
        other.plan = scene.plan;
        other.version = scene.version;
        other.document = scene.document;
        return other.accept().registerSite().contract();
    }

    private static String published(Scene scene, String body) {
        String draft = scene.draft(scene.defaultClauses());
        Authoring.publish(draft, body).then().statusCode(200);
        return draft;
    }

    private static String from(Instant effective) {
        return "{\"effectiveFrom\": \"%s\"}".formatted(effective);
    }

    private static String declared(String topic, String changeClass) {
        return """
                "changes": [{"topic": "%s", "changeClass": "%s", "name": "Claire Aubry", "reason": "Relu"}]""".formatted(topic, changeClass);
    }

    private static Response withdraw(String version, String body) {
        return operator().body(body).header("If-Match", "*").post("/versions/" + version + "/withdrawal");
    }

    private static Response deliver(String notice) {
        return system().body(DELIVERY).post("/change-notices/" + notice + "/delivery");
    }

    private static Response terms(Scene scene, Instant at) {
        return customer(scene.customer).get("/contracts/" + scene.contract + "/terms?at=" + at);
    }

    /** The notice of a version to a contract, once there is one. */
    private static String notice(Scene scene, String version) {
        String path = "/change-notices?contract=" + scene.contract + "&version=" + version;
        await().atMost(Scene.SOON)
                .until(() -> !system().get(path).<List<?>>path("items").isEmpty());
        return system().get(path).path("items[0].id");
    }
}
