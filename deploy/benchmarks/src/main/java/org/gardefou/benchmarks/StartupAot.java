package org.gardefou.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The same start with an AOT cache of the JVM (JEP 483, 514), against our own start without one. */
final class StartupAot implements Benchmark {

    /** What a service is asked in the training run, so that the classes behind its first answers are in the cache. */
    private static final int TRAINING = 20;

    @Override
    public String name() {
        return "startup-aot";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        Contestants contestants = new Contestants(lab);
        contestants.warmUp();
        Path cache = lab.directory().resolve(Contestants.SERVICE + ".aot");
        System.out.println("  training run");
        try (Launch training = contestants.ours(List.of("-XX:AOTCacheOutput=" + cache))) {
            training.ask(TRAINING);
        }
        long megabytes = Files.size(cache) / (1024 * 1024);
        Pairs pairs = new Pairs(7)
                .run(
                        () -> {
                            try (Launch cached = contestants.ours(List.of("-XX:AOTCache=" + cache))) {
                                return cached.seconds();
                            }
                        },
                        () -> {
                            try (Launch plain = contestants.ours(List.of())) {
                                return plain.seconds();
                            }
                        });
        return pairs.result(
                name(),
                "s to first answer",
                0.5,
                false,
                Map.of("service", Contestants.SERVICE, "cacheMegabytes", megabytes));
    }
}
