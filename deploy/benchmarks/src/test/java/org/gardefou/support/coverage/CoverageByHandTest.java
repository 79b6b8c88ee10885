package org.gardefou.support.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class CoverageByHandTest {

    @Test
    void theyDecideAsTheShippedRulesInEverySituation() {
        CoverageTable table = CoverageTable.of(RuleBook.shipped(new ObjectMapper()));
        for (Situation situation : Situation.all()) {
            CoverageFacts facts = CoverageSpeed.facts(situation);
            if (!CoverageByHand.decide(facts).equals(table.decide(facts).verdict()))
                assertThat(CoverageByHand.decide(facts))
                        .as("%s", situation)
                        .isEqualTo(table.decide(facts).verdict());
        }
    }
}
