package org.gardefou.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A running {@link Program}: a child process in a session of its own, so that Ctrl-C in the terminal reaches only the
 * launcher, with a log file and a pid file.
 */
public final class Daemon implements AutoCloseable {

    private static final int LOG_LINES_SHOWN = 6;

    /** A service logs a failure with all its frames as one JSON line. */
    private static final int LOG_LINE_LENGTH = 400;

    private final Program program;
    private final Process process;
    private final PidFile pidFile;
    private final Path log;

    private Daemon(Program program, Process process, PidFile pidFile, Path log) {
        this.program = program;
        this.process = process;
        this.pidFile = pidFile;
        this.log = log;
    }

    /**
     * Starts a program; a process of the same name that an earlier run left behind is stopped first.
     *
     * @param program what to start
     * @param run the directory of the pid files
     * @param logs the directory of the log files; the program's output is appended to {@code <name>.log}
     */
    public static Daemon start(Program program, Path run, Path logs) throws IOException {
        PidFile pidFile = new PidFile(run.resolve(program.name() + ".pid"));
        Optional<ProcessHandle> orphan = pidFile.live();
        if (orphan.isPresent()) {
            stop(orphan.get(), program.stopSignal(), program.stopLimit());
        }
        Command command = program.command();
        List<String> arguments = new ArrayList<>(List.of("setsid"));
        arguments.addAll(command.arguments());
        Files.createDirectories(logs);
        Path log = logs.resolve(program.name() + ".log");
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(command.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        pidFile.write(process.pid(), command.mark());
        return new Daemon(program, process, pidFile, log);
    }

    /**
     * Waits until the program is ready, then lets it finish its preparations.
     *
     * @throws IOException when it ended or took too long, with the end of its log in the message
     */
    public void awaitReady() throws IOException {
        long limit = System.nanoTime() + program.startLimit().toNanos();
        try {
            while (!program.ready()) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IOException(program.name() + " ended while it started (exit code " + process.exitValue()
                            + "). See " + log + "\n" + lastLines());
                }
                if (System.nanoTime() > limit) {
                    throw new IOException(program.name() + " was not ready after "
                            + program.startLimit().toSeconds() + " s. See " + log + "\n" + lastLines());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while waiting for " + program.name() + ".", stopped);
        }
        program.onReady();
    }

    /** What it runs. */
    public Program program() {
        return program;
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    /** Whether its process still runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Completes when its process ends, for whatever reason. */
    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** Asks it to stop, waits, and kills it when it does not; forgets its pid file. */
    @Override
    public void close() {
        stop(process.toHandle(), program.stopSignal(), program.stopLimit());
        try {
            pidFile.delete();
        } catch (IOException cause) {
            throw new UncheckedIOException("Cannot remove " + pidFile.path() + "; remove it by hand.", cause);
        }
    }

    /**
     * Stops a process and what it left behind: a signal first, SIGKILL after the limit, then SIGKILL for its descendants
     * that are still there.
     */
    public static void stop(ProcessHandle handle, String signal, Duration limit) {
        if (!handle.isAlive()) {
            // Its number may already be somebody else's.
            return;
        }
        List<ProcessHandle> descendants = handle.descendants().toList();
        signal(handle.pid(), signal);
        try {
            handle.onExit()
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(late -> {
                        handle.destroyForcibly();
                        return handle;
                    })
                    .thenCompose(ended -> ended.onExit())
                    .get(limit.toSeconds() + 10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            handle.destroyForcibly();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException cause) {
            throw new IllegalStateException(
                    "Process " + handle.pid() + " does not end even when killed; look at it with ps.", cause);
        }
        descendants.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    private static void signal(long pid, String signal) {
        try {
            // The shell's own kill: the program of that name is not on every small system.
            new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException cause) {
            throw new UncheckedIOException("Cannot run sh to send a signal.", cause);
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
        return lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()).stream()
                .map(line -> line.length() > LOG_LINE_LENGTH ? line.substring(0, LOG_LINE_LENGTH) + "…" : line)
                .collect(Collectors.joining("\n"));
    }
}
