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
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From plan to contract: what is published, accepted and contracted, and what is refused. */
@QuarkusTest
class TermsTest {

    @Inject
    Bus bus;

    @Inject
    AgroalDataSource dataSource;

    @Test
    void aPublishedPageSaysWhatThePlanPromisesAndItsHashIsThatOfItsBytes() {
        Scene scene = new Scene(bus).publish();

        Response page =
                customer(scene.customer).accept("text/html").get("/versions/" + scene.version + "/renditions/fr");

        byte[] bytes = page.then().statusCode(200).extract().asByteArray();
        String sha256 = Canonical.sha256(bytes);
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .startsWith("<!DOCTYPE html>\n<html lang=\"fr\">")
                .contains("toutes les 24 heures", "conservée 7 jours", "90,00\u00a0€", "C11. Sauvegardes");
        assertThat(page.header("ETag")).isEqualTo("\"" + sha256 + "\"");
        assertThat(page.header("Repr-Digest"))
                .isEqualTo("sha-256=:"
                        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":");
        assertThat(scene.renditionSha256("fr")).isEqualTo(sha256);
        String canonical = operator()
                .get("/versions/" + scene.version + "/canonical")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        operator().get("/versions/" + scene.version).then().body("sha256", equalTo(Canonical.sha256(canonical)));
        assertThat(canonical).contains(sha256);
    }

    @Test
    void aVersionThatDoesNotSayWhatIsBackedUpIsNotPublished() {
        Scene scene = new Scene(bus).publish();
        String c15 = system().get("/clauses?code=C15").then().extract().path("items[0].id");
        String draft = scene.draft(List.of(c15));

        system().body("{}")
                .header("If-Match", "*")
                .post("/versions/" + draft + "/publication")
                .then()
                .statusCode(422)
                .body("type", containsString("publication-without-backup-clause"))
                .body("detail", containsString("C11"));
        system().get("/versions/" + draft).then().body("state", equalTo("DRAFT"));
        customer(scene.customer).get("/versions/" + draft).then().statusCode(404);
    }

    @Test
    void aClauseThatThePlanCannotKeepIsNotPublished() {
        String plan = Scene.created(system().body(Scene.planBody("p" + Ids.next())
                        .replace(
                                "{\"included\": true, \"frequency\": \"PT24H\", \"retention\": \"P7D\"}",
                                "{\"included\": false}"))
                .post("/plans"));
        Scene scene = new Scene(bus);
        scene.document = document(plan, "NON_PROFESSIONAL");
        String clause = clause("C11", "NON_PROFESSIONAL", "{backup.frequency}", "{\"kind\": \"DUTY_HOST\"}");

        system().body("{}")
                .header("If-Match", "*")
                .post("/versions/" + scene.draft(List.of(clause)) + "/publication")
                .then()
                .statusCode(422)
                .body("detail", containsString("{backup.statement}"));
        // The default clause says that there are none.
        scene.document = document(plan, "CONSUMER");
        system().body("{}")
                .header("If-Match", "*")
                .post("/versions/" + scene.draft(scene.defaultClauses()) + "/publication")
                .then()
                .statusCode(200);
    }

    @Test
    void aVersionThatBreaksTheLawIsNotPublished() {
        Scene scene = new Scene(bus).publish();
        String cap = clause(
                "C25", "CONSUMER", "", "{\"kind\": \"CAP\", \"causes\": [\"HOST_BREACH\"], \"cap\": {\"months\": 6}}");
        String draft = scene.draft(with("C25", cap, scene.defaultClauses()));

        // It is told beforehand, and at the attempt
        operator()
                .get("/versions/" + draft + "/findings")
                .then()
                .statusCode(200)
                .body("findings[0].rule", equalTo("FR-B2C-01"))
                .body("findings[0].severity", equalTo("BLOCK"))
                .body("findings[0].topic", equalTo("C25"))
                .body("findings[0].source.fr", containsString("R212-1"));
        publish(draft, "{}")
                .then()
                .statusCode(422)
                .body("type", containsString("publication-blocked"))
                .body("detail", containsString("FR-B2C-01"))
                .body("findings.rule", hasItem("FR-B2C-01"));
        // No signature helps
        publish(draft, signed("FR-B2C-01")).then().statusCode(422);
        operator().get("/versions/" + draft).then().body("state", equalTo("DRAFT"));
    }

    @Test
    void aWarningIsPublishedUnderSomebodysName() {
        Scene scene = new Scene(bus).publish();
        String sentence = "mot ".repeat(40) + ".";
        String unreadable = clause("C12", "CONSUMER", sentence, "{\"kind\": \"INFORM\"}");
        String draft = scene.draft(with("C12", unreadable, scene.defaultClauses()));

        publish(draft, "{}")
                .then()
                .statusCode(422)
                .body("type", containsString("sign-off-missing"))
                .body("findings.rule", contains("FR-B2C-08"));
        publish(draft, signed("FR-GEN-04")).then().statusCode(422);
        publish(draft, "{\"signOffs\": [{\"rule\": \"FR-B2C-08\", \"name\": \" \", \"reason\": \"x\"}]}")
                .then()
                .statusCode(400);
        publish(draft, signed("FR-B2C-08", "FR-B2C-08")).then().statusCode(400);
        publish(draft, signed("FR-B2C-08", "FR-GEN-04")).then().statusCode(200);

        // What warned is kept with the name, what did not is not
        operator()
                .get("/versions/" + draft + "/findings")
                .then()
                .body("findings.rule", contains("FR-B2C-08"))
                .body("signOffs.rule", contains("FR-B2C-08"))
                .body("signOffs.name", contains("Maître Claire Aubry"));
        customer(scene.customer).get("/versions/" + draft + "/findings").then().statusCode(403);
        assertThatThrownBy(() -> execute("delete from sign_off where terms_version = '%s'".formatted(draft)))
                .hasMessageContaining("stands");
    }

    @Test
    void thePlansThatComeWithTheProductAreLoadedOnceAndKeepWhatTheyPromised() {
        Response loaded = system().post("/plans/defaults");
        loaded.then().statusCode(200).body("items.level", contains("STANDARD", "MANAGED", "RESELLER", "VPS"));
        assertThat(system().post("/plans/defaults").<List<String>>path("items.id"))
                .isEqualTo(loaded.<List<String>>path("items.id"));
        // A change adds an edition
        String vps = loaded.path("items[3].id");
        int before = editions(vps).size();
        system().header("If-Match", "*").body("""
                        {"level": "VPS", "name": {"fr": "Serveur", "en": "Server"}, "promises": {
                           "backup": {"included": true, "frequency": "PT24H", "retention": "P7D"},
                           "restore": {"selfService": true, "assistedFree": 0}, "support": {"firstResponse": "PT8H"},
                           "repair": {"price": {"amount": 9000, "currency": "EUR"}}}}""").put("/plans/" + vps).then().statusCode(200);
        assertThat(editions(vps)).hasSize(before + 1);
        customer(Ids.next())
                .get("/plans/" + vps + "/editions")
                .then()
                .statusCode(200)
                .body("items[0].number", equalTo(before + 1))
                .body("items[0].promises.backup.included", equalTo(true));
        Response page = operator().get("/plans/" + vps + "/editions?limit=1");
        operator()
                .get("/plans/" + vps + "/editions?limit=1&cursor=" + page.path("next"))
                .then()
                .body("items[0].number", equalTo(before));
        assertThatThrownBy(() -> execute("update plan_edition set number = 99 where plan = '%s'".formatted(vps)))
                .hasMessageContaining("stays written");
        // What the hoster made of it is not overwritten
        system().post("/plans/defaults").then().body("items[3].name.en", equalTo("Server"));
    }

    private static List<?> editions(String plan) {
        return operator().get("/plans/" + plan + "/editions").path("items");
    }

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
                .get("/responsibilities/differences?from=STANDARD&to=MANAGED")
                .then()
                .statusCode(200)
                .body("items.find { it.before.activity == 'A09' }.after.host", equalTo("RA"));
        operator().get("/responsibilities/differences?from=STANDARD").then().statusCode(400);
    }

    @Test
    void whatChangesIsToldTopicByTopicAndCanBeReadAsAPage() {
        Scene scene = new Scene(bus).publish();
        String backups = clause("C12", "CONSUMER", "<nouveau> à vous", "{\"kind\": \"INFORM\"}");
        List<String> clauses = with("C12", backups, scene.defaultClauses()).stream()
                .filter(id -> !"C10"
                        .equals(operator()
                                .get("/clauses/" + id)
                                .then()
                                .extract()
                                .path("code")))
                .toList();
        String draft = scene.draft(clauses);

        String path = "/versions/" + draft + "/differences?from=" + scene.version;
        operator()
                .get(path)
                .then()
                .statusCode(200)
                .body("clauses.code", contains("C12", "C10"))
                .body("clauses.kind", contains("CHANGED", "REMOVED"))
                .body("clauses[0].after.text.fr", equalTo("Texte <nouveau> à vous"))
                .body("clauses[1].after", nullValue())
                .body("promises", nullValue());
        String page = operator()
                .get(path + "&locale=fr")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page)
                .contains("lang=\"fr\"", "2 articles changent", "<ins>", "&lt;", "nouveau", "Article supprimé")
                .doesNotContain("<nouveau>");
        // A draft is nobody's but staff's, and itself differs in nothing
        customer(scene.customer).get(path).then().statusCode(404);
        customer(scene.customer)
                .get("/versions/" + scene.version + "/differences?from=" + scene.version)
                .then()
                .statusCode(200)
                .body("clauses", hasSize(0));
        operator().get("/versions/" + draft + "/differences").then().statusCode(400);
        operator().get(path + "&locale=de").then().statusCode(400);
    }

    @Test
    void theLatestThePublishedAndTheOneInForceAreToldApart() {
        Scene scene = new Scene(bus).publish();
        String later = scene.draft(scene.defaultClauses());
        Instant soon = Instant.parse("2090-01-01T00:00:00Z");
        system().body("{\"effectiveFrom\": \"" + soon + "\"}")
                .header("If-Match", "*")
                .post("/versions/" + later + "/publication")
                .then()
                .statusCode(200);
        String draft = scene.draft(scene.defaultClauses());

        String path = "/documents/" + scene.document + "/standing";
        operator()
                .get(path)
                .then()
                .statusCode(200)
                .body("latest.id", equalTo(draft))
                .body("published.id", equalTo(later))
                .body("effective.id", equalTo(scene.version));
        customer(scene.customer).get(path).then().body("latest.id", equalTo(later));
        customer(scene.customer).get(path + "?at=" + soon).then().body("effective.id", equalTo(later));
        operator().get(path + "?at=2001-01-01T00:00:00Z").then().statusCode(200).body("effective", nullValue());
        String inForce = "/documents/in-force?audience=CONSUMER&plan=" + scene.plan;
        customer(scene.customer)
                .get(inForce)
                .then()
                .statusCode(200)
                .body("id", equalTo(scene.version))
                .body("renditions.locale", hasItems("fr", "en"));
        operator().get(inForce + "&at=2001-01-01T00:00:00Z").then().statusCode(404);
        operator().get(inForce.replace("CONSUMER", "PROFESSIONAL")).then().statusCode(404);
        operator().get("/documents/in-force?audience=CONSUMER").then().statusCode(400);
    }

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
        String later = scene.draft(scene.defaultClauses());
        publish(later, "{}").then().statusCode(200);
        system().get(gate)
                .then()
                .body("allowed", equalTo(false))
                .body("missing.reason", contains("NEWER_VERSION"))
                .body("missing.version", contains(later));
        // Nothing is sold without terms, and nobody asks for others
        system().get(gate.replace("CONSUMER", "PROFESSIONAL"))
                .then()
                .statusCode(200)
                .body("missing.reason", contains("NO_TERMS_IN_FORCE"));
        customer(Ids.next()).get(gate).then().statusCode(404);
        panel(scene.connection).get(gate).then().statusCode(403);
        system().get("/gate?audience=CONSUMER").then().statusCode(400);
    }

    @Test
    void theRulesSayWhoseLawTheyAre() {
        operator()
                .get("/rules")
                .then()
                .statusCode(200)
                .body("items.find { it.id == 'FR-B2C-01' }.applies", equalTo(true))
                .body("items.find { it.id == 'FR-B2C-13' }.validFrom", equalTo("2026-06-19"))
                .body("items.find { it.id == 'DE-02' }.applies", equalTo(false));
    }

    @Test
    void aClauseThatDeclaresNothingIsRefused() {
        system().body("""
                        {"code": "C12", "title": {"fr": "a", "en": "a"}, "text": {"fr": "a", "en": "a"}, "effects": []}""").post("/clauses").then().statusCode(400).body("violations.pointer", hasItem("/effects"));
        system().body("""
                        {"code": "C12", "title": {"fr": "a", "en": "a"}, "text": {"fr": "a", "en": "a"}, "effects": [{"kind": "MAGIC"}]}""").post("/clauses").then().statusCode(400);
    }

    @Test
    void aClauseForOtherPlansDoesNotFitTheDraft() {
        Scene scene = new Scene(bus).publish();
        String managed = system().get("/clauses/fitting?audience=PROFESSIONAL&level=MANAGED")
                .then()
                .statusCode(200)
                .body("items.code", hasItems("C08", "C11", "C25"))
                .body("items.findAll { it.code == 'C25' }.audience", contains("PROFESSIONAL"))
                .extract()
                .path("items.find { it.code == 'C08' }.id");

        system().body(Map.of("clauses", List.of(managed)))
                .post("/documents/" + scene.document + "/versions")
                .then()
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/clauses/0"))
                .body("violations[0].message", containsString("STANDARD"));
    }

    @Test
    void fittingNeedsToKnowForWhom() {
        operator().get("/clauses/fitting").then().statusCode(400);
        operator().get("/clauses/fitting?audience=NOBODY&level=STANDARD").then().statusCode(400);
    }

    private static String document(String plan, String audience) {
        return Scene.created(system().body("""
                {"plan": "%s", "audience": "%s", "name": {"fr": "a", "en": "a"}}""".formatted(plan, audience)).post("/documents"));
    }

    private static String clause(String code, String audience, String text, String effect) {
        return Scene.created(
                system().body("""
                {"code": "%s", "audience": "%s", "title": {"fr": "a", "en": "a"},
                 "text": {"fr": "Texte %s", "en": "Text %s"}, "effects": [%s]}""".formatted(code, audience, text, text, effect)).post("/clauses"));
    }

    private static Response publish(String draft, String body) {
        return system().body(body).header("If-Match", "*").post("/versions/" + draft + "/publication");
    }

    private static String signed(String... rules) {
        return Stream.of(rules).map("""
                        {"rule": "%s", "name": "Maître Claire Aubry", "reason": "Relu, et voulu ainsi."}"""::formatted).collect(Collectors.joining(", ", "{\"signOffs\": [", "]}"));
    }

    /** The clauses with another one for a topic. */
    private static List<String> with(String code, String clause, List<String> clauses) {
        return clauses.stream()
                .map(id -> code.equals(operator()
                                .get("/clauses/" + id)
                                .then()
                                .extract()
                                .path("code"))
                        ? clause
                        : id)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update terms_version set sha256 = repeat('0', 64) where id = '%s'",
                "update terms_version set state = 'DRAFT' where id = '%s'",
                "delete from terms_version where id = '%s'",
                "delete from terms_version_clause where terms_version = '%s'",
                "update terms_version_clause set position = position + 100 where terms_version = '%s'",
                "update terms_rendition set content = '\\x00' where terms_version = '%s'",
                "delete from terms_rendition where terms_version = '%s'",
                "truncate terms_rendition cascade",
                "update clause set text = '{\"fr\": \"a\", \"en\": \"a\"}'"
            })
    void theDatabaseItselfKeepsAPublishedVersion(String attack) {
        Scene scene = new Scene(bus).publish();

        assertThatThrownBy(() -> execute(attack.formatted(scene.version)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("refused");
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
                .body("expected", equalTo(right))
                .body("detail", containsString(right));
        // A system must say from where the customer clicked
        system().body(scene.acceptanceBody(right).replace("\"ip\": \"192.0.2.17\", ", ""))
                .post("/acceptances")
                .then()
                .statusCode(400)
                .body("violations.pointer", org.hamcrest.Matchers.hasItems("/customer", "/ip"));
        // Another customer is nobody
        customer(scene.customer)
                .body(scene.acceptanceBody(right).replaceFirst("\\{", "{\"customer\": \"" + Ids.next() + "\","))
                .post("/acceptances")
                .then()
                .statusCode(404);
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

        execute("delete from personal_value where owner = '%s'".formatted(scene.acceptance));

        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance)
                .then()
                .body("ip", nullValue())
                .body("by.name", nullValue())
                .body("by.capacity", notNullValue());
        operator().get("/evidence/verification").then().body("sound", equalTo(true));
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

    @Test
    void aPlanIsChangedOnlyByWhoHasSeenItAndContractsKeepTheirPromises() {
        Scene scene = new Scene(bus).publish().accept().registerSite().contract();
        String change =
                Scene.planBody("x").replaceFirst("\"code\": \"x\", ", "").replace("PT24H", "PT12H");
        system().body(change).put("/plans/" + scene.plan).then().statusCode(428);
        String etag = system().get("/plans/" + scene.plan).header("ETag");

        system().header("If-Match", etag)
                .body(change)
                .put("/plans/" + scene.plan)
                .then()
                .statusCode(200);

        system().header("If-Match", etag)
                .body(change)
                .put("/plans/" + scene.plan)
                .then()
                .statusCode(412);
        system().get("/contracts/" + scene.contract).then().body("promises.backup.frequency", equalTo("PT24H"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int acceptances(String version) {
        return system().get("/acceptances?version=" + UUID.fromString(version))
                .then()
                .extract()
                .<List<?>>path("items")
                .size();
    }
}
