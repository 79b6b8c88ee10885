package org.gardefou.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gardefou.terms.liability.AssessmentSpeed;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

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

    /** Operations in a second, and what each allocated. */
    private record Speed(double perSecond, double bytes) {}

    @Override
    public Result run(Lab lab) throws Exception {
        Speed[] ours = new Speed[1];
        Pairs pairs = new Pairs(7)
                .run(
                        () -> {
                            ours[0] = speed("byTables", CASES);
                            return ours[0].perSecond;
                        },
                        () -> speed("byHand", CASES).perSecond);
        Speed whole = speed("whole", FEW);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("bytesEach", Counts.rounded(ours[0].bytes, 1));
        facts.put("bytesTarget", BYTES_TARGET);
        facts.put(
                "ratioOfFewCases",
                Counts.rounded(speed("byTables", FEW).perSecond / speed("byHand", FEW).perSecond, 2));
        facts.put("rateTarget", RATE_TARGET);
        facts.put("wholeAssessmentsPerSecond", Math.round(whole.perSecond));
        facts.put("wholeAssessmentBytes", Math.round(whole.bytes));
        boolean met = ours[0].perSecond >= RATE_TARGET && ours[0].bytes <= BYTES_TARGET;
        return pairs.result(name(), "decisions/s", 0.50, true, facts, met);
    }

    private static Speed speed(String method, int cases) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("^" + AssessmentSpeed.class.getName() + "\\." + method + "$")
                .param("cases", Integer.toString(cases))
                .forks(1)
                // JMH itself uses what the JVM warns of.
                .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                .threads(1)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        RunResult result = new Runner(options).runSingle();
        double bytes = result.getSecondaryResults().entrySet().stream()
                .filter(one -> one.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(one -> one.getValue().getScore())
                .findFirst()
                .orElseThrow();
        return new Speed(result.getPrimaryResult().getScore(), bytes);
    }
}
