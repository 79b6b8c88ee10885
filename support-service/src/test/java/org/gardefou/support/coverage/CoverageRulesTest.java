package org.gardefou.support.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.gardefou.support.testing.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageRulesTest {

    private static final CoverageTable SHIPPED = CoverageTable.of(RuleBook.shipped(Goldens.reader()));

    private static final List<BiConsumer<FactsSample, Boolean>> SWITCHES = List.of(
            (facts, on) -> facts.assessed = on,
            (facts, on) -> facts.contractKnown = on,
            (facts, on) -> facts.repairIncluded = on,
            (facts, on) -> facts.restorePoint = on,
            (facts, on) -> facts.guide = on,
            (facts, on) -> facts.sold = on,
            (facts, on) -> facts.termsAccepted = on,
            (facts, on) -> facts.changeKnown = on,
            (facts, on) -> facts.warned = on);

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            the story                          | CUSTOMER     | HIGH         | SELF_SERVICE      | CUSTOMER_CHANGE RESTORE_INCLUDED REPAIR_SOLD |
            medium confidence is enough        | CUSTOMER     | MEDIUM       | SELF_SERVICE      | CUSTOMER_CHANGE RESTORE_INCLUDED REPAIR_SOLD |
            a third party's part               | THIRD_PARTY  | HIGH         | SELF_SERVICE      | THIRD_PARTY_CAUSE RESTORE_INCLUDED REPAIR_SOLD |
            ours, surely                       | HOST         | HIGH         | PLATFORM_FAULT    | PLATFORM_CAUSE |
            ours, without any contract         | HOST         | MEDIUM       | PLATFORM_FAULT    | PLATFORM_CAUSE | contract
            ours, perhaps                      | HOST         | LOW          | NEEDS_REVIEW      | CONFIDENCE_TOO_LOW RESTORE_INCLUDED |
            nobody knows                       | UNDETERMINED | INSUFFICIENT | NEEDS_REVIEW      | CAUSE_UNDETERMINED |
            both                               | SHARED       | HIGH         | NEEDS_REVIEW      | SHARED_CAUSE RESTORE_INCLUDED |
            an unsure diagnosis                | CUSTOMER     | LOW          | NEEDS_REVIEW      | CONFIDENCE_TOO_LOW RESTORE_INCLUDED |
            not examined                       | CUSTOMER     | HIGH         | NEEDS_INFORMATION | ASSESSMENT_MISSING | assessed
            no contract known yet              | CUSTOMER     | HIGH         | NEEDS_INFORMATION | CONTRACT_UNKNOWN | contract
            repairs are in the plan            | CUSTOMER     | HIGH         | INCLUDED          | REPAIR_IN_PLAN | +repair
            no restore point                   | CUSTOMER     | HIGH         | SELF_SERVICE      | CUSTOMER_CHANGE GUIDE_EXISTS REPAIR_SOLD | point
            repairs are not sold               | CUSTOMER     | HIGH         | SELF_SERVICE      | CUSTOMER_CHANGE RESTORE_INCLUDED | sold
            only by our hands                  | CUSTOMER     | HIGH         | BILLABLE          | CUSTOMER_CHANGE REPAIR_SOLD | point guide
            by nobody's hands                  | CUSTOMER     | HIGH         | NEEDS_REVIEW      | CUSTOMER_CHANGE REPAIR_NOT_SOLD | point guide sold
            acceptance not proven, restorable  | CUSTOMER     | HIGH         | SELF_SERVICE      | CUSTOMER_CHANGE RESTORE_INCLUDED | terms
            acceptance not proven              | CUSTOMER     | HIGH         | NEEDS_REVIEW      | CUSTOMER_CHANGE TERMS_NOT_ACCEPTED | point guide terms
            not warned                         | CUSTOMER     | HIGH         | INCLUDED_GOODWILL | CUSTOMER_CHANGE NOT_WARNED RESTORE_INCLUDED | warned
            not warned, only by our hands      | CUSTOMER     | HIGH         | INCLUDED_GOODWILL | CUSTOMER_CHANGE NOT_WARNED | warned point guide
            change not reported                | CUSTOMER     | HIGH         | SELF_SERVICE      | CUSTOMER_CHANGE RESTORE_INCLUDED | warned change
            change not reported, by our hands  | CUSTOMER     | HIGH         | NEEDS_REVIEW      | CHANGE_NOT_KNOWN | warned change point guide
            """)
    void theFirstRuleThatFitsDecides(
            String name, String party, String confidence, Outcome outcome, String reasons, String different) {
        // Given the story's facts, apart from what is different
        FactsSample facts = new FactsSample();
        facts.party = party;
        facts.confidence = confidence;
        Set<String> words = different == null ? Set.of() : Set.of(different.split(" "));
        facts.contractKnown = !words.contains("contract");
        facts.assessed = !words.contains("assessed");
        facts.repairIncluded = words.contains("+repair");
        facts.restorePoint = !words.contains("point");
        facts.guide = !words.contains("guide");
        facts.sold = !words.contains("sold");
        facts.termsAccepted = !words.contains("terms");
        facts.warned = !words.contains("warned");
        facts.changeKnown = !words.contains("change");
        // When
        Verdict verdict = SHIPPED.decide(facts.facts()).verdict();
        // Then
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reasons()).extracting(Reason::name).containsExactly(reasons.split(" "));
    }

    @Test
    void whateverTheFactsNobodyIsBilledWhoMustNotBe() {
        EnumSet<Outcome> seen = EnumSet.noneOf(Outcome.class);
        for (FactsSample sample : allFacts()) {
            CoverageFacts facts = sample.facts();
            Verdict verdict = SHIPPED.decide(facts).verdict();
            boolean bills =
                    verdict.outcome() == Outcome.BILLABLE || verdict.reasons().contains(Reason.REPAIR_SOLD);
            seen.add(verdict.outcome());

            // What is ours, what we did not warn of, what was not agreed, what is not sure: never billed.
            if (facts.party().equals("HOST")
                    || facts.party().equals("UNDETERMINED")
                    || facts.party().equals("SHARED"))
                assertThat(bills).as("%s", facts).isFalse();
            if (!facts.warned()) assertThat(bills).as("%s", facts).isFalse();
            if (!facts.termsAccepted() || !facts.contractKnown())
                assertThat(bills).as("%s", facts).isFalse();
            if (!Set.of("HIGH", "MEDIUM").contains(facts.confidence()))
                assertThat(bills).as("%s", facts).isFalse();
            // Nobody is turned away by a machine, and everybody is told why.
            assertThat(verdict.outcome()).as("%s", facts).isNotEqualTo(Outcome.DECLINED);
            assertThat(verdict.reasons()).as("%s", facts).isNotEmpty().doesNotHaveDuplicates();
            // The blame is put on nobody while it is not sure.
            if (!Set.of("HIGH", "MEDIUM").contains(facts.confidence()))
                assertThat(verdict.reasons())
                        .as("%s", facts)
                        .doesNotContain(Reason.CUSTOMER_CHANGE, Reason.THIRD_PARTY_CAUSE);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Outcome.DECLINED)));
    }

    @Test
    void everyReasonIsSaidInBothLanguages() {
        Set<String> texts = new HashSet<>();
        for (Reason reason : Reason.values()) {
            assertThat(reason.text().fr()).as(reason.name()).endsWith(".");
            assertThat(reason.text().en()).as(reason.name()).endsWith(".");
            assertThat(texts.add(reason.text().fr())).as(reason.name()).isTrue();
            assertThat(texts.add(reason.text().en())).as(reason.name()).isTrue();
        }
    }

    private static List<FactsSample> allFacts() {
        List<FactsSample> all = new ArrayList<>();
        for (String party : List.of("CUSTOMER", "HOST", "THIRD_PARTY", "SHARED", "UNDETERMINED"))
            for (String confidence : List.of("HIGH", "MEDIUM", "LOW", "INSUFFICIENT"))
                for (int bits = 0; bits < 1 << SWITCHES.size(); bits++) {
                    FactsSample facts = new FactsSample();
                    facts.party = party;
                    facts.confidence = confidence;
                    for (int i = 0; i < SWITCHES.size(); i++) SWITCHES.get(i).accept(facts, (bits >> i & 1) == 1);
                    all.add(facts);
                }
        return all;
    }
}
