package org.gardefou.restic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A journal of the restic processes that we started on one repository: an empty file for each, named by pid and start,
 * gone when the process ended well. It outlives a SIGKILL of ours, and so tells later whose a left lock is.
 */
final class OwnProcesses {
    /** The start of a process is only known to some hundredths of a second, relative to a boot time in whole seconds. */
    private static final Duration BLUR = Duration.ofSeconds(2);

    private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})-(\\d+)-(\\d+)");

    private final Path directory;
    private final String prefix;

    OwnProcesses(Path cacheDirectory, String location) {
        // restic only looks at folders whose names are repository ids, so this one does not disturb it.
        this.directory = cacheDirectory.resolve("gardefou-processes");
        this.prefix = digest(location);
    }

    record Entry(Path file, long pid, Instant start) {
        boolean isAlive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    // Another start means that the number has been given to another process since.
                    .filter(process ->
                            Duration.between(startOf(process), start).abs().compareTo(BLUR) <= 0)
                    .isPresent();
        }

        boolean mayHaveMade(Lock lock) {
            return lock.pid() == pid && !lock.since().isBefore(start.minus(BLUR));
        }
    }

    Entry started(ProcessHandle process) throws IOException {
        Instant start = startOf(process);
        Path file = directory.resolve(prefix + "-" + process.pid() + "-" + start.toEpochMilli());
        Files.createDirectories(directory);
        Files.write(file, new byte[0]);
        return new Entry(file, process.pid(), start);
    }

    /**
     * Forgets a process that cleaned up after itself: one that no signal ended. Even after SIGINT a lock can be left:
     * restic 0.14 writes the lock, waits 200 ms for rivals, and only then notes that it has one to remove.
     */
    void ended(Entry entry, int exit, boolean killed) throws IOException {
        if (!killed && exit < 128) {
            Files.deleteIfExists(entry.file());
        }
    }

    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, prefix + "-*")) {
                for (Path file : files) {
                    Matcher name = NAME.matcher(file.getFileName().toString());
                    if (name.matches()) {
                        entries.add(new Entry(
                                file,
                                Long.parseLong(name.group(2)),
                                Instant.ofEpochMilli(Long.parseLong(name.group(3)))));
                    }
                }
            }
        }
        return entries;
    }

    void forget(Entry entry) throws IOException {
        Files.deleteIfExists(entry.file());
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElseGet(Instant::now);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
