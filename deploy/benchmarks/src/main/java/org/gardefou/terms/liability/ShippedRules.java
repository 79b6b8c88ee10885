package org.gardefou.terms.liability;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import org.gardefou.terms.responsibility.Matrix;

/** The rules that come with the product, and every case that they tell apart. */
final class ShippedRules {

    static final ObjectMapper JSON = new ObjectMapper();
    static final Matrix MATRIX = Matrix.read(JSON);
    static final RuleSet RULES = RuleSets.shipped(JSON, MATRIX);

    private ShippedRules() {}

    /** One incident, with one answer to each question that its table and the guards behind it ask. */
    record Case(Incident incident, long answers) {}

    static List<Case> cases() {
        return Stream.of(Incident.values())
                .flatMap(incident -> RuleLint.Cases.of(RULES.asked(incident))
                        .map(answers -> new Case(incident, answers | RuleSet.bit(incident))))
                .toList();
    }
}
