package org.gardefou.backup.restorepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PinsAndHoldsTest {

    private static final String POINTS = "/backups/v1/restore-points/";
    private static final String HOLDS = "/backups/v1/legal-holds";

    @Inject
    Claims claims;

    @Test
    void aCustomerPinsSoManyAndSupportMore() {
        TestSite site = TestSite.small().registered();
        List<UUID> points = points(site, 4);
        String customer = TestTokens.customer(site.customer);
        for (UUID point : points.subList(0, 3)) pin(customer, point).statusCode(200);
        // When, then
        pin(customer, points.get(3)).statusCode(409).body("detail", containsString("3 restore points"));
        pin(TestTokens.panel(site.connection), points.get(3)).statusCode(409);
        // The same one again is no further one
        pin(customer, points.get(0)).statusCode(200);
        pin(TestTokens.operator(), points.get(3)).statusCode(200).body("pin.by", equalTo("STAFF"));
        // And what staff has pinned is not the customer's to let go
        unpin(customer, points.get(3)).statusCode(409).body("detail", containsString("support"));
        pin(customer, points.get(3)).statusCode(409);
        unpin(customer, points.get(0)).statusCode(200).body("pin", nullValue());
        unpin(customer, points.get(0)).statusCode(200);
        assertThat(Bus.told("restore-point.unpinned", site.site)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void whatCannotBePinnedIsRefused() {
        TestSite site = TestSite.small().registered();
        UUID point = points(site, 1).getFirst();
        String customer = TestTokens.customer(site.customer);
        pin(TestTokens.customer(Ids.next()), point).statusCode(404);
        put(customer, point, "/pin", Map.of("reason", "x", "until", "2020-01-01T00:00:00Z"))
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/until"));
        put(customer, point, "/pin", Map.of("reason", "  ")).statusCode(400);
        put(customer, point, "/pin", Map.of("reason", "x".repeat(201))).statusCode(400);
        put(customer, point, "/pin", Map.of("reason", "x", "by", "STAFF")).statusCode(400);
        Api.as(customer)
                .body(Map.of("reason", "x"))
                .put(POINTS + point + "/pin")
                .then()
                .statusCode(428);
        Database.change("update restore_point set state = 'EXPIRED', expired_at = now() where id = '" + point + "'");
        pin(customer, point).statusCode(409).body("detail", containsString("expired"));
    }

    @Test
    void aPointHasANameWhichIsTheBackupsToBeginWith() {
        TestSite site = TestSite.small().registered();
        UUID point = Api.completed(site);
        String customer = TestTokens.customer(site.customer);
        String tag = Api.as(customer)
                .get(POINTS + point)
                .then()
                .body("label", equalTo("Avant la refonte"))
                .extract()
                .header("ETag");
        put(customer, point, "/label", Map.of("label", "Boutique 2026"))
                .statusCode(200)
                .body("label", equalTo("Boutique 2026"));
        Api.as(customer)
                .header("If-Match", tag)
                .body(Map.of("label", "x"))
                .put(POINTS + point + "/label")
                .then()
                .statusCode(412);
        put(customer, point, "/label", Map.of()).statusCode(200).body("label", nullValue());
        put(customer, point, "/label", Map.of("label", "a\nb")).statusCode(400);
    }

    @Test
    void aPointSaysWhyItIsKeptAndAHoldIsForOperatorsOnly() {
        // Given
        TestSite site = TestSite.small().registered();
        site.contracted("PT24H", "P7D");
        UUID point = Api.id(Bus.heard("restore-point.created", site.site)
                .path("restorePoint")
                .asText());
        String hold = Api.operator()
                .header("Idempotency-Key", Ids.next().toString())
                .body(Map.of("site", site.site, "reason", "Réquisition n° 2026/114"))
                .post(HOLDS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        // When, then
        Api.operator().get(POINTS + point).then().body("keptFor.why", equalTo(List.of("PROMISED", "NEWEST", "HELD")));
        Api.as(TestTokens.customer(site.customer))
                .get(POINTS + point)
                .then()
                .body("keptFor.why", equalTo(List.of("PROMISED", "NEWEST")))
                .body("keptFor[0].text.fr", containsString("contrat"));
        Api.operator().get(POINTS + "?site=" + site.site).then().body("items[0].keptFor.why", hasItem("HELD"));
        Api.operator().get(HOLDS + "?site=" + site.site).then().body("items.id", equalTo(List.of(hold)));
        for (String other : List.of(TestTokens.customer(site.customer), TestTokens.panel(site.connection))) {
            Api.as(other).get(HOLDS).then().statusCode(403);
            Api.as(other).get(HOLDS + "/" + hold).then().statusCode(403);
        }
        // And its end is written down with its reason, and comes once
        end(hold).statusCode(200).body("endReason", equalTo("Mainlevée"));
        end(hold).statusCode(409);
        Api.operator().get(POINTS + point).then().body("keptFor.why", not(hasItem("HELD")));
        Api.operator().get(HOLDS + "?site=" + site.site).then().body("items.size()", equalTo(0));
        Api.operator().get(HOLDS + "?ended=true&site=" + site.site).then().body("items.size()", equalTo(1));
        Api.operator()
                .get("/backups/v1/audit?resourceId=" + hold)
                .then()
                .body("items.action", equalTo(List.of("legal-hold.ended", "legal-hold.set")));
    }

    @Test
    void aHoldIsOfAPointOfItsSite() {
        TestSite site = TestSite.small().registered();
        UUID point = points(site, 1).getFirst();
        Api.operator()
                .body(Map.of("site", Ids.next(), "restorePoint", point, "reason", "x"))
                .post(HOLDS)
                .then()
                .statusCode(404);
        Api.operator()
                .body(Map.of("site", site.site, "reason", ""))
                .post(HOLDS)
                .then()
                .statusCode(400);
        Api.operator().get(HOLDS + "/" + Ids.next()).then().statusCode(404);
    }

    @Test
    void aHoldIsRefusedOnceAnErasureDestroysKeys() {
        // Given an erasure that was ordered, and has not begun
        TestSite site = TestSite.small().registered();
        erasure(site, "KEYS", "");
        hold(site.site).statusCode(201);
        // When it has deleted the key files of one place, then also the keys here
        erasure(site, "KEYS", ", \"keyFilesDeleted\": true");
        hold(site.site).statusCode(409).body("detail", containsString("certificate"));
        erasure(site, "FILES", "");
        hold(site.site).statusCode(409).body("detail", containsString("certificate"));
        Database.change("delete from erasure where site = '" + site.site + "'");
    }

    @Test
    void aNewHoldStopsWhoRemovesAndIsRefusedWhileAnErasureIsAtWork() {
        TestSite site = TestSite.small().registered();
        try (Claim removing = claims.alone(site.site, "forgetting")) {
            hold(site.site).statusCode(201);
            await().atMost(Api.SOON).until(removing::wanted);
        }
        erasure(site, "KEYS", "");
        try (Claim _ = claims.alone(site.site, "erasure")) {
            hold(site.site).statusCode(409).body("detail", containsString("erasure"));
        }
        Database.change("delete from erasure where site = '" + site.site + "'");
    }

    /** One that nobody works at. */
    private static void erasure(TestSite site, String step, String done) {
        Database.change(
                "delete from erasure where site = '" + site.site + "'",
                "insert into erasure (id, site, customer, reason, requested_by, requested_at, state, step, lost, restore_points, places, version)"
                        + " values ('%s', '%s', '%s', 'x', 'x', now(), 'RUNNING', '%s', false, 0, '[{\"which\": \"FIRST\", \"location\": \"x\", \"appendOnly\": false, \"wrappedKey\": \"x\"%s}]', 0)"
                                .formatted(Ids.next(), site.site, site.customer, step, done));
    }

    private static ValidatableResponse hold(UUID site) {
        return Api.operator()
                .body(Map.of("site", site, "reason", "Réquisition n° 2026/117"))
                .post(HOLDS)
                .then();
    }

    /** Points without data: nothing here looks for it. */
    private static List<UUID> points(TestSite site, int number) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            UUID id = Ids.next();
            Database.change(
                    "insert into restore_point (id, site, customer, backup, snapshot, taken_at, files, bytes, added, databases, state, version)"
                            + " values ('%s', '%s', '%s', '%s', '%s', now() - interval '%d hours', 1, 1, 1, '[]', 'AVAILABLE', 0)"
                                    .formatted(id, site.site, site.customer, Ids.next(), id, i));
            ids.add(id);
        }
        return ids;
    }

    private static ValidatableResponse pin(String token, UUID point) {
        return put(token, point, "/pin", Map.of("reason", "Avant la refonte"));
    }

    private static ValidatableResponse put(String token, UUID point, String what, Map<String, Object> body) {
        return Api.as(token)
                .header("If-Match", "*")
                .body(body)
                .put(POINTS + point + what)
                .then();
    }

    private static ValidatableResponse unpin(String token, UUID point) {
        return Api.as(token)
                .header("If-Match", "*")
                .delete(POINTS + point + "/pin")
                .then();
    }

    private static ValidatableResponse end(String hold) {
        return Api.operator()
                .header("If-Match", "*")
                .body(Map.of("reason", "Mainlevée"))
                .post(HOLDS + "/" + hold + "/end")
                .then();
    }
}
