package org.gardefou.restic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs restic's commands on one repository, and turns every unhappy end into an exception. */
final class Runner {
    /** Passed on to restic; nothing else of our environment, which holds the secrets of the service. */
    private static final List<String> PASSED_ON = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "SSH_AUTH_SOCK",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy");

    /** Whoever cancels waits for this too; what does not get done then is done by the next unlockOwnDead(). */
    private static final Duration CLEARING = Duration.ofSeconds(10);

    private final Restic restic;
    private final RepositoryAccess access;
    private final OwnProcesses own;

    Runner(Restic restic, RepositoryAccess access) {
        this(restic, access, new OwnProcesses(access.cacheDirectory(), access.location()));
    }

    private Runner(Restic restic, RepositoryAccess access, OwnProcesses own) {
        this.restic = restic;
        this.access = access;
        this.own = own;
    }

    /** Runs on the same repository, and can read from another one too. */
    Runner readingFrom(RepositoryAccess origin) {
        return new Runner(restic, access.readingFrom(origin), OwnProcesses.ofBoth(access, origin));
    }

    /** One call of restic, being put together. */
    final class Call {
        private final String operation;
        private final CallOptions options;
        private final List<String> arguments = new ArrayList<>();
        private Duration timeout = CallOptions.METADATA_TIMEOUT;
        private @Nullable Path directory;
        private @Nullable String snapshotId;
        private @Nullable String target;
        private Sink sink = bytes -> {};
        private Runnable onTick = () -> {};
        private List<Path> readable = List.of();
        private boolean movesData;

        private Call(String operation, CallOptions options) {
            this.operation = operation;
            this.options = options;
        }

        Call arguments(String... more) {
            arguments.addAll(List.of(more));
            return this;
        }

        Call arguments(List<String> more) {
            arguments.addAll(more);
            return this;
        }

        /** Only reads, so it can do without a lock where the caller wants that. */
        Call reading() {
            if (options.withoutLock()) {
                arguments.add("--no-lock");
            }
            return this;
        }

        /** Moves file contents, so it may take long. */
        Call movingData() {
            timeout = CallOptions.DATA_TIMEOUT;
            movesData = true;
            return this;
        }

        Call in(Path folder) {
            directory = folder;
            return this;
        }

        /** Can read nothing but what lies below a folder, and what the repository needs. */
        Call confinedTo(Path folder) {
            if (options.unconfined()) {
                return this;
            }
            List<Path> paths = new ArrayList<>(List.of(folder, restic.binary(), access.cacheDirectory(), temporary()));
            access.localFolder().ifPresent(paths::add);
            paths.addAll(Confinement.authorities(environment(true)));
            // Not the keys beside them: a customer must not get them into a backup. An agent has them.
            Optional.ofNullable(System.getenv("HOME"))
                    .map(home -> Path.of(home, ".ssh"))
                    .ifPresent(ssh -> paths.addAll(List.of(ssh.resolve("known_hosts"), ssh.resolve("config"))));
            readable = List.copyOf(paths);
            return this;
        }

        Call about(String id) {
            snapshotId = id;
            return this;
        }

        Call into(Path folder) {
            target = folder.toString();
            return this;
        }

        Call to(Sink newSink) {
            sink = newSink;
            return this;
        }

        Call onTick(Runnable tick) {
            onTick = tick;
            return this;
        }

        /** Runs it and lets the caller judge the exit code; throws only when it was stopped or never started. */
        Finished finish() {
            Finished finished = start();
            if (finished.wasStopped() && !arguments.contains("--no-lock")) {
                clearLockOf(finished);
            }
            rethrow(finished.sinkFailure());
            if (finished.exit() != 0) {
                switch (finished.ending()) {
                    case CANCELLED -> throw new ResticException.Cancelled(operation);
                    case TIMED_OUT -> throw new ResticException.TimedOut(operation, options.timeoutOr(timeout));
                    case IN_VAIN -> throw failures().inVain(finished, target);
                    case BY_ITSELF -> {}
                }
            }
            return finished;
        }

        /** Runs it on another machine; when our thread is interrupted meanwhile, that is a cancelling. */
        Finished finish(Elsewhere there) {
            Stderr stderr = new Stderr(access.secrets(), new Retries(patience()));
            Sink errors = Sink.lines(stderr::line);
            ProcessTurns turns = access.turns();
            try (ProcessTurns.Turn _ = turns == null ? () -> {} : turns.take(operation, options)) {
                int exit = there.run(
                        elsewhere(arguments), environmentElsewhere(), new SinkStream(sink), new SinkStream(errors));
                sink.end();
                errors.end();
                return new Finished(exit, Finished.Ending.BY_ITSELF, null, stderr);
            } catch (JsonProcessingException e) {
                throw unreadable("it printed something that is not JSON: " + e.getOriginalMessage(), e);
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) throw new ResticException.Cancelled(operation);
                throw new UncheckedIOException(e);
            }
        }

        /** Runs it; every exit code but 0 is a failure. */
        Finished succeed() {
            Finished finished = finish();
            if (finished.exit() != 0) {
                throw failure(finished);
            }
            if (snapshotId != null && Failures.namesUnknownSnapshot(finished.stderr())) {
                throw new ResticException.SnapshotUnknown(snapshotId);
            }
            return finished;
        }

        /** Runs it and gives all that it printed. */
        byte[] output() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            to(Sink.to(out)).succeed();
            return out.toByteArray();
        }

        /** Runs it and reads the one JSON document that it printed. */
        JsonNode document() {
            byte[] output = output();
            try {
                return Json.parse(output);
            } catch (IOException e) {
                throw unreadable(
                        "it printed no JSON but "
                                + new String(output, 0, Math.min(200, output.length), StandardCharsets.UTF_8),
                        e);
            }
        }

        ResticException failure(Finished finished) {
            return failures().of(finished, snapshotId, target);
        }

        Failures failures() {
            return new Failures(
                    operation, access.shownLocation(), access.cacheDirectory().toString());
        }

        ResticException unreadable(String what, Throwable cause) {
            return new ResticException.ResticFailed(operation, -1, what, cause);
        }

        private Duration patience() {
            return movesData ? access.patience() : Retries.opening(access.patience());
        }

        private Finished start() {
            if (!Files.isExecutable(restic.binary())) {
                throw new ResticException.BinaryMissing("restic is no longer at " + restic.binary() + ".", null);
            }
            try {
                // What is not there when it starts cannot be opened to a confined run.
                if (!readable.isEmpty()) Files.createDirectories(temporary());
                ProcessTurns turns = access.turns();
                if (turns == null) return new Invocation(command(), sink, onTick, access.secrets()).run(own);
                try (ProcessTurns.Turn _ = turns.take(operation, options)) {
                    return new Invocation(command(), sink, onTick, access.secrets()).run(own);
                }
            } catch (IOException e) {
                throw unreadable("it could not be started or recorded: " + e.getMessage() + ".", e);
            }
        }

        private void rethrow(@Nullable Exception failure) {
            switch (failure) {
                case JsonProcessingException e ->
                    throw unreadable("it printed something that is not JSON: " + e.getOriginalMessage(), e);
                case IOException e -> throw new UncheckedIOException(e);
                case RuntimeException e -> throw e;
                case null, default -> {}
            }
        }

        private Command command() {
            List<String> vector = new ArrayList<>(restic.prefix(access.nice(), readable));
            vector.addAll(globalOptions());
            vector.addAll(arguments);
            return new Command(
                    operation,
                    vector,
                    directory,
                    environment(!readable.isEmpty()),
                    restic.leadsGroup(),
                    patience(),
                    access.localFolder().isEmpty(),
                    options.timeoutOr(timeout),
                    options.cancellation());
        }

        private void clearLockOf(Finished finished) {
            // The caller's interruption must not stop this as well.
            boolean interrupted = Thread.interrupted();
            try {
                new Locks(Runner.this, CallOptions.defaults().within(CLEARING)).unlockOwnDead();
            } catch (ResticException e) {
                finished.stderr()
                        .line(("and its lock could not be cleared: " + e.getMessage())
                                .getBytes(StandardCharsets.UTF_8));
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    Call call(String operation, CallOptions options) {
        return new Call(operation, options);
    }

    Restic restic() {
        return restic;
    }

    RepositoryAccess access() {
        return access;
    }

    OwnProcesses own() {
        return own;
    }

    private List<String> globalOptions() {
        List<String> global = new ArrayList<>();
        if (access.localFolder().isPresent()) {
            // A cache of what lies on the same machine only costs writes.
            global.add("--no-cache");
        }
        access.options().forEach((key, value) -> global.addAll(List.of("-o", key + "=" + value)));
        if (access.uploadKiBps() > 0) {
            global.add("--limit-upload=" + access.uploadKiBps());
        }
        if (access.downloadKiBps() > 0) {
            global.add("--limit-download=" + access.downloadKiBps());
        }
        return global;
    }

    private List<String> elsewhere(List<String> arguments) {
        List<String> all = new ArrayList<>();
        if (access.uploadKiBps() > 0) all.add("--limit-upload=" + access.uploadKiBps());
        if (access.downloadKiBps() > 0) all.add("--limit-download=" + access.downloadKiBps());
        all.addAll(arguments);
        return all;
    }

    private Map<String, String> environmentElsewhere() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "RESTIC_PASSWORD",
                access.password().reveal(),
                "RESTIC_PROGRESS_FPS",
                "1",
                "GOMAXPROCS",
                Integer.toString(access.maxCpus()),
                "LC_ALL",
                "C.UTF-8",
                "TZ",
                "UTC"));
        if (access.keyHint() != null) environment.put("RESTIC_KEY_HINT", access.keyHint());
        return environment;
    }

    private Path temporary() {
        return access.cacheDirectory().resolveSibling(access.cacheDirectory().getFileName() + ".tmp");
    }

    private Map<String, String> environment(boolean confined) {
        Map<String, String> environment = new HashMap<>();
        for (String name : PASSED_ON) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putAll(access.environment());
        if (confined) {
            // The common folder for temporary files holds those of other programs.
            environment.put("TMPDIR", temporary().toString());
        }
        environment.put("RESTIC_REPOSITORY", access.location());
        environment.put("RESTIC_PASSWORD", access.password().reveal());
        environment.put("RESTIC_CACHE_DIR", access.cacheDirectory().toString());
        environment.put("RESTIC_PROGRESS_FPS", "1");
        if (access.keyHint() != null) {
            environment.put("RESTIC_KEY_HINT", access.keyHint());
        }
        environment.put("GOMAXPROCS", Integer.toString(access.maxCpus()));
        environment.put("LC_ALL", "C.UTF-8");
        // restic prints lock times in local time and stores the zone of every file time in its trees.
        environment.put("TZ", "UTC");
        return environment;
    }
}
