package org.gardefou.access.host;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One run of one command on this machine. */
final class LocalRun {
    private static final int STDERR_KEPT = 16 * 1024;
    // A child that keeps the pipe open after the command's end may still be writing; not for longer than this.
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Command command;
    private final List<String> vector;
    private final String path;
    private final Tail stderr;

    LocalRun(Command command, List<String> vector, String path) {
        this.command = command;
        this.stderr = new Tail(STDERR_KEPT, command.errors());
        this.vector = vector;
        this.path = path;
    }

    CommandOutcome run() {
        long start = System.nanoTime();
        Process process;
        try {
            process = start();
        } catch (IOException e) {
            return new CommandOutcome.NotStarted(command.program(), String.valueOf(e.getMessage()));
        }
        FutureTask<@Nullable IOException> in = pump("input", () -> feed(process));
        FutureTask<@Nullable IOException> out = pump("output", () -> take(process));
        FutureTask<@Nullable IOException> err = pump("error", () -> listen(process));
        try {
            if (!waitFor(process, out, start)) {
                ProcessTree.end(process);
                return new CommandOutcome.TimedOut(command.program(), command.timeout(), told(err));
            }
            IOException problem = out.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
            if (problem == null) {
                problem = in.isDone() ? in.get() : null;
            }
            if (problem != null) {
                ProcessTree.end(process);
                return new CommandOutcome.Failed(command.program(), String.valueOf(problem.getMessage()), told(err));
            }
            return new CommandOutcome.Exited(
                    command.program(), process.exitValue(), told(err), Duration.ofNanos(System.nanoTime() - start));
        } catch (InterruptedException e) {
            ProcessTree.end(process);
            Thread.currentThread().interrupt();
            return new CommandOutcome.Cancelled(command.program(), stderr.text());
        } catch (TimeoutException e) {
            ProcessTree.end(process);
            return new CommandOutcome.Failed(
                    command.program(), "a child of it kept the output open after its end", stderr.text());
        } catch (ExecutionException e) {
            ProcessTree.end(process);
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Whether the command ended in time; a reader that gave up ends it at once. */
    private boolean waitFor(Process process, FutureTask<@Nullable IOException> out, long start)
            throws InterruptedException, ExecutionException {
        long deadline = start + command.timeout().toNanos();
        while (System.nanoTime() < deadline) {
            long wait = Math.min(deadline - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(200));
            if (process.waitFor(wait, TimeUnit.NANOSECONDS)) {
                return true;
            }
            if (out.isDone() && out.get() != null) {
                ProcessTree.end(process);
                return true;
            }
        }
        return false;
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(vector);
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().putAll(command.environment());
        String directory = command.directory();
        builder.directory(new java.io.File(directory == null ? "/" : directory));
        if (command.input() instanceof Input.OfFile(var file)) {
            builder.redirectInput(file.toFile());
        }
        if (command.output() instanceof Output.ToFile(var file)) {
            builder.redirectOutput(file.toFile());
        }
        return builder.start();
    }

    private void feed(Process process) throws IOException {
        Pump.feed(process.getOutputStream(), to -> {
            switch (command.input()) {
                case Input.OfBytes(byte[] bytes) -> to.write(bytes);
                case Input.Written(var writer) -> writer.writeTo(to);
                case Input.OfFile ignored -> {}
            }
        });
    }

    private void take(Process process) throws IOException {
        if (command.output() instanceof Output.Read(var reader)) {
            try (InputStream from = process.getInputStream()) {
                reader.readFrom(from);
            }
        }
    }

    private void listen(Process process) throws IOException {
        try (InputStream from = process.getErrorStream()) {
            from.transferTo(stderr);
        }
    }

    private String told(FutureTask<@Nullable IOException> err) throws InterruptedException, ExecutionException {
        try {
            IOException problem = err.get(1, TimeUnit.SECONDS);
            return problem == null ? stderr.text() : stderr.text() + " (" + problem.getMessage() + ")";
        } catch (TimeoutException e) {
            return stderr.text();
        }
    }

    private FutureTask<@Nullable IOException> pump(String what, Pump.Moving moving) {
        // Reading a pipe holds on to its thread: a virtual one would take its carrier away from others.
        return Pump.start(Thread.ofPlatform().daemon().name(command.program() + "-" + what), moving);
    }
}
