package org.gardefou.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gardefou.local.demo.Waiting;
import org.gardefou.local.process.PidFile;

/** The whole suite as an operator starts it: the launcher in a process of its own, with a home and ports of its own. */
final class RunningSuite implements AutoCloseable {

    static final List<String> SERVICES =
            List.of("terms-service", "backup-service", "restore-service", "diagnostics-service", "support-service");

    private static final Duration START_LIMIT = Duration.ofSeconds(300);

    private final Path home;
    private final int shift;
    private final Process launcher;

    private RunningSuite(Path home, int shift, Process launcher) {
        this.home = home;
        this.shift = shift;
        this.launcher = launcher;
    }

    /** Starts it; {@link #awaitReady()} waits. */
    static RunningSuite start(Path home) throws IOException {
        int shift = FreeShift.find();
        Path root = Path.of(System.getProperty("gardefou.root")).toRealPath();
        Path local = root.resolve("deploy/local/target");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dgardefou.root=" + root,
                "-cp",
                local.resolve("classes") + ":" + local.resolve("lib") + "/*",
                "org.gardefou.local.launcher.Main",
                "up");
        builder.environment().put("GARDEFOU_HOME", home.toString());
        builder.environment().put("GARDEFOU_PORT_SHIFT", Integer.toString(shift));
        // A site on a busy machine is slow, and not down.
        builder.environment().put("GARDEFOU_PROBE_PATIENCE", "60s");
        // And what it is slow to compare is compared all the same.
        builder.environment().put("GARDEFOU_RESTORE_DRY_RUN_PATIENCE", "80s");
        builder.environment().remove("QUARKUS_DATASOURCE_JDBC_URL");
        builder.environment().remove("KAFKA_BOOTSTRAP_SERVERS");
        Files.createDirectories(home.getParent());
        Process launcher = builder.redirectErrorStream(true)
                .redirectOutput(launcherLog(home).toFile())
                .start();
        return new RunningSuite(home, shift, launcher);
    }

    private static Path launcherLog(Path home) {
        return home.resolveSibling("launcher.log");
    }

    void awaitReady() {
        Waiting.until(
                "the suite to be ready",
                START_LIMIT,
                () -> {
                    if (!launcher.isAlive()) {
                        throw new IllegalStateException("The launcher ended: " + said());
                    }
                    return Optional.of(home.resolve("run/ready")).filter(Files::exists);
                },
                this::said);
    }

    /** What the launcher said so far. */
    String said() {
        try {
            return Files.readString(launcherLog(home));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    URI edge() {
        return URI.create("http://localhost:" + (8080 + shift));
    }

    Path home() {
        return home;
    }

    /** Ends a process of the suite as a power cut would; the launcher starts it again. The number that it had. */
    long kill(String name) {
        ProcessHandle process = new PidFile(home.resolve("run").resolve(name + ".pid"))
                .live()
                .orElseThrow(() -> new IllegalStateException(name + " does not run: " + said()));
        process.destroyForcibly();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        return process.pid();
    }

    /** Waits until a process that was killed runs again under another number, and answers. */
    void awaitBack(String name, long killed) {
        Waiting.until(
                name + " to be started again",
                START_LIMIT,
                () -> new PidFile(home.resolve("run").resolve(name + ".pid"))
                        .live()
                        .filter(process -> process.pid() != killed),
                this::said);
    }

    @Override
    public void close() {
        if (!launcher.isAlive()) {
            return;
        }
        launcher.destroy();
        try {
            if (!launcher.waitFor(300, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
            keepLogs();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            launcher.destroyForcibly();
        } catch (IOException cause) {
            throw new UncheckedIOException("The suite's logs could not be kept.", cause);
        }
    }

    /** Left where the build's other reports are: the home is deleted. */
    private void keepLogs() throws IOException {
        Path kept = Path.of(System.getProperty("gardefou.acceptance.logs"));
        Files.createDirectories(kept);
        try (Stream<Path> logs = Files.list(home.resolve("logs"))) {
            for (Path log : Stream.concat(logs, Stream.of(launcherLog(home))).toList()) {
                Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
