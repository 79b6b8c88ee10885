package org.gardefou.kills;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gardefou.local.process.FreePorts;
import org.jspecify.annotations.Nullable;

/** The real backup-service in a process of its own, as an operator starts it. */
final class Victim implements AutoCloseable {

    /** What the test's infrastructure told: where database, bus, keys, secrets and data are. */
    private static final List<String> TOLD = List.of("quarkus.datasource.", "kafka.", "mp.jwt.", "gardefou.");

    private static final Set<String> COMMANDS = Set.of(
            "backup",
            "prune",
            "forget",
            "copy",
            "check",
            "snapshots",
            "ls",
            "init",
            "cat",
            "list",
            "find",
            "dump",
            "stats",
            "unlock",
            "diff",
            "key",
            "restore");

    private static final Duration START = Duration.ofSeconds(180);
    private static final int POLL_MILLIS = 20;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path jar;
    private final Path log;
    private final int port;
    private @Nullable Process process;

    Victim() {
        try {
            this.jar =
                    Path.of(System.getProperty("gardefou.root"), "backup-service/target/quarkus-app/quarkus-run.jar");
            if (!Files.exists(jar)) throw new IllegalStateException(jar + " is not there: build with \"mvn verify\".");
            this.log = Files.createDirectories(Path.of(System.getProperty("gardefou.kills.logs")))
                    .resolve("backup-service.log");
            Files.deleteIfExists(log);
            this.port = FreePorts.find(1).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RestAssured.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "no-victim-left"));
    }

    /** @param restic the folder of the restic that it finds first; empty for the machine's own */
    void start(Map<String, String> settings, Optional<Path> restic) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dquarkus.http.port=" + port));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> TOLD.stream().anyMatch(name::startsWith))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C.UTF-8");
        restic.ifPresent(
                folder -> builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        await().atMost(START).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (!running().isAlive()) throw new IllegalStateException("It ended by itself: see " + log);
            return ready();
        });
    }

    private boolean ready() {
        try {
            return CLIENT.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until restic is at work for it; not longer than that, for there may be nothing to do. */
    void awaitWork(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (restics().isEmpty() && System.nanoTime() < until) {
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The restic processes that are at work for it. */
    List<ProcessHandle> restics() {
        return running()
                .toHandle()
                .descendants()
                .filter(child -> command(child).isPresent())
                .toList();
    }

    /** Which of restic's commands a process is; empty for any other program. */
    static Optional<String> command(ProcessHandle process) {
        String[] arguments = process.info().arguments().orElse(new String[0]);
        return Stream.concat(process.info().command().stream(), Arrays.stream(arguments))
                        .anyMatch(word -> word.endsWith("/restic"))
                ? Arrays.stream(arguments).filter(COMMANDS::contains).findFirst()
                : Optional.empty();
    }

    /** SIGKILL, to it alone: what it started goes on or not, as behind any crash. */
    void kill() {
        Process dead = process;
        if (dead == null) return;
        dead.destroyForcibly();
        dead.onExit().join();
        process = null;
    }

    /** As an operator stops it. */
    void stop() {
        Process ending = running();
        ending.destroy();
        try {
            if (!ending.waitFor(60, TimeUnit.SECONDS)) throw new IllegalStateException("It does not stop: see " + log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    private Process running() {
        Process one = process;
        if (one == null) throw new IllegalStateException("It is not running");
        return one;
    }

    @Override
    public void close() {
        kill();
    }
}
