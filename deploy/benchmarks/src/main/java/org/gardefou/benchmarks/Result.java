package org.gardefou.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What a benchmark gave.
 *
 * @param ours our median, in the unit
 * @param peer the peer's median, in the unit
 * @param target what the ratio shall reach, or not exceed
 * @param atLeast whether the target is a floor
 * @param counts what does not depend on the machine's load
 * @param countsMet whether the targets among the counts are reached; true where there is none
 */
record Result(
        String name,
        String unit,
        double ours,
        double peer,
        Ratio ratio,
        double target,
        @JsonIgnore boolean atLeast,
        Map<String, Object> counts,
        @JsonIgnore boolean countsMet) {

    /** Whether all targets are reached. */
    @JsonProperty("pass")
    boolean pass() {
        return countsMet && (atLeast ? ratio.median() >= target : ratio.median() <= target);
    }
}
