package org.gardefou.support.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.support.testing.Client.operator;
import static org.gardefou.support.testing.Client.system;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.gardefou.support.testing.Bus;
import org.gardefou.support.testing.Client;
import org.gardefou.support.testing.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hoster's own rules: drafted, tried on past cases, and counting from then on. */
@QuarkusTest
class CoverageRuleSetTest {

    @Inject
    Bus bus;

    @Inject
    ObjectMapper json;

    @Inject
    EntityManager database;

    private final String version = "own-" + UUID.randomUUID().toString().substring(0, 8);

    /** The other tests decide by the shipped rules. */
    @AfterEach
    void theShippedRulesCountAgain() {
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        "update coverage_rule_set set effective_from = null where version = ?1")
                .setParameter(1, version)
                .executeUpdate());
    }

    /** The shipped rules, but that a person looks at each case that could be restored. */
    private ObjectNode rules() {
        ObjectNode rules = json.valueToTree(RuleBook.shipped(json));
        rules.put("version", version);
        for (JsonNode rule : rules.withArray("rules"))
            if (rule.path("code").asText().equals("restorable"))
                ((ObjectNode) rule)
                        .put("outcome", "NEEDS_REVIEW")
                        .putArray("reasons")
                        .addObject()
                        .put("reason", "RESTORE_INCLUDED");
        return rules;
    }

    private static ValidatableResponse post(String path, Object body) {
        return operator()
                .header("Idempotency-Key", UUID.randomUUID())
                .body(body)
                .post("/coverage-rule-sets" + path)
                .then();
    }

    private ValidatableResponse publish(Map<String, Object> body) {
        return operator()
                .header(
                        "If-Match",
                        operator().get("/coverage-rule-sets/" + version).header("ETag"))
                .body(body)
                .post("/coverage-rule-sets/" + version + "/publication")
                .then();
    }

    @Test
    void aDraftIsTriedOnPastCasesBeforeItCounts() {
        // Given a decision by the shipped rules
        Scene before = new Scene(bus).broken();
        String first = before.awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        post("", rules().toString())
                .statusCode(201)
                .body("effectiveFrom", nullValue())
                .body("replay", nullValue());
        post("", rules().toString()).statusCode(409);
        // It decides nothing, and cannot before it was tried
        publish(Map.of()).statusCode(409).body("detail", containsString("/replays"));
        post("/" + version + "/replays", "{}")
                .statusCode(200)
                .body("replayed", greaterThanOrEqualTo(1))
                .body("changed", greaterThanOrEqualTo(1))
                .body("moves", hasKey("SELF_SERVICE to NEEDS_REVIEW"))
                .body("changes[0].before.outcome", notNullValue());
        operator().get("/coverage-rule-sets").then().body("version", hasItem(version));
        publish(Map.of("effectiveFrom", Instant.now().minusSeconds(7200).toString()))
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/effectiveFrom"));
        // When
        publish(Map.of()).statusCode(200).body("effectiveFrom", notNullValue());
        publish(Map.of()).statusCode(409);
        post("/" + version + "/replays", "{}").statusCode(409);
        // Then what breaks next is decided by it, and says so; what was decided stays
        Scene after = new Scene(bus).broken();
        String second = after.awaitCase("coverage", "NEEDS_REVIEW");
        operator()
                .get("/coverage-decisions?case=" + second)
                .then()
                .body("items[0].ruleSet", equalTo(version))
                .body("items[0].rules[0]", equalTo("restorable"));
        operator()
                .get("/coverage-decisions?case=" + first)
                .then()
                .body("items[0].ruleSet", equalTo(RuleBook.SHIPPED))
                .body("items[0].rules[0]", equalTo("restorable"));
    }

    @Test
    void rulesThatBillWhoMustNotBeBilledAreRefusedWithTheSituation() {
        ObjectNode worse = rules();
        worse.putArray("corrections");

        post("", worse.toString())
                .statusCode(400)
                .body("violations.message", hasItem(containsString("who was not warned")));
        operator().get("/coverage-rule-sets/" + version).then().statusCode(404);
        post("/" + version + "/replays", "{}").statusCode(404);
    }

    @Test
    void theShippedRulesAreReadAndNotReplaced() {
        operator()
                .get("/coverage-rule-sets/" + RuleBook.SHIPPED)
                .then()
                .statusCode(200)
                .body("shipped", equalTo(true));
        ObjectNode same = rules().put("version", RuleBook.SHIPPED);
        post("", same.toString()).statusCode(409);
        assertThat(system().get("/coverage-rule-sets").statusCode()).isEqualTo(200);
        assertThat(Client.customer(UUID.randomUUID()).get("/coverage-rule-sets").statusCode())
                .isEqualTo(403);
    }
}
