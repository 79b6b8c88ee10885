package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the benchmarks that are named, or all of them. */
public final class Benchmarks {

    private static final List<Benchmark> ALL = List.of(
            new Ingest(),
            new IngestBatch(),
            new Drain(),
            new NoticeLatency(),
            new Redelivery(),
            new LedgerAppend(),
            new OrderGate(),
            new Assessing(),
            new Covering(),
            new BundleVerify(),
            new BackupFirst(),
            new BackupUnchanged(),
            new FleetBackup(),
            new DueTick(),
            new Browse(),
            new RestoreWhole(),
            new SwitchUnderLoad(),
            new FeedImport(),
            new LogScanRun(),
            new Startup(),
            new StartupAot(),
            new Memory());

    private Benchmarks() {}

    /** Names choose; without any all are run. The results go to {@code deploy/benchmarks/target}. */
    public static void main(String[] names) throws Exception {
        Path root = Path.of(System.getProperty("gardefou.root", "."))
                .toAbsolutePath()
                .normalize();
        List<String> unknown =
                Stream.of(names).filter(name -> find(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            System.err.println("garde-fou: there is no benchmark " + String.join(", ", unknown) + "; there are "
                    + String.join(", ", ALL.stream().map(Benchmark::name).toList()) + ".");
            System.exit(2);
        }
        List<Benchmark> chosen = names.length == 0
                ? ALL
                : Stream.of(names).map(name -> find(name).orElseThrow()).toList();
        List<Result> results = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        String versions = "";
        for (Benchmark benchmark : chosen) {
            System.out.println(benchmark.name());
            // A lab of its own for each: what one leaves in tables and caches must not help or hurt the next.
            try (Lab lab = new Lab(root)) {
                versions = lab.versions();
                results.add(benchmark.run(lab));
            } catch (IOException | SQLException | RuntimeException e) {
                // The others are still worth their time.
                System.err.println("garde-fou: " + benchmark.name() + " has no result: " + e.getMessage());
                failed.add(benchmark.name());
            }
        }
        new Report(root.resolve("deploy/benchmarks/target")).write(results, versions);
        if (!failed.isEmpty()) {
            System.err.println("garde-fou: without a result: " + String.join(", ", failed) + ".");
            System.exit(1);
        }
    }

    private static Optional<Benchmark> find(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
    }
}
