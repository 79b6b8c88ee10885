package org.gardefou.backup.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnPolicyTest {

    private static final String POLICIES = "/backups/v1/policies/";

    @Inject
    Reminders reminders;

    @Test
    void aCustomerAsksForMoreThanWasPromisedAndTakesItBack() {
        // Given a weekly promise whose first backup is made
        TestSite site = TestSite.small().registered();
        site.contracted("P7D", "P30D");
        Bus.heard("restore-point.created", site.site);
        String customer = TestTokens.customer(site.customer);
        // When
        ask(
                        customer,
                        site,
                        Map.of(
                                "frequency", "PT24H",
                                "retention", "P60D",
                                "zone", "America/Guadeloupe",
                                "window", Map.of("from", "01:00", "to", "05:00"),
                                "keep", Map.of("daily", 7, "monthly", 6)))
                .statusCode(200)
                .body("frequency", equalTo("PT24H"))
                .body("retention", equalTo("PT1440H"))
                .body("promised.frequency", equalTo("PT168H"))
                .body("zone", equalTo("America/Guadeloupe"))
                .body("keep.daily", equalTo(7))
                .body("keep.hourly", equalTo(0))
                .body("own.window.to", equalTo("05:00"));
        // Then the next one comes within a day, in the window of that place, and none besides: the first serves until
        // then
        await().atMost(Api.SOON).until(() -> nextDue(site).isAfter(Instant.now()));
        assertThat(Duration.between(Instant.now(), nextDue(site))).isLessThanOrEqualTo(Duration.ofHours(25));
        assertThat(LocalTime.ofInstant(nextDue(site), ZoneId.of("America/Guadeloupe")))
                .isBetween(LocalTime.of(1, 0), LocalTime.of(5, 0));
        assertThat(Api.backupsOf(site)).hasSize(1);
        List<JsonNode> told =
                await().atMost(Api.SOON).until(() -> Bus.told("policy.changed", site.site), all -> all.size() == 2);
        assertThat(told.getLast().path("frequency").asText()).isEqualTo("PT24H");
        assertThat(told.getLast().path("zone").asText()).isEqualTo("America/Guadeloupe");
        // And it is the customer's to take back
        Api.as(customer)
                .header("If-Match", "*")
                .delete(POLICIES + site.site + "/own")
                .then()
                .statusCode(200)
                .body("frequency", equalTo("PT168H"))
                .body("own", nullValue());
        assertThat(Api.operator()
                        .get("/backups/v1/audit?resourceId=" + site.site)
                        .jsonPath()
                        .getList("items.action", String.class))
                .contains("policy.asked");
    }

    @Test
    void lessThanPromisedAndMoreThanTheHosterAllowsIsRefused() {
        TestSite site = TestSite.small();
        site.contracted("PT24H", "P7D");
        Bus.heard("policy.changed", site.site);
        String customer = TestTokens.customer(site.customer);
        ask(customer, site, Map.of("frequency", "P2D", "retention", "P1D"))
                .statusCode(400)
                .body("violations.pointer", equalTo(List.of("/frequency", "/retention")));
        ask(customer, site, Map.of("frequency", "PT1M")).statusCode(400);
        ask(customer, site, Map.of("window", Map.of("from", "1:00", "to", "05:00")))
                .statusCode(400);
        ask(customer, site, Map.of("window", Map.of("from", "01:00"))).statusCode(400);
        ask(customer, site, Map.of("keep", Map.of("yearly", 100))).statusCode(400);
        ask(customer, site, Map.of("retention", "PT9999999999999999H")).statusCode(400);
        ask(customer, site, Map.of("often", true)).statusCode(400);
        ask(TestTokens.customer(Ids.next()), site, Map.of()).statusCode(404);
        Api.as(customer)
                .body(Map.of("frequency", "PT6H"))
                .put(POLICIES + site.site + "/own")
                .then()
                .statusCode(428);
        assertThat(Database.count("select count(*) from policy where own is not null and site = '" + site.site + "'"))
                .isZero();
    }

    @Test
    void whoMakesTheBackupsIsToldSoInSoManyWordsAndRemindedAgainAndAgain() {
        // Given a plan without backups
        TestSite site = TestSite.small().registered();
        Bus.tell(
                "gardefou.contracts",
                "contract.activated",
                site.site,
                Bus.golden("terms-service", "contract.activated", node -> {
                    node.put("contract", site.contract.toString())
                            .put("site", site.site.toString())
                            .put("customer", site.customer.toString())
                            .put("at", Instant.now().toString());
                    ((ObjectNode) node.path("promises")).putObject("backup").put("included", false);
                }));
        assertThat(Bus.heard("policy.changed", site.site).path("kind").asText()).isEqualTo("CUSTOMER_MANAGED");
        // When, then
        String customer = TestTokens.customer(site.customer);
        Api.as(customer)
                .get(POLICIES + site.site)
                .then()
                .body("kind", equalTo("CUSTOMER_MANAGED"))
                .body("text.fr", containsString("à votre charge"))
                .body("text.en", containsString("at least once a week"));
        ask(customer, site, Map.of("frequency", "PT6H")).statusCode(409);
        // And the reminder comes at once, then a month later, however often it is looked
        reminders.run();
        reminders.run();
        JsonNode first = Bus.heard("policy.reminded", site.site);
        assertThat(first.path("text").path("fr").asText()).contains("est perdu");
        Database.change("update policy set remind_at = now() - interval '1 second' where site = '" + site.site + "'");
        reminders.run();
        await().atMost(Api.SOON)
                .until(() -> Bus.told("policy.reminded", site.site).size() == 2);
        // And ends with the site
        Bus.tell(
                "gardefou.sites",
                "site.removed",
                site.site,
                Bus.golden("diagnostics-service", "site.removed", node -> node.put("site", site.site.toString())
                        .put("at", Instant.now().toString())));
        await().atMost(Api.SOON)
                .until(() ->
                        Database.count("select count(*) from site where removed and site = '" + site.site + "'") == 1);
        Database.change("update policy set remind_at = now() - interval '1 second' where site = '" + site.site + "'");
        reminders.run();
        assertThat(Database.count("select count(*) from policy where remind_at is null and site = '" + site.site + "'"))
                .isEqualTo(1);
        assertThat(Api.backupsOf(site)).isEmpty();
    }

    private static ValidatableResponse ask(String token, TestSite site, Map<String, Object> wishes) {
        return Api.as(token)
                .header("If-Match", "*")
                .body(wishes)
                .put(POLICIES + site.site + "/own")
                .then();
    }

    private static Instant nextDue(TestSite site) {
        return Instant.parse(Api.operator().get(POLICIES + site.site).jsonPath().getString("nextDue"));
    }
}
