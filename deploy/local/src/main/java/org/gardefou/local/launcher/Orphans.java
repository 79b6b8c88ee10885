package org.gardefou.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.gardefou.local.process.Daemon;
import org.gardefou.local.process.PidFile;

/** Processes that a killed launcher left behind: found by their pid files, and stopped. */
final class Orphans {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** In the order in which they stop. */
    private static final List<String> INFRASTRUCTURE = List.of("kafka", "postgresql");

    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private Orphans() {}

    /**
     * Stops what the pid files of a directory name, and removes the files: first what uses the infrastructure, side by
     * side, then the broker, then the database.
     *
     * @return the names of those that still ran
     */
    static List<String> stop(Path run) throws IOException {
        List<String> stopped = new ArrayList<>();
        Map<String, PidFile> left = files(run);
        stop(
                left.keySet().stream()
                        .filter(name -> !INFRASTRUCTURE.contains(name))
                        .toList(),
                left,
                stopped);
        for (String name : INFRASTRUCTURE) {
            stop(left.containsKey(name) ? List.of(name) : List.of(), left, stopped);
        }
        return stopped;
    }

    private static void stop(List<String> names, Map<String, PidFile> files, List<String> stopped) throws IOException {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (String name : names) {
            Optional<ProcessHandle> process =
                    Objects.requireNonNull(files.get(name)).live();
            if (process.isPresent()
                    && process.get().pid() != ProcessHandle.current().pid()) {
                // For PostgreSQL, TERM means to wait for its clients; they may be what is stuck.
                String signal = name.equals("postgresql") ? "INT" : "TERM";
                ends.add(CompletableFuture.runAsync(() -> Daemon.stop(process.get(), signal, LIMIT), THREADS));
                stopped.add(name);
            }
        }
        ends.forEach(CompletableFuture::join);
        for (String name : names) {
            Objects.requireNonNull(files.get(name)).delete();
        }
    }

    private static Map<String, PidFile> files(Path run) throws IOException {
        Map<String, PidFile> found = new TreeMap<>();
        if (Files.isDirectory(run)) {
            try (Stream<Path> files = Files.list(run)) {
                files.filter(file -> file.toString().endsWith(".pid"))
                        .forEach(file ->
                                found.put(file.getFileName().toString().replace(".pid", ""), new PidFile(file)));
            }
        }
        return found;
    }
}
