package org.gardefou.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gardefou.local.process.Daemon;
import org.gardefou.local.process.PidFile;

/** Processes that a killed launcher left behind: found by their pid files, and stopped. */
final class Orphans {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Orphans() {}

    /**
     * Stops what the pid files of a directory name, the youngest first, and removes the files.
     *
     * @return the names of those that still ran
     */
    static List<String> stop(Path run) throws IOException {
        List<String> stopped = new ArrayList<>();
        for (Path file : files(run)) {
            PidFile pidFile = new PidFile(file);
            Optional<ProcessHandle> process = pidFile.live();
            if (process.isPresent()
                    && process.get().pid() != ProcessHandle.current().pid()) {
                String name = file.getFileName().toString().replace(".pid", "");
                // For PostgreSQL, TERM means to wait for its clients; they may be what is stuck.
                Daemon.stop(process.get(), name.equals("postgresql") ? "INT" : "TERM", LIMIT);
                stopped.add(name);
            }
            pidFile.delete();
        }
        return stopped;
    }

    private static List<Path> files(Path run) throws IOException {
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .sorted(Comparator.comparing(Orphans::written).reversed())
                    .toList();
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
