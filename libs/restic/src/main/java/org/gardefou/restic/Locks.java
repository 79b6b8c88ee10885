package org.gardefou.restic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the locks of a repository, and clears those that dead processes of ours left. */
final class Locks {
    /** From this age on {@code restic unlock} removes any lock, whoever holds it. */
    private static final Duration STALE_FOR_RESTIC = Duration.ofMinutes(30);

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private final Runner runner;
    private final CallOptions options;

    Locks(Runner runner, CallOptions options) {
        this.runner = runner;
        this.options = options;
    }

    List<Lock> list() {
        if (knownToBeFree()) {
            return List.of();
        }
        byte[] ids = runner.call("listing of locks", options)
                .arguments("list", "locks", "--no-lock")
                .output();
        List<Lock> locks = new ArrayList<>();
        new String(ids, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> ID.matcher(line).matches())
                .forEach(id -> read(id).ifPresent(locks::add));
        return List.copyOf(locks);
    }

    /** Without a look at the repository where no process of ours has died. */
    void unlockIfOwnDied() {
        try {
            if (runner.own().entries().stream().anyMatch(entry -> !entry.isAlive())) unlockOwnDead();
        } catch (IOException e) {
            throw new ResticException.ResticFailed("unlocking", -1, "Cannot clear a lock: " + e.getMessage() + ".", e);
        }
    }

    Unlocked unlockOwnDead() {
        try {
            List<OwnProcesses.Entry> entries = runner.own().entries();
            List<OwnProcesses.Entry> dead =
                    entries.stream().filter(entry -> !entry.isAlive()).toList();
            List<Lock> locks = list();
            String host = hostName();
            List<Lock> ours = locks.stream()
                    .filter(lock -> lock.host().equals(host))
                    .filter(lock -> dead.stream().anyMatch(entry -> entry.mayHaveMade(lock)))
                    .filter(lock -> entries.stream().noneMatch(entry -> entry.pid() == lock.pid() && entry.isAlive()))
                    .toList();
            List<Lock> others =
                    locks.stream().filter(lock -> !ours.contains(lock)).toList();
            if (!ours.isEmpty() && !remove(ours, others, host)) {
                return new Unlocked(List.of(), locks);
            }
            for (OwnProcesses.Entry entry : dead) {
                if (entry.isOver(others, Instant.now())) runner.own().forget(entry);
            }
            return new Unlocked(ours, others);
        } catch (IOException e) {
            throw new ResticException.ResticFailed("unlocking", -1, "Cannot clear a lock: " + e.getMessage() + ".", e);
        }
    }

    private boolean remove(List<Lock> ours, List<Lock> others, String host) throws IOException {
        Optional<Path> folder = runner.access().localFolder();
        if (folder.isPresent()) {
            for (Lock lock : ours) {
                Files.deleteIfExists(folder.get().resolve("locks").resolve(lock.id()));
            }
            return true;
        }
        // restic's unlock cannot be told which lock: it must not run where it would take another's as well.
        if (others.stream().anyMatch(lock -> staleForRestic(lock, host))) {
            return false;
        }
        runner.call("unlocking", options).arguments("unlock").succeed();
        return true;
    }

    private static boolean staleForRestic(Lock lock, String host) {
        boolean old = lock.since().isBefore(Instant.now().minus(STALE_FOR_RESTIC));
        boolean dead = lock.host().equals(host)
                && ProcessHandle.of(lock.pid()).filter(ProcessHandle::isAlive).isEmpty();
        return old || dead;
    }

    /** Without a process: a folder without locks in a local repository. */
    private boolean knownToBeFree() {
        Optional<Path> locks = runner.access().localFolder().map(folder -> folder.resolve("locks"));
        if (locks.isEmpty() || !Files.isDirectory(locks.get())) {
            return false;
        }
        // A process that is stopped while it writes its lock leaves a "-tmp-" file, which is no lock to anybody.
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                locks.get(), file -> ID.matcher(file.getFileName().toString()).matches())) {
            return !files.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    /** Empty when the lock has gone since it was listed. */
    private Optional<Lock> read(String id) {
        JsonNode node;
        try {
            node = Json.parse(runner.call("reading of a lock", options)
                    .arguments("cat", "lock", id, "--no-lock")
                    .output());
        } catch (ResticException.ResticFailed e) {
            if (e.stderrTail().contains("no such file") || e.stderrTail().contains("not exist")) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw new ResticException.ResticFailed("reading of a lock", 0, "It printed no JSON.", e);
        }
        return Optional.of(new Lock(
                id,
                node.path("pid").asLong(-1),
                node.path("hostname").asText(),
                node.path("username").asText(),
                node.path("exclusive").asBoolean(),
                Json.time(node.path("time"))));
    }

    /** As the kernel names this host, which is what restic writes into a lock, or a key. */
    static String hostName() throws IOException {
        Path kernel = Path.of("/proc/sys/kernel/hostname");
        return Files.isReadable(kernel)
                ? Files.readString(kernel).strip()
                : InetAddress.getLocalHost().getHostName();
    }
}
