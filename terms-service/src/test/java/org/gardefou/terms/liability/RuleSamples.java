package org.gardefou.terms.liability;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.terms.responsibility.Matrix;
import org.gardefou.terms.responsibility.MatrixSamples;

/** The shipped rules for tests without a server. */
final class RuleSamples {

    static final ObjectMapper JSON = StrictJson.apply(new ObjectMapper());
    static final Matrix MATRIX = MatrixSamples.matrix();

    private RuleSamples() {}

    static RuleSet rules() {
        return RuleSets.shipped(JSON, MATRIX);
    }

    static Assessor assessor() {
        return new Assessor(rules(), MATRIX);
    }
}
