package org.gardefou.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gardefou.local.process.Command;

/**
 * One start of an application, from the start of its process to its first good answer to a request that reads the database. What
 * answers "ready" before it can work has not started by this measure.
 */
final class Launch implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Process process;
    private final HttpRequest request;
    private final double seconds;

    private Launch(Process process, HttpRequest request, long start) throws IOException, InterruptedException {
        this.process = process;
        this.request = request;
        while (!answers()) {
            if (!process.isAlive()) throw new IOException("It ended with " + process.exitValue() + " while it started");
            if (System.nanoTime() - start > LIMIT_NANOS) throw new IOException(request.uri() + " is not answered");
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        this.seconds = (System.nanoTime() - start) / 1e9;
    }

    /**
     * Starts it and waits for its first answer; what it logs goes to the file.
     *
     * @param jvm more arguments for its JVM
     */
    static Launch of(Command command, List<String> jvm, URI uri, String token, Path log)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.addAll(1, jvm);
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(command.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(command.environment());
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            return new Launch(process, request, start);
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    double seconds() {
        return seconds;
    }

    /** Asks the same again, that many times. */
    void ask(int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            if (!answers()) throw new IOException(request.uri() + " is no longer answered");
        }
    }

    /** The memory that the process holds now (VmRSS of proc(5)), in MB. */
    double residentMegabytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String kilobytes = lines.filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The process has ended"));
            return Double.parseDouble(kilobytes.replaceAll("[^0-9]", "")) / 1024;
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Asks it to end, and waits: a JVM writes its AOT cache as it ends. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }
}
