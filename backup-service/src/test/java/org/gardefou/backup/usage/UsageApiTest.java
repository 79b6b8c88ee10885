package org.gardefou.backup.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsageApiTest {

    private static final String USAGE = "/backups/v1/usage";

    @Inject
    MeasuringJob measuring;

    @Inject
    Usages usages;

    @Test
    void whatIsStoredIsMeasuredKeptByDayAndStopsABackupThatIsAskedFor() throws IOException {
        // Given two restore points of the same 200 kB that do not compress
        TestSite site = TestSite.small().registered();
        byte[] photo = new byte[200_000];
        new Random(1).nextBytes(photo);
        Files.write(site.documentRoot.resolve("photo.jpg"), photo);
        String customer = TestTokens.customer(site.customer);
        assertThat(read(customer, "site", site.site).getLong("restorePoints")).isZero();
        Api.completed(site);
        Api.completed(site);
        // Then it is known without a measurement what was added
        JsonPath told = read(customer, "site", site.site);
        assertThat(told.getLong("restorePoints")).isEqualTo(2);
        assertThat(told.getLong("logical")).isGreaterThan(400_000);
        assertThat(told.getLong("raw")).isBetween(200_000L, 210_000L);
        assertThat(told.getLong("stored")).isBetween(200_000L, 300_000L);
        // When it is measured
        measuring.run(site.site.toString());
        // Then
        JsonPath measured = read(customer, "customer", site.customer);
        assertThat(measured.getLong("stored")).isBetween(200_000L, 300_000L);
        assertThat(measured.getDouble("deduplicated")).isBetween(0.3, 0.6);
        assertThat(read(TestTokens.operator(), "server", site.server).getLong("sites"))
                .isEqualTo(1);
        // And each day is kept once
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        QuarkusTransaction.requiringNew().run(() -> {
            usages.forgetBefore(LocalDate.of(9999, 1, 1));
            usages.keep(day);
            usages.keep(day);
            usages.keep(day.minusDays(1));
        });
        Response days = asked(customer, "/days", Map.of("customer", site.customer, "limit", 1));
        assertThat(days.jsonPath().getList("items.day")).containsExactly(day.toString());
        assertThat(days.jsonPath().getLong("items[0].stored")).isEqualTo(measured.getLong("stored"));
        assertThat(asked(
                                customer,
                                "/days",
                                Map.of(
                                        "customer",
                                        site.customer,
                                        "cursor",
                                        days.jsonPath().getString("next")))
                        .jsonPath()
                        .getList("items.day"))
                .containsExactly(day.minusDays(1).toString());
        // And nobody else is told
        for (String stranger : List.of(TestTokens.customer(Ids.next()), TestTokens.panel(Ids.next()))) {
            for (String of : List.of("site", "customer", "server")) {
                UUID id = of.equals("site") ? site.site : of.equals("customer") ? site.customer : site.server;
                assertThat(asked(stranger, "", Map.of(of, id)).statusCode()).isEqualTo(404);
                assertThat(asked(stranger, "/days", Map.of(of, id)).jsonPath().getList("items"))
                        .isEmpty();
            }
        }
        // When the customer's quota is used up
        String quota = USAGE + "/customers/" + site.customer + "/quota";
        String unset =
                Api.operator().get(quota).then().statusCode(200).extract().header("ETag");
        set(quota, unset, 100_000L).then().statusCode(200).body("own", equalTo(true));
        // Then the customer gets no further backup, and support does
        Response refused = Api.as(customer).body(Map.of("site", site.site)).post("/backups/v1/backups");
        refused.then()
                .statusCode(409)
                .body("type", equalTo("/problems/backups/quota-exceeded"))
                .body("quota", equalTo(100_000));
        Api.operator()
                .body(Map.of("site", site.site))
                .post("/backups/v1/backups")
                .then()
                .statusCode(202);
        assertThat(read(customer, "customer", site.customer).getLong("quota")).isEqualTo(100_000);
        // And whoever sets it knows what it was
        set(quota, unset, 1L).then().statusCode(412);
        set(quota, "*", null).then().statusCode(200).body("own", equalTo(false));
        Api.operator()
                .body("{\"bytes\": -1}")
                .header("If-Match", "*")
                .put(quota)
                .then()
                .statusCode(400);
    }

    @Test
    void aQuestionIsAboutOneThing() {
        for (Map<String, Object> bad :
                List.of(Map.<String, Object>of(), Map.<String, Object>of("site", Ids.next(), "customer", Ids.next())))
            assertThat(asked(TestTokens.operator(), "", bad).statusCode()).isEqualTo(400);
    }

    private static Response set(String quota, String version, Long bytes) {
        Map<String, Object> body = new HashMap<>();
        body.put("bytes", bytes);
        return Api.operator().header("If-Match", version).body(body).put(quota);
    }

    private static JsonPath read(String token, String of, UUID id) {
        Response answer = asked(token, "", Map.of(of, id));
        assertThat(answer.statusCode()).as("%s", answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    @Test
    void whatCannotBeMeasuredIsTriedAgainBehindTheOthers() throws IOException {
        // Given two sites that were never measured, the repository of one away
        TestSite away = TestSite.small().registered();
        Api.completed(away);
        TestSite other = TestSite.small().registered();
        Api.completed(other);
        // Whoever still reads it would meet it away.
        Api.untouched(away);
        Path repository = Path.of(System.getProperty("gardefou.data.directory"), "repositories", away.site.toString());
        Path elsewhere = repository.resolveSibling(away.site + "-away");
        Files.move(repository, elsewhere);
        assertThat(toMeasure()).contains(away.site, other.site);
        // When
        measuring.run(away.site.toString());
        // Then
        assertThat(toMeasure().indexOf(away.site)).isGreaterThan(toMeasure().indexOf(other.site));
        // And when it is back
        Files.move(elsewhere, repository);
        measuring.run(away.site.toString());
        assertThat(toMeasure()).contains(other.site).doesNotContain(away.site);
    }

    private List<UUID> toMeasure() {
        return QuarkusTransaction.requiringNew()
                .call(() -> usages.toMeasure(java.time.Instant.now().minus(java.time.Duration.ofHours(1)), 10_000));
    }

    private static Response asked(String token, String path, Map<String, ?> query) {
        return Api.as(token).queryParams(query).get(USAGE + path);
    }
}
