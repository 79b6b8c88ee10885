package org.gardefou.local.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gardefou.local.process.PidFile;

/** Each process with its number, its port and its health. */
final class Status {

    /** What a shell script reads: something is not up. */
    private static final int NOT_ALL_UP = 3;

    private final Settings settings;
    private final PrintStream out;
    private final Home home;
    private boolean allUp = true;

    Status(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.home = new Home(settings.home());
    }

    int run() throws IOException {
        out.printf(Locale.ROOT, "%-20s %-8s %-6s %s%n", "PROCESS", "PID", "PORT", "HEALTH");
        line("launcher", home.launcher(), "-", () -> true);
        infrastructure("postgresql", Suite.POSTGRES_PORT, settings.jdbcUrl().isPresent());
        infrastructure("kafka", Suite.KAFKA_PORT, settings.kafka().isPresent());
        for (Suite.Service service : Suite.SERVICES) {
            line(
                    service.name(),
                    process(service.name()),
                    Integer.toString(settings.port(service.usualPort())),
                    () -> HttpProbe.answers(ServiceProgram.healthUrl(service, settings)));
        }
        int edge = settings.port(Suite.EDGE_PORT);
        line(
                "edge",
                process("edge"),
                Integer.toString(edge),
                () -> HttpProbe.answers("http://127.0.0.1:" + edge + "/"));
        out.println("Home: " + settings.home());
        return allUp ? 0 : NOT_ALL_UP;
    }

    private void infrastructure(String name, int usualPort, boolean external) throws IOException {
        if (external) {
            out.printf(Locale.ROOT, "%-20s %-8s %-6s %s%n", name, "-", "-", "external");
            return;
        }
        int port = settings.port(usualPort);
        Optional<ProcessHandle> process = process(name);
        boolean listens = !PortCheck.free(port);
        line(name, process, Integer.toString(port), () -> listens);
    }

    private void line(String name, Optional<ProcessHandle> process, String port, BooleanSupplier healthy) {
        String health = process.isEmpty() ? "stopped" : healthy.getAsBoolean() ? "up" : "starting or ill";
        allUp &= health.equals("up");
        String pid = process.map(running -> Long.toString(running.pid())).orElse("-");
        out.printf(Locale.ROOT, "%-20s %-8s %-6s %s%n", name, pid, port, health);
    }

    private Optional<ProcessHandle> process(String name) {
        return new PidFile(home.run().resolve(name + ".pid")).live();
    }
}
