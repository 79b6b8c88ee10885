package org.gardefou.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who listens on a TCP port of this machine, by Linux' proc(5). */
final class Listeners {
    private static final String LISTENING = "0A";

    private Listeners() {}

    static boolean any(int port) {
        return !sockets(port).isEmpty();
    }

    /** Whether that process itself holds a listening socket of the port. */
    static boolean heldBy(long pid, int port) {
        Set<String> sockets = sockets(port);
        return !sockets.isEmpty() && holds(Path.of("/proc", Long.toString(pid)), sockets);
    }

    /** "nginx (pid 12)", or that it cannot be told: another user's descriptors are hidden from a normal user. */
    static String owner(int port) {
        Set<String> sockets = sockets(port);
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            Optional<String> owner = processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> holds(process, sockets))
                    .findFirst()
                    .map(process -> name(process) + " (pid " + process.getFileName() + ")");
            return owner.orElse("a process of another user");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "a process that has just ended";
        }
    }

    private static Set<String> sockets(int port) {
        Set<String> found = new HashSet<>();
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))) {
                try (Stream<String> lines = Files.lines(Path.of(table))) {
                    lines.map(line -> line.strip().split("\\s+"))
                            .filter(fields ->
                                    fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING))
                            .forEach(fields -> found.add("socket:[" + fields[9] + "]"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return found;
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
        } catch (NoSuchFileException | AccessDeniedException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }
}
