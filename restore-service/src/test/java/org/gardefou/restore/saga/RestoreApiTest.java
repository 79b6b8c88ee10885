package org.gardefou.restore.saga;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.Bus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers may ask, and what they are told when they may not. No site is touched: the restores wait for their safety backup. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class RestoreApiTest {
    private static final String RESTORES = "/restores/v1/restores";

    @Inject
    Restores restores;

    private final UUID site = Ids.next();
    private final UUID customer = Ids.next();
    private final UUID connection = Ids.next();
    private final UUID point = Ids.next();

    @BeforeEach
    void aKnownSite() {
        tellSite(Instant.now());
        tellContract(true);
        tellPoint(Ids.next());
        await().atMost(Api.SOON).until(() -> java.util.List.of(point.toString())
                .equals(as(customer())
                        .get("/restores/v1/advice?site=" + site)
                        .jsonPath()
                        .getList("options.restorePoint")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"site\":|400|malformed-json",
                "{\"site\":\"%1$s\",\"restorePoint\":\"%2$s\",\"force\":true}|400|unknown-field",
                "{\"site\":\"%1$s\",\"restorePoint\":7}|400|wrong-type",
                "{\"site\":\"%1$s\",\"restorePoint\":\"nonsense\"}|400|wrong-type",
                "{\"site\":\"%1$s\",\"restorePoint\":\"%2$s\",\"confirm\":\"yes\"}|400|wrong-type",
                "{\"site\":\"%1$s\"}|400|validation",
                "{\"site\":\"%1$s\",\"restorePoint\":\"%2$s\",\"scope\":\"HALF\"}|400|wrong-type",
                "{\"site\":\"%1$s\",\"restorePoint\":\"%2$s\",\"scope\":\"FILES\",\"paths\":[\"../b\"]}|400|validation",
                "{\"site\":\"%1$s\",\"restorePoint\":\"%2$s\",\"scope\":\"FILES\",\"paths\":[7]}|400|wrong-type",
                "{\"site\":\"%1$s\",\"restorePoint\":\"%2$s\",\"scope\":\"DATABASE\",\"schema\":\"mysql\"}|400|validation",
                "[]|400|wrong-type",
                "{\"site\":\"%3$s\",\"restorePoint\":\"%2$s\"}|404|not-found",
                "{\"site\":\"%1$s\",\"restorePoint\":\"%3$s\"}|404|not-found"
            })
    void aBadRequestGetsItsProblemAndNothingIsWritten(String body, int status, String type) {
        for (String path : List.of(RESTORES, RESTORES + "/dry-run")) {
            Response answer =
                    as(customer()).body(body.formatted(site, point, Ids.next())).post(path);
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.jsonPath().getString("type")).isEqualTo("/problems/" + type);
            assertThat(answer.jsonPath().getString("detail")).isNotBlank();
        }
        assertThat(count()).isZero();
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        String body = "{\"site\":\"" + "x".repeat(2_000_000) + "\"}";
        assertThat(as(customer()).body(body).post(RESTORES).statusCode()).isEqualTo(413);
        assertThat(count()).isZero();
    }

    @Test
    void whatIsAnotherCustomersIsNotThere() {
        UUID id = accepted(Map.of());
        for (String token : new String[] {TestTokens.customer(Ids.next()), TestTokens.panel(Ids.next())}) {
            assertThat(as(token).get(RESTORES + "/" + id).statusCode()).isEqualTo(404);
            assertThat(as(token).get(RESTORES + "/" + id + "/events").statusCode())
                    .isEqualTo(404);
            assertThat(as(token).get(RESTORES + "?site=" + site).jsonPath().getList("items"))
                    .isEmpty();
            assertThat(as(token).get("/restores/v1/advice?site=" + site).statusCode())
                    .isEqualTo(404);
        }
        String other = TestTokens.customer(Ids.next());
        assertThat(as(other)
                        .header("If-Match", "*")
                        .post(RESTORES + "/" + id + "/cancel")
                        .statusCode())
                .isEqualTo(404);
        assertThat(as(other)
                        .header("If-Match", "*")
                        .post(RESTORES + "/" + id + "/rollback")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(other, Map.of()).statusCode()).isEqualTo(404);
        // The panel of the site's own connection sees.
        assertThat(as(TestTokens.panel(connection)).get(RESTORES + "/" + id).statusCode())
                .isEqualTo(200);
        assertThat(given().get(RESTORES).statusCode()).isEqualTo(401);
        // And when the site has moved to another panel, that one sees, and no longer the first
        UUID there = Ids.next();
        Bus.tell("gardefou.sites", "site.moved", site, site(Instant.now()).put("connection", there.toString()));
        await().atMost(Api.SOON)
                .until(() ->
                        as(TestTokens.panel(there)).get(RESTORES + "/" + id).statusCode() == 200);
        assertThat(as(TestTokens.panel(connection)).get(RESTORES + "/" + id).statusCode())
                .isEqualTo(404);
        assertThat(as(TestTokens.panel(connection))
                        .get(RESTORES + "?site=" + site)
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        cancel(id);
    }

    @Test
    void withoutTheContractsPromiseACustomerIsToldWhatToDo() {
        tellContract(false);
        Response refused = await().atMost(Api.SOON)
                .until(() -> post(customer(), Map.of("restorePoint", Ids.next())), one -> one.statusCode() == 403);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("/problems/restores/self-service-not-included");
        assertThat(refused.jsonPath().getString("detail")).contains("support");
        assertThat(count()).isZero();
        // An operator may
        cancel(UUID.fromString(post(TestTokens.operator(), Map.of()).jsonPath().getString("id")));
    }

    @Test
    void aRepeatedRequestIsAnsweredAlikeAndMakesOneRestore() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("site", site, "restorePoint", point);
        Response first =
                as(customer()).header("Idempotency-Key", key).body(body).post(RESTORES);
        Response again =
                as(customer()).header("Idempotency-Key", key).body(body).post(RESTORES);
        Response other = as(customer())
                .header("Idempotency-Key", key)
                .body(Map.of("site", site, "restorePoint", Ids.next()))
                .post(RESTORES);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(count()).isEqualTo(1);
        cancel(UUID.fromString(first.jsonPath().getString("id")));
    }

    @Test
    void aRestoreIsReadFollowedAndCalledOff() {
        UUID id = accepted(Map.of());
        Response read = as(customer()).get(RESTORES + "/" + id);
        assertThat(read.header("ETag")).isNotBlank();
        assertThat(as(customer()).get(RESTORES + "?site=" + site).jsonPath().getList("items.id"))
                .containsExactly(id.toString());
        assertThat(as(customer())
                        .header("If-Match", "*")
                        .post(RESTORES + "/" + id + "/rollback")
                        .jsonPath()
                        .getString("detail"))
                .contains("only a COMPLETED one");
        cancel(id);
        String events = as(customer()).get(RESTORES + "/" + id + "/events").asString();
        assertThat(events).contains("event:progress").contains("\"CANCELLED\"").contains("\"finished\":true");
        Response late = as(customer()).header("If-Match", "*").post(RESTORES + "/" + id + "/cancel");
        assertThat(late.statusCode()).isEqualTo(409);
    }

    @Test
    void aPointThatContainsTheBreakageNeedsTheCustomersWord() {
        UUID diagnosis = Ids.next();
        Bus.tell(
                "gardefou.diagnoses",
                "site.diagnosed",
                site,
                Bus.golden("diagnostics-service", "site.diagnosed", node -> {
                    node.put("diagnosis", diagnosis.toString())
                            .put("site", site.toString())
                            .put("at", Instant.now().toString());
                    ((ObjectNode) node.path("change"))
                            .put("happenedAt", Instant.now().minusSeconds(7200).toString());
                    ((ObjectNode) node.path("cause"))
                            .put("firstSeen", Instant.now().minusSeconds(3600).toString());
                }));
        await().atMost(Api.SOON).until(() -> as(customer())
                .get("/restores/v1/advice?site=" + site)
                .jsonPath()
                .getBoolean("options[0].containsBreakage"));
        Response asked = post(customer(), Map.of());
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.jsonPath().getString("detail")).contains("\"confirm\": true");
        cancel(accepted(Map.of("confirm", true)));
    }

    @Test
    void aPanelRestoresForItsCustomerAndMayNoMoreThanThey() {
        String panel = TestTokens.panel(connection);
        Response asked = post(panel, Map.of());
        assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
        UUID id = UUID.fromString(asked.jsonPath().getString("id"));
        await().atMost(Api.SOON).untilAsserted(() -> assertThat(Bus.told("restore.requested", id))
                .singleElement()
                .satisfies(told ->
                        assertThat(told.at("/requestedBy/role").asText()).isEqualTo("panel")));
        assertThat(as(TestTokens.panel(Ids.next()))
                        .header("If-Match", "*")
                        .post(RESTORES + "/" + id + "/cancel")
                        .statusCode())
                .isEqualTo(404);
        assertThat(as(panel)
                        .header("If-Match", "*")
                        .post(RESTORES + "/" + id + "/cancel")
                        .statusCode())
                .isEqualTo(202);
        await().atMost(Api.SOON).until(() -> as(panel)
                .get(RESTORES + "/" + id)
                .jsonPath()
                .getString("state")
                .equals("CANCELLED"));
        // And without the contract's promise it is told what its customer is told
        tellContract(false);
        Response refused = await().atMost(Api.SOON)
                .until(() -> post(panel, Map.of("restorePoint", Ids.next())), one -> one.statusCode() == 403);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("/problems/restores/self-service-not-included");
    }

    @Test
    void whatComesTwiceOrLateChangesNothing() {
        // Given an event that is delivered again, and an older word about the site
        UUID id = Ids.next();
        tellPoint(id);
        tellPoint(id);
        UUID stranger = Ids.next();
        ObjectNode older = site(Instant.now().minusSeconds(3600));
        older.put("customer", stranger.toString());
        Bus.tell("gardefou.sites", "site.registered", site, older);
        // And an expiry that comes before its creation
        UUID late = Ids.next();
        Bus.tell(
                "gardefou.backups",
                "restore-point.expired",
                site,
                Bus.golden("backup-service", "restore-point.expired", node -> node.put("restorePoint", late.toString())
                        .put("site", site.toString())));
        Bus.tell("gardefou.backups", "restore-point.created", site, created(late));
        // And two that went bad, of which one was found to be good again
        UUID bad = Ids.next();
        UUID mended = Ids.next();
        for (UUID one : List.of(bad, mended)) {
            Bus.tell("gardefou.backups", "restore-point.created", site, created(one));
            tellOf("restore-point.corrupted", one);
        }
        tellOf("restore-point.verified", mended);
        // When a last event of the same topics has come
        UUID last = Ids.next();
        Bus.tell("gardefou.backups", "restore-point.created", site, created(last));
        await().atMost(Api.SOON).until(() -> as(customer())
                .get("/restores/v1/advice?site=" + site)
                .jsonPath()
                .getList("options.restorePoint")
                .contains(last.toString()));
        // Then
        assertThat(as(customer())
                        .get("/restores/v1/advice?site=" + site)
                        .jsonPath()
                        .getList("options.restorePoint"))
                .containsExactlyInAnyOrder(point.toString(), mended.toString(), last.toString());
        // And what has expired or is damaged is not restored, whoever asks for it all the same
        for (UUID gone : List.of(late, bad)) {
            assertThat(as(customer())
                            .body(Map.of("site", site, "restorePoint", gone, "confirm", true))
                            .post(RESTORES)
                            .statusCode())
                    .isEqualTo(409);
        }
        assertThat(count()).isZero();
        assertThat(as(TestTokens.customer(stranger))
                        .get("/restores/v1/advice?site=" + site)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAdviceSaysWhatTheEvidenceAndTheFilesTell() {
        // Given a point of which the evidence is heard first, and how it differs from the one before it
        UUID later = Ids.next();
        tellOf("restore-point.verified", later);
        Bus.tell("gardefou.backups", "restore-point.created", site, created(later));
        Bus.tell(
                "gardefou.backups",
                "restore-point.compared",
                site,
                Bus.golden("backup-service", "restore-point.compared", node -> {
                    node.put("restorePoint", later.toString())
                            .put("site", site.toString())
                            .put("takenAt", Instant.now().toString());
                    node.putObject("since")
                            .put("restorePoint", point.toString())
                            .put("takenAt", Instant.now().plusSeconds(1).toString());
                }));
        // Then
        await().atMost(Api.SOON).ignoreException(NullPointerException.class).untilAsserted(() -> {
            var advice = as(customer()).get("/restores/v1/advice?site=" + site).jsonPath();
            assertThat(advice.getString("recommended")).isEqualTo(later.toString());
            assertThat(advice.getList("options[0].reasons.code"))
                    .isEqualTo(java.util.List.of("NOT_DIAGNOSED", "NEWEST_SUITABLE", "PROVED_BY_BOOT"));
            assertThat(advice.getInt("options[1].loss.files.added")).isEqualTo(4);
            assertThat(advice.getInt("options[1].loss.files.uploads")).isEqualTo(3);
            assertThat(advice.getInt("options[1].loss.content.posts")).isZero();
            assertThat(advice.getString("options[0].duration.source")).isEqualTo("ASSUMED");
        });
        // And what has expired leaves nothing to compare with
        tellOf("restore-point.expired", later);
        await().atMost(Api.SOON).untilAsserted(() -> assertThat((Object) as(customer())
                        .get("/restores/v1/advice?site=" + site)
                        .jsonPath()
                        .get("options[0].loss.files"))
                .isNull());
    }

    @Test
    void adviceWantsASiteAndACaseThatIsKnown() {
        assertThat(as(customer()).get("/restores/v1/advice").statusCode()).isEqualTo(400);
        assertThat(as(customer())
                        .get("/restores/v1/advice?site=" + site + "&case=" + Ids.next())
                        .statusCode())
                .isEqualTo(409);
    }

    private void tellSite(Instant at) {
        Bus.tell("gardefou.sites", "site.registered", site, site(at));
    }

    private ObjectNode site(Instant at) {
        return Bus.golden("diagnostics-service", "site.registered", node -> node.put("site", site.toString())
                .put("customer", customer.toString())
                .put("connection", connection.toString())
                .put("at", at.toString()));
    }

    private void tellContract(boolean selfService) {
        Bus.tell(
                "gardefou.contracts",
                "contract.changed",
                site,
                Bus.golden("terms-service", "contract.changed", node -> {
                    node.put("site", site.toString())
                            .put("customer", customer.toString())
                            .put("at", Instant.now().toString());
                    ((ObjectNode) node.path("promises").path("restore")).put("selfService", selfService);
                }));
    }

    private void tellOf(String type, UUID id) {
        Bus.tell("gardefou.backups", type, site, Bus.golden("backup-service", type, node -> node.put(
                        "restorePoint", id.toString())
                .put("site", site.toString())));
    }

    private void tellPoint(UUID event) {
        Bus.tell("gardefou.backups", "restore-point.created", site, created(point), event);
    }

    private ObjectNode created(UUID id) {
        return Bus.golden("backup-service", "restore-point.created", node -> node.put("restorePoint", id.toString())
                .put("site", site.toString())
                .put("takenAt", Instant.now().toString()));
    }

    private String customer() {
        return TestTokens.customer(customer);
    }

    private static io.restassured.specification.RequestSpecification as(String token) {
        return Api.as(token);
    }

    private Response post(String token, Map<String, Object> more) {
        Map<String, Object> body = new java.util.HashMap<>(Map.of("site", site, "restorePoint", point));
        body.putAll(more);
        return as(token).body(body).post(RESTORES);
    }

    private UUID accepted(Map<String, Object> more) {
        Response answer = post(customer(), more);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return UUID.fromString(answer.jsonPath().getString("id"));
    }

    private void cancel(UUID id) {
        assertThat(as(TestTokens.operator())
                        .header("If-Match", "*")
                        .post(RESTORES + "/" + id + "/cancel")
                        .statusCode())
                .isEqualTo(202);
        await().atMost(Api.SOON).until(() -> as(TestTokens.operator())
                .get(RESTORES + "/" + id)
                .jsonPath()
                .getString("state")
                .equals("CANCELLED"));
    }

    private long count() {
        return QuarkusTransaction.requiringNew().call(() -> restores.count("site", site));
    }
}
