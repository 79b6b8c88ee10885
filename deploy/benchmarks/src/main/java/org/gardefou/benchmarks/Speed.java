package org.gardefou.benchmarks;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What JMH measured on one thread, in a JVM of its own.
 *
 * @param perSecond operations in a second
 * @param bytes what each allocated
 */
record Speed(double perSecond, double bytes) {

    /** Measures one method over so many cases, its parameter {@code cases}. */
    static Speed of(Class<?> type, String method, int cases) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("^" + type.getName() + "\\." + method + "$")
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
