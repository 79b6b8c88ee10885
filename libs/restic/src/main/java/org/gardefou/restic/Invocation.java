package org.gardefou.restic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs one process to its end. Two threads read what it prints; everything else (the sink, the progress, timeout and
 * cancelling) happens on the calling thread, so that callers need not think about threads.
 */
final class Invocation {
    /** How long a cancelled restic may clean up before it is killed: it removes a lock over the network. */
    static final Duration GRACE = Duration.ofSeconds(20);

    private static final long POLL_MILLIS = 100;
    private static final int CHUNK = 64 * 1024;
    private static final byte[] END = new byte[0];

    /** A helper of restic may keep the pipes open after its end; nothing of interest comes any more then. */
    private static final long LINGER_MILLIS = 1000;

    private static final Set<ProcessHandle> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Invocation::stopAll, "restic-shutdown"));
    }

    private final Command command;
    private final Sink sink;
    private final Runnable onTick;
    private final Stderr stderr;
    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(16);

    private Finished.Ending ending = Finished.Ending.BY_ITSELF;
    private @Nullable Exception sinkFailure;
    private boolean stopping;
    private boolean killed;
    private boolean interrupted;
    private long killAt;

    Invocation(Command command, Sink sink, Runnable onTick, List<String> secrets) {
        this.command = command;
        this.sink = sink;
        this.onTick = onTick;
        this.stderr = new Stderr(secrets, new Retries(command.patience()));
    }

    /** Runs it. What the sink or the ticker throws stops the process, and is kept in the result. */
    Finished run(OwnProcesses own) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        if (command.directory() != null) {
            builder.directory(command.directory().toFile());
        }
        long deadline = System.nanoTime() + command.timeout().toNanos();
        List<Path> intention = own.intend();
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            own.drop(intention);
            throw e;
        }
        RUNNING.add(process.toHandle());
        try {
            OwnProcesses.Entry entry = own.started(process.toHandle());
            own.drop(intention);
            process.getOutputStream().close();
            Thread errors = Thread.ofVirtual().name("restic-stderr").start(() -> readErrors(process.getErrorStream()));
            Thread.ofVirtual().name("restic-stdout").start(() -> readOutput(process.getInputStream()));
            consume(process, deadline);
            int exit = await(process, deadline);
            join(errors);
            give(sink::end);
            own.ended(entry, exit, killed, exit != 0 && command.remote());
            return new Finished(exit, ending, sinkFailure, stderr);
        } finally {
            RUNNING.remove(process.toHandle());
            if (process.isAlive()) {
                Signals.kill(process.toHandle(), command.leadsGroup());
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void consume(Process process, long deadline) {
        long exitedAt = 0;
        while (true) {
            byte[] chunk = poll();
            if (chunk != null && chunk.length == END.length) {
                return;
            }
            if (chunk != null) {
                give(() -> sink.accept(chunk));
                supervise(process, deadline);
                continue;
            }
            supervise(process, deadline);
            if (!process.isAlive()) {
                if (exitedAt == 0) {
                    exitedAt = System.nanoTime();
                } else if (System.nanoTime() - exitedAt > TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS)) {
                    return;
                }
            }
        }
    }

    private int await(Process process, long deadline) {
        while (true) {
            try {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return process.exitValue();
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
            supervise(process, deadline);
        }
    }

    private void supervise(Process process, long deadline) {
        if (!stopping) {
            Cancellation cancellation = command.cancellation();
            if (interrupted || (cancellation != null && cancellation.isCancelled())) {
                stop(process, Finished.Ending.CANCELLED);
            } else if (System.nanoTime() - deadline > 0) {
                stop(process, Finished.Ending.TIMED_OUT);
            } else if (stderr.inVain().isPresent()) {
                stop(process, Finished.Ending.IN_VAIN);
            } else {
                give(onTick::run);
            }
            if (sinkFailure != null && !stopping) {
                stop(process, Finished.Ending.CANCELLED);
            }
        } else if (!killed && System.nanoTime() - killAt > 0) {
            killed = true;
            Signals.kill(process.toHandle(), command.leadsGroup());
        }
    }

    private void stop(Process process, Finished.Ending why) {
        stopping = true;
        ending = why;
        killAt = System.nanoTime() + GRACE.toNanos();
        Signals.interrupt(process.toHandle());
    }

    private interface Step {
        void run() throws IOException;
    }

    private void give(Step step) {
        if (sinkFailure != null) {
            return;
        }
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            sinkFailure = e;
        }
    }

    private byte @Nullable [] poll() {
        try {
            return chunks.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return null;
        }
    }

    private void join(Thread thread) {
        try {
            thread.join(LINGER_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    private void readOutput(InputStream in) {
        byte[] buffer = new byte[CHUNK];
        try (in) {
            int read;
            while ((read = in.read(buffer)) >= 0) {
                if (read > 0) {
                    chunks.put(Arrays.copyOf(buffer, read));
                }
            }
        } catch (IOException e) {
            stderr.line(("reading its output: " + e.getMessage()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            putEnd();
        }
    }

    private void putEnd() {
        try {
            chunks.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readErrors(InputStream in) {
        Sink lines = Sink.lines(stderr::line);
        byte[] buffer = new byte[8192];
        try (in) {
            int read;
            while ((read = in.read(buffer)) >= 0) {
                lines.accept(Arrays.copyOf(buffer, read));
            }
            lines.end();
        } catch (IOException e) {
            stderr.line(("reading its errors: " + e.getMessage()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** When Java ends, restic is asked to end too: in a group of its own it would not hear of a Ctrl-C. */
    private static void stopAll() {
        RUNNING.forEach(Signals::interrupt);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        for (ProcessHandle process : RUNNING) {
            try {
                process.onExit().get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                process.destroy();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
