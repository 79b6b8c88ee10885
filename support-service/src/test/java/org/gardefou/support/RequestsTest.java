package org.gardefou.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.support.testing.Client.anybody;
import static org.gardefou.support.testing.Client.customer;
import static org.gardefou.support.testing.Client.operator;
import static org.gardefou.support.testing.Scene.SOON;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.support.contract.HostedSites;
import org.gardefou.support.testing.Bus;
import org.gardefou.support.testing.Scene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers send: what is asked in order, and what is not. */
@QuarkusTest
class RequestsTest {

    @Inject
    Bus bus;

    @Inject
    HostedSites sites;

    @Inject
    AgroalDataSource database;

    private Scene scene;

    @BeforeEach
    void aSiteThatWorks() {
        scene = new Scene(bus).send("site.registered", "contract.activated");
        await().atMost(SOON).until(() -> QuarkusTransaction.requiringNew().call(() -> sites.findByIdOptional(scene.site)
                .filter(site -> site.contract().isPresent() && site.connection() != null)
                .isPresent()));
    }

    @Test
    void aQuestionWithoutADiagnosisAsksForOneAndIsExplainedByIt() {
        // Given
        Response opened = open(request(), null);
        opened.then()
                .statusCode(201)
                .header("Location", containsString("/support/v1/cases/"))
                .body("coverage", equalTo("NEEDS_INFORMATION"))
                .body("status", equalTo("NEW"))
                .body("turn", equalTo("SUPPORT"))
                .body("subject", equalTo("La boutique ne s'affiche plus"))
                .body("options[0].kind", equalTo("DIAGNOSIS"));
        String id = opened.path("id");
        scene.choose(id, "DIAGNOSIS")
                .then()
                .statusCode(200)
                .body("status", equalTo("NEW"))
                .body("turn", equalTo("SUPPORT"));
        // When the diagnosis is there
        scene.send("restore-point.created", "site.plugin-updated", "site.diagnosed", "liability.assessed");
        // Then it explains the customer's own case, and opens no other
        assertThat(scene.awaitWays("RESTORE", "GUIDE", "PAID_REPAIR")).isEqualTo(id);
        assertThat(scene.cases()).hasSize(1);
        scene.customer()
                .get("/cases/" + id)
                .then()
                .body("status", equalTo("DECIDED"))
                .body("choice", nullValue())
                .body("diagnosis", equalTo(scene.diagnosis.toString()));
        // And whoever reports the same trouble again finds that case
        open(request(), null)
                .then()
                .statusCode(200)
                .header("Location", endsWith("/support/v1/cases/" + id))
                .body("id", equalTo(id));
        assertThat(scene.cases()).hasSize(1);
        scene.customer()
                .get("/cases/" + id + "/timeline")
                .then()
                .body("findAll { it.kind == 'message' }.text", hasSize(2));
    }

    @Test
    void aQuestionIsNotOverBecauseTheSiteIsWell() {
        String id = open(request(), null).path("id");

        scene.send("restore.completed", "site.plugin-updated");
        scene.send("site.diagnosed", scene.diagnosed("HEALTHY"));

        await().atMost(SOON).untilAsserted(() -> scene.customer()
                .get("/cases/" + id + "/timeline")
                .then()
                .body("kind.findAll { it == 'site.diagnosed' }", hasSize(1)));
        scene.customer().get("/cases/" + id).then().body("status", equalTo("NEW"));
    }

    @Test
    void aRepeatedRequestIsAnsweredAsTheFirstOne() {
        String key = UUID.randomUUID().toString();
        Response first = open(request(), key);
        Response again = open(request(), key);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        open(request().replace("boutique", "galerie"), key)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-conflict"));
        assertThat(scene.cases()).hasSize(1);
    }

    @Test
    void aCaseThatIsOverTakesNoMessage() {
        String id = open(request(), null).path("id");
        scene.customer()
                .header("If-Match", "*")
                .body("{\"how\":\"WITHDRAWN\",\"message\":\"C'est réparé, merci.\"}")
                .post("/cases/" + id + "/end")
                .then()
                .statusCode(200);

        for (RequestSpecification anybody : List.of(scene.customer(), operator())) {
            anybody.body("{\"text\":\"Encore une chose.\"}")
                    .post("/cases/" + id + "/messages")
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("/problems/conflict"))
                    .body("detail", containsString("WITHDRAWN"))
                    .body("detail", containsString("Open another"));
        }
        scene.customer()
                .get("/cases/" + id + "/timeline")
                .then()
                .body("findAll { it.kind == 'message' }.text", hasSize(2));
    }

    @Test
    void aCaseTakesSoManyMessagesOfACustomerAndTheAnswersOfOurPeople() throws SQLException {
        String id = open(request(), null).path("id");
        try (Connection connection = database.getConnection();
                Statement insert = connection.createStatement()) {
            insert.executeUpdate("insert into case_message (id, case_id, author_role, author, text, written_at)"
                    + " select gen_random_uuid(), '%s', 'CUSTOMER', 'somebody', 'x', now() from generate_series(1, 498)"
                            .formatted(id));
        }
        String body = "{\"text\":\"Vous êtes là ?\"}";

        scene.customer().body(body).post("/cases/" + id + "/messages").then().statusCode(201);
        scene.customer()
                .body(body)
                .post("/cases/" + id + "/messages")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"))
                .body("detail", containsString("500 messages"))
                .body("detail", containsString("open another"));
        operator().body(body).post("/cases/" + id + "/messages").then().statusCode(201);
    }

    @Test
    void aMessageStandsInTheTimelineWithItsAuthor() {
        String id = open(request(), null).path("id");

        scene.customer()
                .body("{\"text\":\"C'est réparé, merci.\"}")
                .post("/cases/" + id + "/messages")
                .then()
                .statusCode(201)
                .body("kind", equalTo("message"));

        scene.customer()
                .get("/cases/" + id + "/timeline")
                .then()
                .statusCode(200)
                .body("findAll { it.kind == 'message' }.text.last()", equalTo("C'est réparé, merci."))
                .body("findAll { it.kind == 'message' }.author.last()", equalTo(scene.customer.toString()));
    }

    @Test
    void aChoiceNeedsTheVersionThatWasRead() {
        String id = open(request(), null).path("id");
        String path = "/cases/" + id + "/choice";
        String version = scene.etag("/cases/" + id);
        String body = "{\"option\":\"DIAGNOSIS\"}";

        scene.customer()
                .header("If-None-Match", version)
                .get("/cases/" + id)
                .then()
                .statusCode(304);
        scene.customer().body(body).post(path).then().statusCode(428);
        scene.customer()
                .header("If-Match", "\"99\"")
                .body(body)
                .post(path)
                .then()
                .statusCode(412);
        scene.customer().header("If-Match", "x").body(body).post(path).then().statusCode(400);
        scene.customer()
                .header("If-Match", version)
                .body("{\"option\":\"PAID_REPAIR\"}")
                .post(path)
                .then()
                .statusCode(409)
                .body("detail", containsString("It offers: [DIAGNOSIS"));
        assertThat(scene.etag("/cases/" + id)).isEqualTo(version);

        scene.customer()
                .header("If-Match", version)
                .body(body)
                .post(path)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(version)));
        scene.customer()
                .header("If-Match", version)
                .body(body)
                .post(path)
                .then()
                .statusCode(412);
    }

    @Test
    void whoAskedEndsWhatIsNoLongerNeeded() {
        String id = open(request(), null).path("id");

        end(scene.customer(), id, "REPAIRED").then().statusCode(403);
        end(customer(UUID.randomUUID()), id, "WITHDRAWN").then().statusCode(404);
        scene.customer()
                .body("{\"how\":\"WITHDRAWN\"}")
                .post("/cases/" + id + "/end")
                .then()
                .statusCode(428);
        end(scene.customer(), id, "RESTORED").then().statusCode(400);
        end(operator(), id, "WITHDRAWN").then().statusCode(403);
        end(scene.customer(), id, "WITHDRAWN")
                .then()
                .statusCode(200)
                .body("status", equalTo("CLOSED"))
                .body("turn", equalTo("NOBODY"))
                .body("resolution", equalTo("WITHDRAWN"));

        scene.customer()
                .get("/cases/" + id + "/timeline")
                .then()
                .body("findAll { it.kind == 'message' }.text.last()", equalTo("Merci, c'est bon."));
        end(operator(), id, "ANSWERED").then().statusCode(409).body("detail", containsString("WITHDRAWN"));
        await().atMost(SOON).untilAsserted(() -> assertThat(bus.told(scene.site))
                .filteredOn(event -> event.type().equals("case.resolved"))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.data().path("how").asText()).isEqualTo("WITHDRAWN")));
    }

    @Test
    void aQuestionIsAnsweredByOurPeople() {
        String id = open(request(), null).path("id");

        end(operator(), id, "ANSWERED").then().statusCode(200).body("status", equalTo("RESOLVED"));
    }

    private Response end(RequestSpecification by, String id, String how) {
        return by.header("If-Match", scene.etag("/cases/" + id))
                .body("{\"how\":\"%s\",\"message\":\"Merci, c'est bon.\"}".formatted(how))
                .post("/cases/" + id + "/end");
    }

    @Test
    void aSiteHasNoMoreThanTenOpenCases() throws Exception {
        List<Callable<Integer>> many =
                Collections.nCopies(16, () -> open(request(), null).statusCode());
        try (ExecutorService atOnce = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> answer : atOnce.invokeAll(many))
                assertThat(answer.get()).isIn(201, 409);
        }
        assertThat(scene.cases()).hasSize(10);
        String one = (String) scene.cases().getFirst().get("id");
        open(request(), null).then().statusCode(409).body("detail", containsString("/end"));

        end(scene.customer(), one, "WITHDRAWN").then().statusCode(200);
        open(request(), null).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"site":                                                              | 400 | malformed-json
            []                                                                    | 400 | wrong-type
            {}                                                                    | 400 | validation
            {"site":"SITE","subject":"s","message":"m","urgent":true}             | 400 | unknown-field
            {"site":"SITE","subject":"s","subject":"t","message":"m"}             | 400 | malformed-json
            {"site":"SITE","subject":5,"message":"m"}                             | 400 | wrong-type
            {"site":"nowhere","subject":"s","message":"m"}                        | 400 | wrong-type
            {"site":"SITE","subject":" ","message":"m"}                           | 400 | validation
            {"site":"SITE","subject":"s"}                                         | 400 | validation
            {"site":"SITE","subject":"s","message":null}                          | 400 | validation
            {"site":"SITE","subject":"a\\u0000b","message":"m"}                   | 400 | validation
            {"site":"018f0000-0000-7000-8000-000000000000","subject":"s","message":"m"} | 404 | not-found
            """)
    void aCaseThatCannotBeOpenedIsRefusedAndNothingIsWritten(String body, int status, String slug) {
        open(body.replace("SITE", scene.site.toString()), null)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug));
        assertThat(scene.cases()).isEmpty();
    }

    @Test
    void textsHaveAnEnd() {
        open(request().replace("Depuis", "x".repeat(10_001)), null).then().statusCode(400);
        open(request().replace("boutique", "x".repeat(201)), null).then().statusCode(400);
        open(request().replace("Depuis", "x".repeat(2_000_000)), null).then().statusCode(413);
        assertThat(scene.cases()).isEmpty();
    }

    @Test
    void aSubjectIsOneLineThatShowsWhatItSays() {
        for (String unseen : List.of("\\n", "\\u001b[2K", "\u202e", "\\u2067")) {
            open(request().replace("boutique", "bou" + unseen + "tique"), null)
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("/subject"));
            assertThat(scene.cases()).isEmpty();
        }
        open(request().replace("Depuis", "Bonjour,\\n\\tdepuis"), null).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /cases/not-a-uuid                                        | 400
            GET  | /cases/018f0000-0000-7000-8000-000000000000              | 404
            GET  | /cases/018f0000-0000-7000-8000-000000000000/timeline     | 404
            GET  | /cases?status=BROKEN                                     | 400
            GET  | /cases?site=x                                            | 400
            GET  | /cases?sit=018f0000-0000-7000-8000-000000000000          | 400
            GET  | /guides?lang=fr                                          | 400
            GET  | /cases?limit=0                                           | 400
            GET  | /cases?cursor=!!                                         | 400
            GET  | /coverage-decisions/018f0000-0000-7000-8000-000000000000 | 404
            GET  | /coverage-decisions?case=x                               | 400
            GET  | /quotes/018f0000-0000-7000-8000-000000000000             | 404
            GET  | /quotes?cursor=aGVsbG8                                   | 400
            GET  | /guides/no-such-guide                                    | 404
            GET  | /guides?locale=de                                        | 400
            PUT  | /cases                                                   | 405
            """)
    void whatIsNotThereOrCannotBeReadIsAProblem(String method, String path, int status) {
        operator().request(method, path).then().statusCode(status).contentType("application/problem+json");
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        for (String path : List.of("/cases", "/coverage-decisions", "/quotes", "/guides", "/audit", "/dead-letters"))
            anybody().get(path).then().statusCode(401);
    }

    @Test
    void listsAreReadPageByPage() {
        for (int i = 0; i < 3; i++) open(request(), null).then().statusCode(201);

        Response first = scene.customer().get("/cases?limit=2");
        first.then().statusCode(200).body("items", hasSize(2));
        String cursor = first.path("next");
        scene.customer().get("/cases?limit=2&cursor=" + cursor).then().body("items", hasSize(1));
        assertThat(scene.customer().get("/cases?status=RESOLVED").<List<?>>path("items"))
                .isEmpty();
    }

    @Test
    void aGuideIsReadInTheReadersLanguageAndForm() {
        scene.customer()
                .get("/guides/htaccess")
                .then()
                .statusCode(200)
                .body("locale", equalTo("fr"))
                .body("title", equalTo("Fichier .htaccess refusé"));
        scene.customer()
                .header("Accept-Language", "en-GB,en;q=0.8")
                .get("/guides/htaccess")
                .then()
                .body("locale", equalTo("en"));
        scene.customer()
                .accept("text/markdown")
                .get("/guides/htaccess?locale=en")
                .then()
                .statusCode(200)
                .contentType("text/markdown")
                .header("Content-Language", equalTo("en"))
                .body(startsWith("# The .htaccess file is refused\n\n## What you see"));
        scene.customer()
                .accept("application/xml")
                .get("/guides/htaccess")
                .then()
                .statusCode(406);
        customer(UUID.randomUUID())
                .get("/guides?locale=fr")
                .then()
                .statusCode(200)
                .body("$", hasSize(59));
    }

    @Test
    void aGuideIsFoundByWhatSomebodySees() {
        for (String[] asked : new String[][] {
            {"page blanche Allowed memory size of 134217728 bytes exhausted", "fr", "raise-memory-limit"},
            {"certificat expire", "fr", "tls-renewal"},
            {"l’accès est refusé 403", "fr", "access-denied"},
            {"mes mails partent dans les indésirables (SPF)", "fr", "email-authentication"},
            {"too many redirects", "en", "redirect-loop"},
            {"before updating my plugins", "en", "before-you-update"},
        }) {
            scene.customer()
                    .queryParam("q", asked[0])
                    .queryParam("locale", asked[1])
                    .get("/guides")
                    .then()
                    .statusCode(200)
                    .body("key[0]", equalTo(asked[2]));
        }
        scene.customer()
                .queryParam("q", "' & | ! :* ( <->")
                .get("/guides")
                .then()
                .statusCode(200)
                .body("$", hasSize(0));
        scene.customer().queryParam("q", "x".repeat(201)).get("/guides").then().statusCode(400);
    }

    @Test
    void theHostersOwnTextTakesThePlaceOfTheShippedOneUntilItIsWithdrawn() {
        String own = """
                {"locale": "fr", "title": "Chez nous", "summary": "Notre façon.", "markdown": "## Réparer\\nAppelez-nous au guichet bleu."}""";
        scene.customer().body(own).post("/guides/htaccess/editions").then().statusCode(403);
        operator().body(own).post("/guides/Not-A-Key/editions").then().statusCode(400);
        operator()
                .body(own.replace("\"fr\"", "\"de\""))
                .post("/guides/htaccess/editions")
                .then()
                .statusCode(400);
        operator()
                .body(own)
                .post("/guides/htaccess/editions")
                .then()
                .statusCode(201)
                .body("edition", equalTo(2))
                .body("own", equalTo(true));
        scene.customer().get("/guides/htaccess").then().body("title", equalTo("Chez nous"));
        scene.customer().get("/guides?q=guichet bleu").then().body("key", equalTo(List.of("htaccess")));
        anybody()
                .basePath("/support/guides")
                .get("/htaccess?lang=fr")
                .then()
                .statusCode(200)
                .body(containsString("guichet bleu"));
        scene.customer()
                .body("{\"locale\": \"fr\", \"helpful\": false}")
                .post("/guides/htaccess/ratings")
                .then()
                .statusCode(204);
        scene.customer()
                .body("{\"locale\": \"fr\", \"helpful\": true}")
                .post("/guides/htaccess/ratings")
                .then()
                .statusCode(204);
        operator()
                .get("/guide-ratings")
                .then()
                .body("[0].key", equalTo("htaccess"))
                .body("[0].helpful", equalTo(1))
                .body("[0].notHelpful", equalTo(0));

        operator().delete("/guides/htaccess/editions").then().statusCode(204);
        operator().delete("/guides/htaccess/editions").then().statusCode(404);
        scene.customer().get("/guides/htaccess").then().body("title", equalTo("Fichier .htaccess refusé"));
        scene.customer().get("/guides?q=guichet bleu").then().body("$", hasSize(0));
        operator()
                .get("/guides/htaccess/editions")
                .then()
                .body("edition", equalTo(List.of(2, 1)))
                .body("[0].withdrawnAt", notNullValue());
    }

    @Test
    void theGuidesArePagesForEverybody() {
        anybody()
                .basePath("/support/guides")
                .header("Accept-Language", "fr")
                .get("?q=pare-feu")
                .then()
                .statusCode(200)
                .header("Content-Language", equalTo("fr"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("href=\"/support/guides/waf-false-positive?lang=fr\""));
        anybody()
                .basePath("/support/guides")
                .get("/no-such-guide?lang=en")
                .then()
                .statusCode(404)
                .body(containsString("This guide does not exist"));
    }

    private Response open(String body, @Nullable String key) {
        var request = scene.customer().body(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).post("/cases");
    }

    private String request() {
        return """
                {"site": "%s", "subject": "La boutique ne s'affiche plus",
                 "message": "Depuis ce matin la page montre une erreur."}""".formatted(scene.site);
    }
}
