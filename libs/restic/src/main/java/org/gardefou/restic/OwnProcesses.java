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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A journal of the restic processes that we started on one repository: an empty file for each, named by pid and start,
 * gone when the process ended well. It outlives a SIGKILL of ours, and so tells later whose a left lock is.
 *
 * <p>Before a process has a pid there is an intention to start it: a SIGKILL between its start and the note of its pid leaves a process that
 * nobody knows, which ends when it finds nobody to read what it prints, and leaves its lock.
 */
final class OwnProcesses {
    /** The start of a process is only known to some hundredths of a second, relative to a boot time in whole seconds. */
    private static final Duration BLUR = Duration.ofSeconds(2);

    private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})-(\\d+)-(\\d+)");

    private static final Pattern INTENTION = Pattern.compile("([0-9a-f]{16})-by-(\\d+)-(\\d+)-\\d+");

    /** A process whose service died as it started it opens its repository and comes to its lock within this time, or never. */
    private static final Duration INTENDED = Duration.ofMinutes(10);

    private static final AtomicLong INTENTIONS = new AtomicLong();

    private final Path directory;
    private final String prefix;
    private final @Nullable OwnProcesses other;

    OwnProcesses(Path cacheDirectory, String location) {
        this(cacheDirectory, location, null);
    }

    private OwnProcesses(Path cacheDirectory, String location, @Nullable OwnProcesses other) {
        // restic only looks at folders whose names are repository ids, so this one does not disturb it.
        this.directory = cacheDirectory.resolve("gardefou-processes");
        this.prefix = digest(location);
        this.other = other;
    }

    /** A process that is started with this is at work on another repository too, and may leave a lock in both. */
    static OwnProcesses ofBoth(RepositoryAccess one, RepositoryAccess another) {
        return new OwnProcesses(
                one.cacheDirectory(), one.location(), new OwnProcesses(another.cacheDirectory(), another.location()));
    }

    /**
     * A process, or the intention to start one.
     *
     * @param pid its own; of an intention, that of the service
     * @param start of the process; of an intention, its moment
     */
    record Entry(Path file, long pid, Instant start, boolean intended) {
        boolean isAlive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    // Another start means that the number has been given to another process since.
                    .filter(process -> intended
                            ? !startOf(process).isAfter(start.plus(BLUR))
                            : Duration.between(startOf(process), start).abs().compareTo(BLUR) <= 0)
                    .isPresent();
        }

        boolean mayHaveMade(Lock lock) {
            boolean since = !lock.since().isBefore(start.minus(BLUR));
            return since && (intended ? !livesSince(lock) : lock.pid() == pid);
        }

        /** Whether nothing can come of it any more, given the locks that are left. */
        boolean isOver(List<Lock> left, Instant now) {
            return !intended
                    || start.plus(INTENDED).isBefore(now)
                            && left.stream().allMatch(lock -> lock.since().isBefore(start.minus(BLUR)));
        }

        private static boolean livesSince(Lock lock) {
            return ProcessHandle.of(lock.pid())
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> !startOf(process).isAfter(lock.since().plus(BLUR)))
                    .isPresent();
        }
    }

    /** Notes that a process is about to be started; to be {@link #drop dropped} when its pid is noted. */
    List<Path> intend() throws IOException {
        return intend(ProcessHandle.current().pid());
    }

    List<Path> intend(long service) throws IOException {
        List<Path> files = new ArrayList<>(other == null ? List.of() : other.intend(service));
        Path file = directory.resolve("%s-by-%d-%d-%d"
                .formatted(prefix, service, Instant.now().toEpochMilli(), INTENTIONS.incrementAndGet()));
        Files.createDirectories(directory);
        files.add(Files.write(file, new byte[0]));
        return files;
    }

    void drop(List<Path> intention) throws IOException {
        for (Path file : intention) Files.deleteIfExists(file);
    }

    Entry started(ProcessHandle process) throws IOException {
        Instant start = startOf(process);
        Path file = fileOf(process.pid(), start);
        Files.createDirectories(directory);
        Files.write(file, new byte[0]);
        if (other != null) other.started(process);
        return new Entry(file, process.pid(), start, false);
    }

    /**
     * Forgets a process that cleaned up after itself: one that no signal ended, and that could still reach its repository.
     * Even after SIGINT a lock can be left: restic 0.14 writes the lock, waits 200 ms for rivals, and only then notes that
     * it has one to remove.
     *
     * @param lost whether the storage may have gone away under it, with its lock
     */
    void ended(Entry entry, int exit, boolean killed, boolean lost) throws IOException {
        if (!killed && exit < 128 && !lost) {
            Files.deleteIfExists(entry.file());
            if (other != null) {
                Files.deleteIfExists(other.fileOf(entry.pid(), entry.start()));
            }
        }
    }

    private Path fileOf(long pid, Instant start) {
        return directory.resolve(prefix + "-" + pid + "-" + start.toEpochMilli());
    }

    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, prefix + "-*")) {
                for (Path file : files) {
                    entry(file).ifPresent(entries::add);
                }
            }
        }
        return entries;
    }

    private static Optional<Entry> entry(Path file) {
        String name = file.getFileName().toString();
        Matcher process = NAME.matcher(name);
        if (process.matches()) return Optional.of(entry(file, process, false));
        Matcher intention = INTENTION.matcher(name);
        return intention.matches() ? Optional.of(entry(file, intention, true)) : Optional.empty();
    }

    private static Entry entry(Path file, Matcher name, boolean intended) {
        return new Entry(
                file, Long.parseLong(name.group(2)), Instant.ofEpochMilli(Long.parseLong(name.group(3))), intended);
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
