package org.gardefou.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gardefou.terms.liability.AssessmentSpeed;

/** A decision by the shipped decision tables against the same rules written by hand, by JMH on one thread, a new JVM for each measurement. */
final class Assessing implements Benchmark {

    private static final double RATE_TARGET = 1_000_000;
    private static final double BYTES_TARGET = 200;

    /** Cases that no branch predictor learns by heart, and few that each does: there conditions are at their best. */
    private static final int CASES = 1 << 17;

    private static final int FEW = 1 << 8;

    @Override
    public String name() {
        return "assessment";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        Speed[] ours = new Speed[1];
        Pairs pairs = new Pairs(7)
                .run(
                        () -> {
                            ours[0] = Speed.of(AssessmentSpeed.class, "byTables", CASES);
                            return ours[0].perSecond();
                        },
                        () -> Speed.of(AssessmentSpeed.class, "byHand", CASES).perSecond());
        Speed whole = Speed.of(AssessmentSpeed.class, "whole", FEW);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("bytesEach", Counts.rounded(ours[0].bytes(), 1));
        facts.put("bytesTarget", BYTES_TARGET);
        facts.put(
                "ratioOfFewCases",
                Counts.rounded(
                        Speed.of(AssessmentSpeed.class, "byTables", FEW).perSecond()
                                / Speed.of(AssessmentSpeed.class, "byHand", FEW).perSecond(),
                        2));
        facts.put("rateTarget", RATE_TARGET);
        facts.put("wholeAssessmentsPerSecond", Math.round(whole.perSecond()));
        facts.put("wholeAssessmentBytes", Math.round(whole.bytes()));
        boolean met = ours[0].perSecond() >= RATE_TARGET && ours[0].bytes() <= BYTES_TARGET;
        return pairs.result(name(), "decisions/s", 0.50, true, facts, met);
    }
}
