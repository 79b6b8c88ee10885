package org.gardefou.support.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.gardefou.support.testing.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardsTest {

    private static final ObjectMapper JSON = Goldens.reader();

    /** The shipped rules, made worse. */
    private static CoverageRuleSet shippedBut(Consumer<ObjectNode> worse) {
        try {
            ObjectNode rules = JSON.valueToTree(RuleBook.shipped(JSON));
            worse.accept(rules);
            return JSON.treeToValue(rules, CoverageRuleSet.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode rule(ObjectNode rules, String code) {
        return StreamSupport.stream(rules.withArray("rules").spliterator(), false)
                .map(ObjectNode.class::cast)
                .filter(one -> one.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static void remove(ArrayNode from, String code) {
        for (int i = from.size() - 1; i >= 0; i--)
            if (from.get(i).path("code").asText().equals(code)) from.remove(i);
    }

    @Test
    void theShippedRulesPass() {
        assertThat(Guards.faults(RuleBook.shipped(JSON))).isEmpty();
    }

    @Test
    void everySituationHasItsOwnNumber() {
        List<Situation> all = Situation.all();
        Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            numbers.add(all.get(i).number());
            if (all.get(i).number() != i) assertThat(all.get(i).number()).isEqualTo(i);
        }
        assertThat(numbers).hasSameSizeAs(all);
        assertThat(new HashSet<>(all)).hasSameSizeAs(all);
    }

    /** Each rule and each correction is there for something: without it the guards, or the situations, tell. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not-sold | no rule fits",
                "undetermined | billed for what is not surely theirs",
                "shared | billed for what is not surely theirs",
                "unsure | blamed while it is not sure",
                "ours | a fault of ours is not called ours",
                "no-contract | who has agreed to nothing",
                "terms-not-accepted | who has agreed to nothing",
            })
    void aMissingRuleIsFound(String code, String fault) {
        CoverageRuleSet worse = shippedBut(rules -> remove(rules.withArray("rules"), code));

        assertThat(Guards.faults(worse)).anySatisfy(found -> assertThat(found).contains(fault, "Situation["));
        assertThatThrownBy(() -> CoverageTable.of(worse)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"not-warned-of-an-unknown-change", "not-warned", "bill-for-an-unknown-change", "bill-without-a-warning"
    })
    void aMissingCorrectionChangesADecision(String code) {
        CoverageRuleSet shipped = RuleBook.shipped(JSON);
        CoverageRuleSet without = shippedBut(rules -> remove(rules.withArray("corrections"), code));

        assertThat(Situation.all()).anyMatch(situation -> !shipped.decide(situation)
                .verdict()
                .equals(without.decide(situation).verdict()));
    }

    @Test
    void aCustomerWhoWasNotWarnedIsNotBilled() {
        CoverageRuleSet worse = shippedBut(rules -> rules.putArray("corrections"));

        assertThat(Guards.faults(worse)).anySatisfy(found -> assertThat(found).contains("who was not warned"));
    }

    @Test
    void whatNobodyMayWriteIsFound() {
        assertThat(Guards.faults(shippedBut(rules -> rule(rules, "not-sold").put("outcome", "DECLINED"))))
                .anySatisfy(found -> assertThat(found).contains("a machine refuses a customer"));
        assertThat(Guards.faults(shippedBut(rules -> rule(rules, "sold").set("when", JSON.createObjectNode()))))
                .anySatisfy(found -> assertThat(found).contains("without a price"))
                .anySatisfy(found -> assertThat(found).contains("\"not-sold\" is never reached"));
        assertThat(Guards.faults(shippedBut(rules -> rule(rules, "guide").put("code", "shared"))))
                .anySatisfy(found -> assertThat(found).contains("there twice"));
        assertThat(Guards.faults(shippedBut(rules -> rule(rules, "in-plan")
                        .putArray("reasons")
                        .addObject()
                        .put("reason", "REPAIR_IN_PLAN")
                        .putObject("when")
                        .put("guide", true))))
                .anySatisfy(found -> assertThat(found).contains("nothing is said"));
    }
}
