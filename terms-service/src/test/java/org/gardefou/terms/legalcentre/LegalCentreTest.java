package org.gardefou.terms.legalcentre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.testing.Client.anybody;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** What anybody may read of what was published, and that they may read nothing else. */
@QuarkusTest
class LegalCentreTest {

    private static final String JSON = "/legal-centre";

    @Inject
    Bus bus;

    @Test
    void everyPublishedVersionIsThereWithItsDaysAndHashes() {
        Scene scene = new Scene(bus).publish().promise("PT24H", "PT72H");
        String second = scene.draft(scene.defaultClauses());
        Authoring.publish(second, "{}").then().statusCode(200);
        String third = scene.draft(scene.defaultClauses());
        Instant later = Instant.now().plus(Duration.ofDays(90));
        Authoring.publish(third, "{\"effectiveFrom\": \"%s\"}".formatted(later))
                .then()
                .statusCode(200);
        String withdrawn = scene.draft(scene.defaultClauses());
        Authoring.publish(withdrawn, "{\"effectiveFrom\": \"%s\"}".formatted(later.plusSeconds(60)))
                .then()
                .statusCode(200);
        system().header("If-Match", "*")
                .body("{\"reason\": \"Une coquille dans l'article C11\"}")
                .post("/versions/" + withdrawn + "/withdrawal")
                .then()
                .statusCode(200);

        anybody()
                .get(JSON + "/documents/" + scene.document)
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=60")
                .header("Link", containsString("rel=\"alternate\""))
                .body("document.plan.fr", equalTo("Standard"))
                .body("document.audience", equalTo("CONSUMER"))
                .body("versions.number", equalTo(List.of(4, 3, 2, 1)))
                .body("versions.standing", equalTo(List.of("WITHDRAWN", "SCHEDULED", "IN_FORCE", "SUPERSEDED")))
                .body(
                        "versions[2].until",
                        org.hamcrest.Matchers.startsWith(later.toString().substring(0, 19)))
                .body("versions[0].withdrawalReason", containsString("coquille"))
                .body("versions[3].renditions.fr", equalTo(scene.renditionSha256("fr")));
        anybody().get(JSON + "/documents?limit=200").then().body("items.id", hasItem(scene.document));

        // The bytes are those of the hashes
        byte[] text = anybody()
                .get(JSON + "/versions/" + scene.version + "/renditions/fr")
                .asByteArray();
        assertThat(Canonical.sha256(text)).isEqualTo(scene.renditionSha256("fr"));
        Response canonical = anybody().get(JSON + "/versions/" + scene.version + "/canonical");
        assertThat("\"" + Canonical.sha256(canonical.asByteArray()) + "\"").isEqualTo(canonical.header("ETag"));
        canonical.then().header("Cache-Control", containsString("immutable"));

        // What it changed, without who declared it
        anybody()
                .get(JSON + "/versions/" + second)
                .then()
                .body("version.standing", equalTo("IN_FORCE"))
                .body("changes.topic", hasItem("C11"))
                .body("changes[0].changeClass", equalTo("ADVERSE"))
                .body("changes[0].title.fr", containsString("auvegarde"))
                .body("changes[0].declared", nullValue());
        anybody()
                .get(JSON + "/versions/" + second + "/differences?from=" + scene.version)
                .then()
                .statusCode(200)
                .body("clauses.code", hasItem("C11"));
        page("/terms/legal/versions/" + second + "?lang=fr")
                .then()
                .statusCode(200)
                .header("Content-Language", "fr")
                .header("Link", containsString("/terms/v1/legal-centre/versions/" + second))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("X-Robots-Tag", nullValue())
                .body(containsString("Moins favorable pour vous"));
        page("/terms/legal/versions/" + second + "/differences?from=" + third + "&lang=en")
                .then()
                .statusCode(200);
        page("/terms/legal/documents/" + scene.document + "?lang=en")
                .then()
                .body(containsString("Withdrawn"))
                .body(containsString("To come"));
    }

    @Test
    void aDraftIsNowhere() {
        Scene scene = new Scene(bus).publish();
        String draft = scene.draft(scene.defaultClauses());
        Scene other = new Scene(bus).publish();
        String unpublished = Authoring.document(other.plan, "PROFESSIONAL");

        for (String path : List.of(
                "/versions/" + draft,
                "/versions/" + draft + "/canonical",
                "/versions/" + draft + "/renditions/fr",
                "/versions/" + draft + "/differences?from=" + scene.version,
                "/versions/" + scene.version + "/differences?from=" + draft,
                "/versions/" + scene.version + "/differences?from=" + other.version,
                "/documents/" + unpublished,
                "/documents/" + Ids.next())) {
            anybody().get(JSON + path).then().statusCode(404).contentType("application/problem+json");
            if (!path.contains("canonical") && !path.contains("renditions"))
                page("/terms/legal" + path)
                        .then()
                        .statusCode(404)
                        .contentType("text/html")
                        .body(containsString("Cette page n&#39;existe pas"));
        }
        assertThat(anybody().get(JSON + "/documents/" + scene.document).asString())
                .doesNotContain(draft);
        assertThat(page("/terms/legal/documents/" + scene.document).asString()).doesNotContain(draft);
        anybody().get(JSON + "/documents?limit=200").then().body("items.id", not(hasItem(unpublished)));
    }

    @Test
    void theMatrixAndTheCheckpointsAreThere() {
        new Scene(bus).publish();
        system().post("/checkpoints");

        anybody()
                .get(JSON + "/responsibilities?level=MANAGED")
                .then()
                .statusCode(200)
                .body("items.level", org.hamcrest.Matchers.everyItem(equalTo("MANAGED")));
        page("/terms/legal/responsibilities?level=VPS&lang=en")
                .then()
                .statusCode(200)
                .body(containsString("Who does what"));
        page("/terms/legal/checkpoints?lang=fr")
                .then()
                .statusCode(200)
                .body(containsString("Point de contrôle n° "))
                .body(containsString("BEGIN PUBLIC KEY"));
        anybody().get(JSON + "/responsibilities?level=NONE").then().statusCode(400);
    }

    @Test
    void whatIsKnownAlreadyIsNotSentAgain() {
        Scene scene = new Scene(bus).publish();
        String tag =
                page("/terms/legal/documents/" + scene.document + "?lang=fr").header("ETag");

        RestAssured.given()
                .header("If-None-Match", tag)
                .get("/terms/legal/documents/" + scene.document + "?lang=fr")
                .then()
                .statusCode(304);
        RestAssured.given().head("/terms/legal?lang=fr").then().statusCode(200);
        anybody()
                .header("If-None-Match", "\"" + scene.renditionSha256("en") + "\"")
                .get(JSON + "/versions/" + scene.version + "/renditions/en")
                .then()
                .statusCode(304);
    }

    @Test
    void whatProgramsReadIsDescribedWithExamplesAndThePagesAreNot() {
        JsonPath described =
                RestAssured.given().get("/terms/openapi?format=json").jsonPath();
        Map<String, Map<String, Map<String, Object>>> paths = described.getMap("paths");

        assertThat(paths.keySet())
                .noneMatch(path -> path.startsWith("/terms/legal") || path.startsWith("/terms/pages"));
        for (String path : List.of(
                "/terms/v1/legal-centre/documents",
                "/terms/v1/legal-centre/documents/{id}",
                "/terms/v1/legal-centre/versions/{id}",
                "/terms/v1/legal-centre/versions/{id}/differences",
                "/terms/v1/legal-centre/responsibilities",
                "/terms/v1/page-links/{id}")) {
            String answer = "paths.'%s'.get.responses.'200'.content.'application/json'".formatted(path);
            assertThat(described.<Object>get(answer + ".example")).as(path).isNotNull();
            assertThat(described.<Object>get(answer + ".schema")).as(path).isNotNull();
            if (path.contains("legal-centre"))
                assertThat(described.<Object>get("paths.'%s'.get.responses.'429'".formatted(path)))
                        .as(path)
                        .isNotNull();
        }
        assertThat(described.<Object>get("components.schemas.VersionDifferences"))
                .isNotNull();
        // The examples of the explorer are understood as they stand
        Map<String, Map<String, Object>> examples =
                described.getMap("paths.'/terms/v1/page-links'.post.requestBody.content.'application/json'.examples");
        assertThat(examples).hasSize(2);
        examples.values().forEach(example -> system().body(example.get("value"))
                .post("/page-links")
                .then()
                .statusCode(422));
    }

    @Test
    void aPageIsInTheLanguageOfItsReader() {
        for (String[] one :
                new String[][] {{"en-GB,fr;q=0.5", "en"}, {"de, fr;q=0.5", "fr"}, {"de", "fr"}, {"*", "fr"}})
            RestAssured.given()
                    .header("Accept-Language", one[0])
                    .get("/terms/legal")
                    .then()
                    .header("Content-Language", one[1])
                    .header("Vary", containsString("Accept-Language"));
        RestAssured.given()
                .header("Accept-Language", "en")
                .get("/terms/legal?lang=fr")
                .then()
                .header("Content-Language", "fr")
                .body(containsString("Read in English"));
    }

    private static Response page(String path) {
        return RestAssured.given().get(path);
    }
}
