package org.gardefou.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input of every kind: the right problem, and nothing written. */
@QuarkusTest
class HostileTest {

    private static final String BACKUPS = "/backups/v1/backups";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"site\": |400|malformed-json",
                "{\"surprise\": 1}|400|unknown-field",
                "[]|400|wrong-type",
                "{}|400|validation",
                "{\"site\": 5}|400|wrong-type",
                "{\"site\": \"not-an-id\"}|400|",
                "{\"site\": \"0198c5a2-7c00-7000-8000-000000000001\", \"label\": 5}|400|wrong-type"
            })
    void whatIsNoRequestIsRefused(String body, int status, @Nullable String type) {
        long before = rows();
        refused(Api.operator().body(body).post(BACKUPS), status, type);
        refused(Api.restores().body(body).post("/backups/v1/repository-access"), 400, null);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whatIsTooLongOrOfAnotherTypeOrFromNobodyIsRefused() {
        long before = rows();
        String site = "\"site\": \"" + Ids.next() + "\"";
        refused(
                Api.operator()
                        .body("{" + site + ", \"label\": \"" + "x".repeat(201) + "\"}")
                        .post(BACKUPS),
                400,
                "validation");
        refused(
                Api.operator()
                        .body("{" + site + ", \"label\": \"" + "x".repeat(2_000_000) + "\"}")
                        .post(BACKUPS),
                413,
                "too-large");
        refused(Api.operator().contentType("text/plain").body("{}").post(BACKUPS), 415, "unsupported-media-type");
        refused(RestAssured.given().contentType("application/json").body("{}").post(BACKUPS), 401, "unauthenticated");
        refused(Api.as(TestTokens.expired()).get(BACKUPS), 401, null);
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/backups", "/policies", "/restore-points", "/findings", "/legal-holds"})
    void whatDoesNotExistIsNotFoundAndStrangeParametersAreRefused(String path) {
        String at = "/backups/v1" + path;
        refused(Api.operator().get(at + "/" + Ids.next()), 404, "not-found");
        refused(Api.operator().get(at + "/not-an-id"), 400, "bad-parameter");
        refused(Api.operator().get(at + "?limit=0"), 400, "bad-limit");
        refused(Api.operator().get(at + "?cursor=nonsense"), 400, "bad-cursor");
        refused(Api.operator().get(at + "?site=nonsense"), 400, "bad-parameter");
    }

    @Test
    void nobodySeesOrBacksUpWhatIsAnothers() {
        // Given
        TestSite site = TestSite.small().registered();
        site.contracted("PT24H", "P7D");
        String backup = Bus.heard("backup.completed", site.site).path("backup").asText();
        String point = Bus.heard("restore-point.created", site.site)
                .path("restorePoint")
                .asText();
        long before = rows();
        for (String stranger : new String[] {
            TestTokens.customer(Ids.next()),
            TestTokens.panel(Ids.next()),
            TestTokens.of("customer", java.util.List.of("backups:read", "backups:write"), Map.of())
        }) {
            // When, then
            refused(as(stranger).get(BACKUPS + "/" + backup), 404, "not-found");
            refused(as(stranger).get(BACKUPS + "/" + backup + "/events"), 404, "not-found");
            refused(as(stranger).get("/backups/v1/restore-points/" + point), 404, "not-found");
            refused(as(stranger).get("/backups/v1/policies/" + site.site), 404, "not-found");
            refused(as(stranger).body(Map.of("site", site.site)).post(BACKUPS), 404, "not-found");
            for (String list : new String[] {"/backups", "/restore-points", "/policies"}) {
                as(stranger)
                        .get("/backups/v1" + list + "?site=" + site.site)
                        .then()
                        .statusCode(200)
                        .body("items.size()", equalTo(0));
            }
        }
        refused(as(TestTokens.customer(site.customer)).get("/backups/v1/audit"), 403, "forbidden");
        refused(
                as(TestTokens.customer(site.customer))
                        .header("If-Match", "*")
                        .body("{\"paused\": true}")
                        .put("/backups/v1/policies/" + site.site),
                403,
                "forbidden");
        refused(Api.operator().body(Map.of("site", Ids.next())).post(BACKUPS), 404, "not-found");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void everyOperationIsDescribed() {
        io.restassured.path.json.JsonPath document = RestAssured.given()
                .accept("application/json")
                .get("/backups/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");
        assertThat(paths).containsKeys("/backups/v1/backups", "/backups/v1/repository-access", "/backups/v1/audit");
        paths.forEach((path, operations) -> operations.forEach((verb, operation) ->
                assertThat(operation).as("%s %s", verb, path).containsKeys("summary", "description", "responses")));
    }

    @Test
    void aPolicyIsPausedByItsVersion() {
        // Given
        TestSite site = TestSite.small();
        site.contracted("PT24H", "P7D");
        Bus.heard("policy.changed", site.site);
        String path = "/backups/v1/policies/" + site.site;
        // The site is not known yet, so its policy is due again and again; what was read can be old at once
        refused(Api.operator().body("{\"paused\": true}").put(path), 428, "precondition-required");
        refused(
                Api.operator()
                        .header("If-Match", "\"999999\"")
                        .body("{\"paused\": true}")
                        .put(path),
                412,
                "precondition-failed");
        refused(Api.operator().header("If-Match", "*").body("{}").put(path), 400, "validation");
        // When
        String tag = Api.operator()
                .header("If-Match", "*")
                .body("{\"paused\": true}")
                .put(path)
                .then()
                .statusCode(200)
                .body("paused", equalTo(true))
                .extract()
                .header("ETag");
        // Then
        Api.operator().header("If-None-Match", tag).get(path).then().statusCode(304);
        Api.operator()
                .header("If-Match", tag)
                .body("{\"paused\": false}")
                .put(path)
                .then()
                .statusCode(200);
        refused(
                Api.operator()
                        .header("If-Match", tag)
                        .body("{\"paused\": true}")
                        .put(path),
                412,
                "precondition-failed");
    }

    @Test
    void aRepeatedRequestMakesOneBackup() {
        // Given
        TestSite site = TestSite.small().registered();
        String key = Ids.next().toString();
        Map<String, Object> body = Map.of("site", site.site);
        // When
        Response first = as(TestTokens.customer(site.customer))
                .header("Idempotency-Key", key)
                .body(body)
                .post(BACKUPS);
        Response again = as(TestTokens.customer(site.customer))
                .header("Idempotency-Key", key)
                .body(body)
                .post(BACKUPS);
        // Then
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(Api.backupsOf(site)).hasSize(1);
        refused(
                as(TestTokens.customer(site.customer))
                        .header("Idempotency-Key", key)
                        .body(Map.of("site", site.site, "label", "other"))
                        .post(BACKUPS),
                422,
                "idempotency-conflict");
        Api.ended(UUID.fromString(first.jsonPath().getString("id")), "COMPLETED");
    }

    @Test
    void whoeverAsksOftenAndAtOnceHasOneBackupWaiting() throws Exception {
        // Given a site whose turn does not come, because one is at work
        TestSite site = TestSite.small().registered();
        Database.change(
                "insert into backup (id, site, server, customer, asked_for, reason, state, requested_at, given_at, started_at, tries, version)"
                        + " values ('%s', '%s', '%s', '%s', false, '{\"kind\":\"SCHEDULED\"}', 'COPYING', now(), now(), now(), 1, 0)"
                                .formatted(Ids.next(), site.site, site.server, site.customer));
        // When
        List<Response> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Response> ask = () -> as(TestTokens.customer(site.customer))
                    .body(Map.of("site", site.site))
                    .post(BACKUPS);
            for (Future<Response> answer : callers.invokeAll(Collections.nCopies(8, ask))) answers.add(answer.get());
        }
        // Then
        assertThat(answers).allMatch(answer -> answer.statusCode() == 202);
        assertThat(answers.stream()
                        .map(answer -> answer.jsonPath().getString("id"))
                        .distinct())
                .hasSize(1);
        assertThat(Api.backupsOf(site)).hasSize(2);
        String waiting = answers.getFirst().jsonPath().getString("id");
        Response other = as(TestTokens.customer(site.customer))
                .body(Map.of("site", site.site, "label", "other"))
                .post(BACKUPS);
        refused(other, 409, "conflict");
        assertThat(other.jsonPath().getString("detail")).contains(waiting);
        assertThat(as(TestTokens.operator())
                        .get("/backups/v1/audit?resourceId=" + waiting)
                        .jsonPath()
                        .getList("items.action", String.class))
                .contains("backup.requested");
    }

    @Test
    void aCustomerAsksForSoManyBackupsADayAndSupportForMore() {
        // Given a site of which twelve were asked for, the first 23 hours ago, and one the day before
        TestSite site = TestSite.small().registered();
        for (int hoursAgo = 12; hoursAgo <= 24; hoursAgo++) asked(site, hoursAgo == 24 ? 25 : hoursAgo);
        // When
        Response refused = as(TestTokens.customer(site.customer))
                .body(Map.of("site", site.site))
                .post(BACKUPS);
        // Then it says when there is room again, and panels do not get around it
        refused(refused, 429, "too-many-requests");
        assertThat(refused.jsonPath().getString("detail"))
                .contains("12 backups", "can be asked for at", "policy go on");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3000, 3601);
        refused(
                as(TestTokens.panel(site.connection))
                        .body(Map.of("site", site.site))
                        .post(BACKUPS),
                429,
                "too-many-requests");
        // And our own people are not counted
        assertThat(Api.operator().body(Map.of("site", site.site)).post(BACKUPS).statusCode())
                .isEqualTo(202);
        assertThat(Api.backupsOf(site)).hasSize(14);
    }

    private static void asked(TestSite site, int hoursAgo) {
        Database.change(
                "insert into backup (id, site, server, customer, asked_for, reason, state, requested_at, given_at, ended_at, failure, tries, version, counted)"
                        + " values ('%s', '%s', '%s', '%s', true, '{\"kind\":\"ON_DEMAND\"}', 'FAILED', now() - interval '%d hours', now(), now(), '{\"code\":\"NO_SPACE\",\"text\":{\"fr\":\"-\",\"en\":\"-\"},\"detail\":\"-\"}', 1, 0, true)"
                                .formatted(Ids.next(), site.site, site.server, site.customer, hoursAgo));
    }

    private static RequestSpecification as(String token) {
        return Api.as(token);
    }

    private static void refused(Response answer, int status, @Nullable String type) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", not(emptyOrNullString()));
        if (type != null) answer.then().body("type", equalTo("/problems/" + type));
    }

    /** What a request can make at once: backups that others wait for go on meanwhile, and leave restore points. */
    private static long rows() {
        return Database.count(
                "select (select count(*) from backup where reason ->> 'kind' = 'ON_DEMAND')"
                        + " + (select count(*) from policy where paused) + (select count(*) from repository r where not exists (select 1 from backup b where b.site = r.site))");
    }
}
