package org.gardefou.local.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out before anything starts whether the ports are free, and who holds one that is not. */
final class PortCheck {

    private static final int SHOWN = 60;

    private PortCheck() {}

    /**
     * Passes when all are free.
     *
     * @param ports each port with what it is for
     * @throws Refusal naming the first that is taken, by whom, and what to do
     */
    static void requireFree(Map<Integer, String> ports) throws IOException {
        for (Map.Entry<Integer, String> port : ports.entrySet()) {
            if (!free(port.getKey())) {
                throw new Refusal("Port " + port.getKey() + " (" + port.getValue() + ") is in use"
                        + holder(port.getKey()).map(who -> " by " + who).orElse("")
                        + ": stop that, or move all ports with GARDEFOU_PORT_SHIFT=1000.");
            }
        }
    }

    static boolean free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        }
    }

    /** The process that listens on a port, as far as we may see it. */
    static Optional<String> holder(int port) throws IOException {
        Optional<String> inode = inode(port);
        if (inode.isEmpty()) {
            return Optional.empty();
        }
        Path wanted = Path.of("socket:[" + inode.get() + "]");
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .filter(process -> holds(process.pid(), wanted))
                    .findFirst()
                    .map(process -> "process " + process.pid() + " (" + commandLine(process.pid()) + ")");
        }
    }

    private static Optional<String> inode(int port) throws IOException {
        String hexPort = String.format(Locale.ROOT, ":%04X", port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (!Files.isReadable(Path.of(table))) {
                continue;
            }
            for (String line : Files.readAllLines(Path.of(table), StandardCharsets.US_ASCII)) {
                String[] fields = line.strip().split("\\s+", -1);
                // proc(5): local address, state (0A is LISTEN), inode.
                if (fields.length > 9 && fields[1].endsWith(hexPort) && fields[3].equals("0A")) {
                    return Optional.of(fields[9]);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(long pid, Path socket) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> {
                try {
                    return Files.readSymbolicLink(file).equals(socket);
                } catch (IOException closedMeanwhile) {
                    return false;
                }
            });
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static String commandLine(long pid) {
        try {
            String line = new String(
                            Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), StandardCharsets.UTF_8)
                    .replaceAll("[\\p{Cntrl}\\s]+", " ")
                    .strip();
            return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        } catch (IOException gone) {
            return "gone";
        }
    }
}
