package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.anybody;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.ledger.PersonalValues;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input of every kind: the right problem, and nothing written. */
@QuarkusTest
class HostileTest {

    @Inject
    Bus bus;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    PersonalValues personal;

    @ParameterizedTest
    @ValueSource(strings = {"/plans", "/clauses", "/documents", "/acceptances", "/contracts"})
    void whatIsNoSuchBodyIsRefused(String path) throws SQLException {
        long before = rows();
        refused(system().body("{\"code\": ").post(path), 400, "malformed-json");
        refused(system().body("{\"surprise\": 1}").post(path), 400, "unknown-field");
        refused(system().body("[]").post(path), 400, "wrong-type");
        refused(system().body("{}").post(path), 400, "validation");
        refused(system().post(path), 400, null);
        refused(system().body("{\"code\": \"" + "x".repeat(2_000_000) + "\"}").post(path), 413, "too-large");
        refused(system().contentType("text/plain").body("{}").post(path), 415, "unsupported-media-type");
        refused(anybody().body("{}").post(path), 401, "unauthenticated");
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plans",
                "/clauses",
                "/documents",
                "/versions",
                "/acceptances",
                "/contracts",
                "/risk-notices",
                "/liability-assessments"
            })
    void whatDoesNotExistIsNotFound(String path) {
        refused(operator().get(path + "/" + Ids.next()), 404, "not-found");
        refused(operator().get(path + "/not-an-id"), 400, "bad-parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plans",
                "/clauses",
                "/documents",
                "/acceptances",
                "/contracts",
                "/risk-notices",
                "/liability-assessments",
                "/evidence"
            })
    void listsRefuseStrangeCursorsAndLimits(String path) {
        refused(operator().get(path + "?limit=0"), 400, "bad-limit");
        refused(operator().get(path + "?limit=201"), 400, "bad-limit");
        refused(operator().get(path + "?cursor=nonsense"), 400, "bad-cursor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/plans|\"standard\"|\"Stand ard\"",
                "/plans|\"STANDARD\"|\"GOLD\"",
                "/plans|9000|\"9000\"",
                "/plans|9000|-1",
                "/plans|\"EUR\"|\"ZZZ\"",
                "/plans|true, \"frequency\"|false, \"frequency\"",
                "/plans|\"PT8H\"|\"soon\""
            })
    void valuesThatMakeNoSenseAreRefused(String path, String good, String bad) throws SQLException {
        long before = rows();
        refused(system().body(Scene.planBody("standard").replace(good, bad)).post(path), 400, null);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aRepeatedRequestAnswersAsTheFirstAndAnotherBodyUnderItsKeyIsRefused() {
        String key = Ids.next().toString();
        String body = Scene.planBody("p" + Ids.next());
        String id =
                Scene.created(system().header("Idempotency-Key", key).body(body).post("/plans"));

        system().header("Idempotency-Key", key)
                .body(body)
                .post("/plans")
                .then()
                .statusCode(201)
                .body("id", equalTo(id));
        refused(
                system().header("Idempotency-Key", key)
                        .body(Scene.planBody("p" + Ids.next()))
                        .post("/plans"),
                422,
                "idempotency-conflict");
    }

    @Test
    void nobodySeesOrTouchesWhatIsAnothersAndStaffDoNotSpeakForCustomers() {
        Scene scene = new Scene(bus).publish().accept().registerSite().contract();
        String notice = scene.notice(scene.change("site.plugin-installed"));
        refused(customer(Ids.next()).get("/risk-notices/" + notice), 404, "not-found");
        refused(customer(Ids.next()).body("{}").post("/risk-notices/" + notice + "/acknowledgement"), 404, "not-found");
        refused(operator().body("{}").post("/risk-notices/" + notice + "/acknowledgement"), 403, "forbidden");
        refused(system().body("{}").post("/risk-notices/" + notice + "/acknowledgement"), 400, "validation");
        refused(customer(scene.customer).body(Scene.planBody("mine")).post("/plans"), 403, "forbidden");
        assertThat(customer(Ids.next())
                        .get("/evidence?site=" + scene.site)
                        .then()
                        .extract()
                        .<java.util.List<?>>path("items"))
                .isEmpty();
        // An operator who looks does not deliver
        operator().get("/risk-notices/" + notice).then().statusCode(200).body("state", equalTo("RAISED"));
    }

    @Test
    void whoAcknowledgesIsWhatTheTokenSaysAndANameIsOnlySaid() {
        Scene scene = new Scene(bus).publish().accept().registerSite().contract();
        String byCustomer = scene.notice(scene.change("site.theme-changed"));
        String byPanel = scene.notice(scene.change("site.dns-changed"));
        String bySystem = scene.notice(scene.change("site.mail-changed"));

        acknowledge(customer(scene.customer), byCustomer);
        acknowledge(panel(scene.connection), byPanel);
        acknowledge(system(), bySystem);

        // Then the bus has references, and nobody's name
        await().atMost(Scene.SOON)
                .until(() -> bus.told("risk-notice.acknowledged", scene.site).size() == 3);
        assertThat(bus.told("risk-notice.acknowledged", scene.site))
                .extracting(
                        told -> told.data().path("notice").asText(),
                        told -> told.data().path("by").asText())
                .containsExactlyInAnyOrder(
                        tuple(byCustomer, scene.customer.toString()),
                        tuple(byPanel, scene.connection.toString()),
                        tuple(bySystem, "system"))
                .allSatisfy(told -> assertThat(told.toString()).doesNotContain("Somebody Else"));
        // And the evidence keeps the token's subject, and apart from it the name as it was said
        for (String notice : List.of(byCustomer, byPanel, bySystem))
            assertThat(personal.of(UUID.fromString(notice)))
                    .containsEntry("saidName", "Somebody Else")
                    .hasEntrySatisfying(
                            "subject", subject -> assertThat(subject).isNotEqualTo("Somebody Else"));
    }

    private static void acknowledge(io.restassured.specification.RequestSpecification caller, String notice) {
        caller.body("{\"by\": \"Somebody Else\"}")
                .post("/risk-notices/" + notice + "/acknowledgement")
                .then()
                .statusCode(200);
    }

    @Test
    void acknowledgingTwiceTellsOnce() {
        Scene scene = new Scene(bus).publish().accept().registerSite().contract();
        String notice = scene.notice(scene.change("site.theme-changed"));
        for (int i = 0; i < 2; i++)
            system().body("{\"by\": \"webmaster\"}")
                    .post("/risk-notices/" + notice + "/acknowledgement")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("ACKNOWLEDGED"));
        customer(scene.customer).get("/risk-notices/" + notice).then().statusCode(200);
        assertThat(system().get("/evidence?site=" + scene.site)
                        .then()
                        .extract()
                        .<java.util.List<String>>path("items.kind"))
                .containsOnlyOnce("risk-notice.delivered", "risk-notice.acknowledged");
    }

    private static void refused(Response answer, int status, @org.jspecify.annotations.Nullable String type) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", not(emptyOrNullString()));
        if (type != null) answer.then().body("type", equalTo("/problems/" + type));
    }

    private long rows() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select (select count(*) from plan) + (select count(*) from clause) + (select count(*) from terms_document)"
                                        + " + (select count(*) from acceptance) + (select count(*) from contract)")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
