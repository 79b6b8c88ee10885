package org.gardefou.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes results as JSON for machines and as a table for people. */
final class Report {

    private final Path directory;

    Report(Path directory) {
        this.directory = directory;
    }

    void write(List<Result> results, String versions) throws IOException {
        Files.createDirectories(directory);
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        json.writeValue(directory.resolve("results.json").toFile(), results);
        String table = table(results, versions);
        Files.writeString(directory.resolve("results.md"), table);
        System.out.println();
        System.out.print(table);
        System.out.println("Written to " + directory.resolve("results.json") + " and results.md");
    }

    static String table(List<Result> results, String versions) {
        StringBuilder table = new StringBuilder(
                "| benchmark | ours | peer | unit | ratio: median (q1 to q3) | target | | counts |\n|---|---|---|---|---|---|---|---|\n");
        for (Result result : results) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %s | %.2f (%.2f to %.2f) | %s %.2f | %s | %s |%n",
                    result.name(),
                    result.ours(),
                    result.peer(),
                    result.unit(),
                    result.ratio().median(),
                    result.ratio().q1(),
                    result.ratio().q3(),
                    result.atLeast() ? "≥" : "≤",
                    result.target(),
                    result.pass() ? "met" : "missed",
                    result.counts()));
        }
        return table.append(String.format(
                        Locale.ROOT,
                        "%n%d cores, load at the end %.1f; %s%n",
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        versions))
                .toString();
    }
}
