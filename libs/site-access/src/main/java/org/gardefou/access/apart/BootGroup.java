package org.gardefou.access.apart;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The control group (cgroup v2) that a boot runs in: memory, processes and processor time of all its processes together. Not every machine
 * lets us make one (an old hierarchy, a container without rights); there, limits of each process and {@link BootWatch} must do.
 */
final class BootGroup implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(BootGroup.class.getName());

    private static final Path GROUPS = Path.of("/sys/fs/cgroup");

    /** Without these it bounds nothing. */
    private static final Map<String, String> NEEDED = Map.of(
            "memory.max", Long.toString(BootWatch.MOST_MEMORY), "pids.max", Integer.toString(BootWatch.MOST_PROCESSES));

    /** One processor of the machine's; nothing to disk instead of memory; who takes too much ends as a whole. */
    private static final Map<String, String> WISHED =
            Map.of("cpu.max", "100000 100000", "memory.swap.max", "0", "memory.oom.group", "1");

    private final Path group;

    private BootGroup(Path group) {
        this.group = group;
    }

    /** Beside our own group, where the machine allows it. */
    static Optional<BootGroup> make(String name) {
        try {
            Optional<String> own = Files.readString(Path.of("/proc/self/cgroup"))
                    .lines()
                    .filter(line -> line.startsWith("0::/"))
                    .findFirst();
            return own.flatMap(line -> make(GROUPS, line.substring("0::/".length()), name));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<BootGroup> make(Path groups, String own, String name) {
        Path mine = groups.resolve(own).normalize();
        Path parent = mine.equals(groups) ? groups : mine.getParent();
        if (parent == null || !Files.isRegularFile(parent.resolve("cgroup.subtree_control"))) return Optional.empty();
        BootGroup made = new BootGroup(parent.resolve("gardefou-boot-" + name));
        try {
            Files.createDirectories(made.group);
            for (var limit : NEEDED.entrySet()) made.write(limit.getKey(), limit.getValue());
            for (var limit : WISHED.entrySet()) {
                if (Files.exists(made.group.resolve(limit.getKey()))) made.write(limit.getKey(), limit.getValue());
            }
            return Optional.of(made);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "This machine makes no control group for a boot: {0}", e.getMessage());
            made.close();
            return Optional.empty();
        }
    }

    private void write(String file, String value) throws IOException {
        Path there = group.resolve(file);
        if (!Files.exists(there)) throw new IOException("There is no " + there);
        Files.writeString(there, value, StandardCharsets.US_ASCII);
    }

    /** What a process writes 0 into to be in it, with all that it starts. */
    Path members() {
        return group.resolve("cgroup.procs");
    }

    /** Whether the kernel ended something in it because it took too much memory. */
    boolean ranOut() {
        try {
            return Files.readString(group.resolve("memory.events"))
                    .lines()
                    .anyMatch(line -> line.startsWith("oom_kill ") && !line.equals("oom_kill 0"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Its processes have ended, or do so in this moment. */
    @Override
    public void close() {
        for (int i = 0; i < 40; i++) {
            try {
                Files.deleteIfExists(group);
                return;
            } catch (DirectoryNotEmptyException e) {
                break;
            } catch (IOException e) {
                if (!waited()) break;
            }
        }
        LOG.log(Level.WARNING, "The control group {0} of a boot cannot be removed", group);
    }

    private static boolean waited() {
        try {
            Thread.sleep(50);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
