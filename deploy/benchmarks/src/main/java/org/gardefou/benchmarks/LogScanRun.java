package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gardefou.diagnostics.sitelog.LogScanning;
import org.gardefou.local.process.BuildFiles;

/**
 * 500 MB of a log in which each entry may be of any program, read on one thread from the first byte to the grouped occurrences, against
 * {@code LC_ALL=C grep -cE} with the same patterns, which only counts; and how much memory 100 MB and 5 GB take.
 */
final class LogScanRun implements Benchmark {

    private static final long BYTES = 500L * 1000 * 1000;
    private static final long SMALL = 100L * 1000 * 1000;

    /** As grep reads a log that lies there: the file is in the disk cache for both. */
    @Override
    public String name() {
        return "log-scan";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        Path log = SomeLog.write(lab.directory().resolve("some.log"), BYTES);
        Path small = SomeLog.write(lab.directory().resolve("small.log"), SMALL);
        Path patterns = lab.directory().resolve("patterns");
        Files.write(patterns, LogScanning.patterns().stream().map(Ere::of).toList());
        long lines = grep(patterns, log);
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            long entries = LogScanning.entries(log, 1);
            if (entries != lines) throw new IOException("We found " + entries + " entries, and grep " + lines);
        }
        Pairs pairs = new Pairs(7)
                .run(() -> perSecond(() -> LogScanning.entries(log, 1)), () -> perSecond(() -> grep(patterns, log)));
        long few = peakKilobytes(small, 1);
        long many = peakKilobytes(small, 50);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("patterns", LogScanning.patterns().size());
        facts.put("entriesFound", lines);
        facts.put("peakMegabytesOf100MB", few / 1024);
        facts.put("peakMegabytesOf5GB", many / 1024);
        Files.delete(log);
        Files.delete(small);
        // The heap of both is as large as it may become.
        return pairs.result(name(), "MB/s", 0.33, true, facts, many < few * 1.25);
    }

    private interface Work {
        long run() throws IOException, InterruptedException;
    }

    private static double perSecond(Work work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        work.run();
        return BYTES / 1e6 / ((System.nanoTime() - start) / 1e9);
    }

    private static long grep(Path patterns, Path log) throws IOException, InterruptedException {
        ProcessBuilder grep = new ProcessBuilder("grep", "-cE", "-f", patterns.toString(), log.toString());
        grep.environment().put("LC_ALL", "C");
        return Long.parseLong(said(grep));
    }

    /** Of a process with 48 MB of heap, and without the memory that the second compiler takes once a run is long enough for it. */
    private static long peakKilobytes(Path log, int times) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                BuildFiles.java(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(LogScanning.class.getName(), log.toString(), Integer.toString(times)));
        return Long.parseLong(said(new ProcessBuilder(command)).split(" ", -1)[1]);
    }

    private static String said(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) throw new IOException(command.command().getFirst() + " failed");
        return said;
    }
}
