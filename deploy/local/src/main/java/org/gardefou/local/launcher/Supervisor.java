package org.gardefou.local.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gardefou.local.process.Daemon;
import org.gardefou.local.process.Program;

/** Starts programs, starts one again that ends by itself, and stops all in reverse order. */
final class Supervisor {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** A program that ran this long was well: when it ends, it is started again at once. */
    private static final Duration WELL_AFTER = Duration.ofSeconds(30);

    private final Home home;
    private final Consumer<String> say;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Slot>> stages = new ArrayList<>();
    private volatile boolean stopping;

    Supervisor(Home home, Consumer<String> say) {
        this.home = home;
        this.say = say;
    }

    /** A program with the process that runs it now. */
    private static final class Slot {
        private final Program program;
        private Daemon daemon;
        private Duration pause = FIRST_PAUSE;
        private long startedAt = System.nanoTime();

        Slot(Program program, Daemon daemon) {
            this.program = program;
            this.daemon = daemon;
        }
    }

    /**
     * Starts some programs side by side and waits until all are ready. They stop together, before what was started
     * earlier.
     *
     * @throws IOException of the first that did not start; what has started goes on until {@link #stop}
     */
    void start(List<? extends Program> programs) throws IOException {
        List<Slot> stage = new ArrayList<>();
        synchronized (this) {
            if (stopping) {
                return;
            }
            for (Program program : programs) {
                stage.add(new Slot(program, Daemon.start(program, home.run(), home.logs())));
            }
            stages.add(stage);
        }
        List<CompletableFuture<Void>> ready = stage.stream()
                .map(slot -> CompletableFuture.runAsync(() -> awaitFirst(slot), threads))
                .toList();
        try {
            ready.forEach(CompletableFuture::join);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getCause());
        }
    }

    private void awaitFirst(Slot slot) {
        long began = System.nanoTime();
        try {
            slot.daemon.awaitReady();
        } catch (IOException cause) {
            throw new CompletionException(cause);
        }
        say.accept(String.format(
                java.util.Locale.ROOT, "  %-20s ready after %.1f s", slot.program.name(), seconds(began)));
        watch(slot);
    }

    private void watch(Slot slot) {
        Daemon watched = slot.daemon;
        CompletableFuture<Void> end = watched.onExit().thenAcceptAsync(ended -> restart(slot, ended), threads);
        end.exceptionally(cause -> {
            say.accept("  " + slot.program.name() + " could not be watched any more: " + cause.getMessage());
            return null;
        });
    }

    private void restart(Slot slot, Process ended) {
        int exitCode = ended.exitValue();
        while (!stopping) {
            slot.pause = seconds(slot.startedAt) > WELL_AFTER.toSeconds() ? FIRST_PAUSE : slot.pause;
            say.accept("  " + slot.program.name() + " ended by itself (exit code " + exitCode
                    + "): started again. Log: " + slot.daemon.log());
            CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(slot.pause.toMillis(), TimeUnit.MILLISECONDS))
                    .join();
            slot.pause = slot.pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                    ? LONGEST_PAUSE
                    : slot.pause.multipliedBy(2);
            try {
                long began = System.nanoTime();
                synchronized (this) {
                    if (stopping) {
                        return;
                    }
                    slot.startedAt = began;
                    slot.daemon = Daemon.start(slot.program, home.run(), home.logs());
                }
                slot.daemon.awaitReady();
                say.accept(String.format(
                        java.util.Locale.ROOT,
                        "  %-20s ready again after %.1f s",
                        slot.program.name(),
                        seconds(began)));
                watch(slot);
                return;
            } catch (IOException | Refusal cause) {
                if (!stopping) {
                    say.accept("  " + cause.getMessage());
                    exitCode = -1;
                    slot.daemon.close();
                }
            }
        }
    }

    /** Stops everything, last started first; programs that were started together stop together. */
    void stop() {
        List<List<Slot>> started;
        synchronized (this) {
            stopping = true;
            started = List.copyOf(stages);
            stages.clear();
        }
        for (List<Slot> stage : started.reversed()) {
            CompletableFuture.allOf(stage.stream()
                            .map(slot -> CompletableFuture.runAsync(slot.daemon::close, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
