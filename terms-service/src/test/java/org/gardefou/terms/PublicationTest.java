package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clauses, documents and versions: what is published, and what is refused. */
@QuarkusTest
class PublicationTest {

    @Inject
    Bus bus;

    @Inject
    Database database;

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
        scene.document = Authoring.document(plan, "NON_PROFESSIONAL");
        String clause = Authoring.clause("C11", "NON_PROFESSIONAL", "{backup.frequency}", "{\"kind\": \"DUTY_HOST\"}");

        system().body("{}")
                .header("If-Match", "*")
                .post("/versions/" + scene.draft(List.of(clause)) + "/publication")
                .then()
                .statusCode(422)
                .body("detail", containsString("{backup.statement}"));
        // The default clause says that there are none.
        scene.document = Authoring.document(plan, "CONSUMER");
        system().body("{}")
                .header("If-Match", "*")
                .post("/versions/" + scene.draft(scene.defaultClauses()) + "/publication")
                .then()
                .statusCode(200);
    }

    @Test
    void aVersionThatBreaksTheLawIsNotPublished() {
        Scene scene = new Scene(bus).publish();
        String cap = Authoring.clause(
                "C25", "CONSUMER", "", "{\"kind\": \"CAP\", \"causes\": [\"HOST_BREACH\"], \"cap\": {\"months\": 6}}");
        String draft = scene.draft(Authoring.with("C25", cap, scene.defaultClauses()));

        // It is told beforehand, and at the attempt
        operator()
                .get("/versions/" + draft + "/findings")
                .then()
                .statusCode(200)
                .body("findings[0].rule", equalTo("FR-B2C-01"))
                .body("findings[0].severity", equalTo("BLOCK"))
                .body("findings[0].topic", equalTo("C25"))
                .body("findings[0].source.fr", containsString("R212-1"));
        Authoring.publish(draft, "{}")
                .then()
                .statusCode(422)
                .body("type", containsString("publication-blocked"))
                .body("detail", containsString("FR-B2C-01"))
                .body("findings.rule", hasItem("FR-B2C-01"));
        // No signature helps
        Authoring.publish(draft, signed("FR-B2C-01")).then().statusCode(422);
        operator().get("/versions/" + draft).then().body("state", equalTo("DRAFT"));
    }

    @Test
    void aWarningIsPublishedUnderSomebodysName() {
        Scene scene = new Scene(bus).publish();
        String sentence = "mot ".repeat(40) + ".";
        String unreadable = Authoring.clause("C12", "CONSUMER", sentence, "{\"kind\": \"INFORM\"}");
        String draft = scene.draft(Authoring.with("C12", unreadable, scene.defaultClauses()));

        Authoring.publish(draft, "{}")
                .then()
                .statusCode(422)
                .body("type", containsString("sign-off-missing"))
                .body("findings.rule", contains("FR-B2C-08"));
        Authoring.publish(draft, signed("FR-GEN-04")).then().statusCode(422);
        Authoring.publish(draft, "{\"signOffs\": [{\"rule\": \"FR-B2C-08\", \"name\": \" \", \"reason\": \"x\"}]}")
                .then()
                .statusCode(400);
        Authoring.publish(draft, signed("FR-B2C-08", "FR-B2C-08")).then().statusCode(400);
        Authoring.publish(draft, signed("FR-B2C-08", "FR-GEN-04")).then().statusCode(200);

        // What warned is kept with the name, what did not is not
        operator()
                .get("/versions/" + draft + "/findings")
                .then()
                .body("findings.rule", contains("FR-B2C-08"))
                .body("signOffs.rule", contains("FR-B2C-08"))
                .body("signOffs.name", contains("Maître Claire Aubry"));
        customer(scene.customer).get("/versions/" + draft + "/findings").then().statusCode(403);
        assertThatThrownBy(() -> database.execute("delete from sign_off where terms_version = '%s'".formatted(draft)))
                .hasMessageContaining("stands");
    }

    @Test
    void whatChangesIsToldTopicByTopicAndCanBeReadAsAPage() {
        Scene scene = new Scene(bus).publish();
        String backups = Authoring.clause("C12", "CONSUMER", "<nouveau> à vous", "{\"kind\": \"INFORM\"}");
        List<String> clauses = Authoring.with("C12", backups, scene.defaultClauses()).stream()
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
        customer(scene.customer)
                .get(inForce + "&locale=en")
                .then()
                .statusCode(200)
                .body("renditions.locale", contains("en"));
        // A translation that there is none of: of terms, and of a clause
        customer(scene.customer)
                .get(inForce + "&locale=de")
                .then()
                .statusCode(422)
                .body("type", containsString("terms/translation-missing"))
                .body("detail", containsString("en, fr"));
        operator().get(inForce + "&locale=fr-FR").then().statusCode(400);
        operator()
                .body(
                        "{\"code\": \"C12\", \"title\": {\"fr\": \"Vos copies\", \"en\": \"Your copies\"}, \"text\": {\"fr\": \"Faites vos copies.\"}, \"effects\": [{\"kind\": \"INFORM\"}]}")
                .post("/clauses")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItems("/text/en"));
        // What is published is published once
        operator()
                .body("{}")
                .header("If-Match", "*")
                .post("/versions/" + scene.version + "/publication")
                .then()
                .statusCode(409)
                .body("type", containsString("terms/version-published"));
        operator().get(inForce + "&at=2001-01-01T00:00:00Z").then().statusCode(404);
        operator().get(inForce.replace("CONSUMER", "PROFESSIONAL")).then().statusCode(404);
        operator().get("/documents/in-force?audience=CONSUMER").then().statusCode(400);
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

    private static String signed(String... rules) {
        return Stream.of(rules).map("""
                        {"rule": "%s", "name": "Maître Claire Aubry", "reason": "Relu, et voulu ainsi."}"""::formatted).collect(Collectors.joining(", ", "{\"signOffs\": [", "]}"));
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

        assertThatThrownBy(() -> database.execute(attack.formatted(scene.version)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("refused");
    }
}
