package org.gardefou.terms.liability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gardefou.terms.liability.ShippedRules.Case;
import org.junit.jupiter.api.Test;

class RulesByHandTest {

    @Test
    void theySayTheSameAsTheTablesInEveryCase() {
        List<Case> cases = ShippedRules.cases();
        assertThat(cases).hasSizeGreaterThan(500);
        assertThat(cases).extracting(Case::incident).contains(Incident.values());
        for (Case one : cases)
            assertThat(RulesByHand.decide(one.incident(), one.answers()))
                    .as(
                            "%s %s",
                            one.incident(),
                            RuleLint.Cases.words(ShippedRules.RULES.asked(one.incident()), one.answers()))
                    .isEqualTo(ShippedRules.RULES.decide(one.incident(), one.answers()));
    }
}
