package org.gardefou.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gardefou.support.coverage.CoverageSpeed;

/** A coverage decision by the shipped rules, worked out beforehand, against the same rules written by hand; by JMH, as {@code assessment}. */
final class Covering implements Benchmark {

    /** Cases that no branch predictor learns by heart. */
    private static final int CASES = 1 << 17;

    @Override
    public String name() {
        return "coverage";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        Speed[] ours = new Speed[1];
        Pairs pairs = new Pairs(7)
                .run(
                        () -> {
                            ours[0] = Speed.of(CoverageSpeed.class, "byTables", CASES);
                            return ours[0].perSecond();
                        },
                        () -> Speed.of(CoverageSpeed.class, "byHand", CASES).perSecond());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("bytesEach", Counts.rounded(ours[0].bytes(), 1));
        return pairs.result(name(), "decisions/s", 0.50, true, facts, true);
    }
}
