package org.gardefou.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the benchmarks that are named, or all of them. */
public final class Benchmarks {

    private static final List<Benchmark> ALL =
            List.of(new Ingest(), new IngestBatch(), new Drain(), new NoticeLatency(), new Redelivery());

    private Benchmarks() {}

    /** Names choose; without any all are run. The results go to {@code deploy/benchmarks/target}. */
    public static void main(String[] names) throws Exception {
        Path root = Path.of(System.getProperty("gardefou.root", "."))
                .toAbsolutePath()
                .normalize();
        List<Benchmark> chosen = new ArrayList<>();
        for (String name : names) chosen.add(find(name));
        if (chosen.isEmpty()) chosen.addAll(ALL);
        List<Result> results = new ArrayList<>();
        for (Benchmark benchmark : chosen) {
            System.out.println(benchmark.name());
            // A lab of its own for each: what one leaves in tables and caches must not help or hurt the next.
            try (Lab lab = new Lab(root)) {
                results.add(benchmark.run(lab));
            }
        }
        new Report(root.resolve("deploy/benchmarks/target")).write(results);
    }

    private static Benchmark find(String name) {
        return ALL.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no benchmark " + name + "; there are "
                        + ALL.stream().map(Benchmark::name).toList()));
    }
}
