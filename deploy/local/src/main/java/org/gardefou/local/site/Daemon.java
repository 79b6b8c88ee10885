package org.gardefou.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A server of the site that outlives this process, known by its pid file. A pid counts only while the process behind it
 * carries the site's own folder in its command line: a stale file must never end a stranger's process.
 */
record Daemon(
        Layout layout, String name, String program, Path pidFile, Path configuration, OptionalInt port, Path startLog) {
    private static final Duration TO_START = Duration.ofSeconds(120);
    /** MariaDB writes its pages back when told to end; a busy disk takes its time. */
    private static final Duration TO_STOP = Duration.ofSeconds(120);

    /** The pid of the running server, empty when it does not run. */
    OptionalLong pid() {
        try {
            String text = Files.readString(pidFile).strip();
            if (!text.matches("[0-9]{1,10}")) {
                return OptionalLong.empty();
            }
            long pid = Long.parseLong(text);
            return isOurs(pid) ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean ready() {
        OptionalLong pid = pid();
        return pid.isPresent() && (port.isEmpty() || Listeners.heldBy(pid.getAsLong(), port.getAsInt()));
    }

    void refuseTakenPort() {
        if (port.isPresent() && Listeners.any(port.getAsInt())) {
            throw new SiteException("Port " + port.getAsInt() + ", meant for the site's " + name + ", is taken by "
                    + Listeners.owner(port.getAsInt()) + ": stop that, or give the site other ports");
        }
    }

    /** Runs a command that puts the server in the background, and waits until the server itself holds its port. */
    void launch(List<String> command) {
        refuseTakenPort();
        Command.Output output = Command.of(command).outputTo(startLog).run();
        if (output.status() != 0 || !Await.until(TO_START, this::ready)) {
            throw new SiteException(name + " did not start: " + output.err().strip() + " " + tail(startLog)
                    + ". Read the logs beside " + startLog);
        }
    }

    /** The same for a server that stays in the foreground: it gets a session of its own, so that Ctrl-C spares it. */
    void launchDetached(List<String> command, Path log) {
        refuseTakenPort();
        try {
            Process process = Command.bare(
                            Stream.concat(Stream.of("setsid"), command.stream()).toList())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(startLog.toFile())
                    .start();
            boolean up = Await.until(TO_START, () -> ready() || !process.isAlive()) && process.isAlive();
            if (!up) {
                throw new SiteException(
                        name + " did not start: " + tail(startLog) + " " + tail(log) + ". Read the whole of " + log);
            }
        } catch (IOException e) {
            throw new SiteException("Cannot run setsid: install util-linux, then try again", e);
        }
    }

    /**
     * Ends the server and every process that it started, also those that outlived a server that was killed: such workers
     * go on answering, and hold the port or socket against the next start. Nothing happens when none runs.
     */
    void stop() {
        OptionalLong pid = pid();
        if (pid.isPresent()) {
            end(ProcessHandle.of(pid.getAsLong()).stream().toList());
        }
        end(ServerProcess.of(program, layout.folder()));
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        if (!Await.until(TO_STOP, () -> processes.stream().noneMatch(ServerProcess::lives))) {
            processes.stream().filter(ServerProcess::lives).forEach(ProcessHandle::destroyForcibly);
        }
    }

    private boolean isOurs(long pid) {
        return ProcessHandle.of(pid).filter(ServerProcess::lives).isPresent()
                && ServerProcess.runs(pid, program)
                && ServerProcess.commandLine(pid).contains(configuration.toString());
    }

    private static String tail(Path log) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            return String.join(" | ", all.subList(Math.max(0, all.size() - 5), all.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }
}
