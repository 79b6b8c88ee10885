package org.gardefou.access.apart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ends a boot that takes more of the machine than it may. What the kernel bounds by itself (the site's files are in memory of a fixed size) it
 * leaves to it; the database server's folder, and where there is no control group the processes and their memory, it looks at.
 */
final class BootWatch {

    /** A WordPress with its database server takes half a gigabyte. */
    static final long MOST_MEMORY = 3_000_000_000L;

    /** Threads count too for the kernel; a boot has some thirty. */
    static final int MOST_PROCESSES = 200;

    /** What stays free on the disk that restore points are restored to, whatever a boot writes. */
    private static final long LEAST_FREE = 200_000_000;

    private static final int PAGE = 4096;
    private static final long EVERY_MILLIS = 250;

    private final Process process;
    private final Path folder;
    private final long most;
    private final long memory;
    private volatile @Nullable Excess exceeded;

    private BootWatch(Process process, Path folder, long most, long memory) {
        this.process = process;
        this.folder = folder;
        this.most = most;
        this.memory = memory;
    }

    /**
     * Begins; ends with the process.
     *
     * @param most bytes of the folder
     */
    static BootWatch over(Process process, Path folder, long most) {
        return over(process, folder, most, MOST_MEMORY);
    }

    static BootWatch over(Process process, Path folder, long most, long memory) {
        BootWatch watch = new BootWatch(process, folder, most, memory);
        Thread.ofPlatform().daemon().name("boot-watch").start(watch::watch);
        return watch;
    }

    /** What it took too much of; empty: nothing so far. */
    Optional<Excess> exceeded() {
        return Optional.ofNullable(exceeded);
    }

    private void watch() {
        try {
            while (!process.waitFor(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                Optional<Excess> much = tooMuch();
                if (much.isEmpty()) continue;
                exceeded = much.get();
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private Optional<Excess> tooMuch() {
        if (size(folder) > most || folder.toFile().getUsableSpace() < LEAST_FREE) {
            return Optional.of(Excess.DISK);
        }
        List<ProcessHandle> all = process.descendants().toList();
        if (all.size() > MOST_PROCESSES) return Optional.of(Excess.PROCESSES);
        return all.stream().mapToLong(one -> resident(one.pid())).sum() > memory
                ? Optional.of(Excess.MEMORY)
                : Optional.empty();
    }

    /** What goes away while it is looked at counts as nothing. */
    static long size(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            long sum = 0;
            for (Path one : all.toList()) {
                if (Files.isSymbolicLink(one)) continue;
                sum += Files.isDirectory(one) ? size(one) : one.toFile().length();
            }
            return sum;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long resident(long pid) {
        try {
            return Long.parseLong(
                            Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1)[1])
                    * PAGE;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
