package org.gardefou.restic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gardefou.restic.ResticRepository.Initialised;

/**
 * The making of a repository. restic itself does it where the files are elsewhere, or the password is one that somebody chose; on
 * a disk of this machine {@link LocalMaking} does.
 */
final class Making {
    private static final String OPERATION = "making of the repository";

    private final Runner runner;
    private final CallOptions options;

    Making(Runner runner, CallOptions options) {
        this.runner = runner;
        this.options = options;
    }

    Initialised make() {
        if (foundOnDisk()) {
            open();
            lighten();
            return Initialised.EXISTED;
        }
        if (ours()) return makeOnDisk(ChunkerPolynomial::fresh);
        Runner.Call call = runner.call(OPERATION, options).arguments("init", "--repository-version=2");
        Finished finished = call.finish();
        if (finished.exit() == 0) {
            return Initialised.CREATED;
        }
        if (String.join("\n", finished.stderr().lines()).contains("already exist")) {
            open();
            return Initialised.EXISTED;
        }
        throw call.failure(finished);
    }

    Initialised makeForCopiesOf(Runner origin) {
        if (exists()) {
            open();
            return Initialised.EXISTED;
        }
        if (ours()) return makeOnDisk(() -> polynomialOf(origin));
        runner.readingFrom(origin.access())
                .call(OPERATION + " for copies", options)
                .arguments("init", "--repository-version=2", "--copy-chunker-params")
                .succeed();
        return Initialised.CREATED;
    }

    boolean exists() {
        if (runner.access().localFolder().isPresent()) return foundOnDisk();
        try {
            open();
            return true;
        } catch (ResticException.RepositoryMissing e) {
            return false;
        } catch (ResticException.WrongPassword e) {
            return true;
        }
    }

    private boolean foundOnDisk() {
        Optional<Path> config = runner.access().localFolder().map(folder -> folder.resolve("config"));
        return config.isPresent() && Files.exists(config.get());
    }

    private boolean ours() {
        return runner.access().localFolder().isPresent()
                && runner.access().password().random();
    }

    private Initialised makeOnDisk(Supplier<ChunkerPolynomial> polynomial) {
        RepositoryAccess access = runner.access();
        LocalMaking making = new LocalMaking(access.localFolder().orElseThrow());
        try {
            making.make(access.password(), polynomial.get());
            return Initialised.CREATED;
        } catch (IOException | UncheckedIOException e) {
            throw failed(e);
        }
    }

    private ResticException failed(Exception e) {
        String reason = e.getClass().getSimpleName() + " " + e.getMessage();
        Runner.Call call = runner.call(OPERATION, options);
        return call.failures()
                .storage(List.of(reason), List.of(), null)
                .orElseGet(() -> call.unreadable(reason + ".", e));
    }

    private ChunkerPolynomial polynomialOf(Runner origin) {
        Runner.Call call = config(origin);
        byte[] config = call.output();
        try {
            return ChunkerPolynomial.parse(
                    Json.parse(config).path("chunker_polynomial").asText());
        } catch (IOException | NumberFormatException e) {
            throw call.unreadable("it printed no config.", e);
        }
    }

    void open() {
        config(runner).succeed();
    }

    private Runner.Call config(Runner of) {
        return of.call("opening of the repository", options).arguments("cat", "config", "--no-lock");
    }

    private void lighten() {
        if (!ours()) return;
        Path repository = runner.access().localFolder().orElseThrow();
        try {
            new LocalKeys(repository).lighten(runner.access().password());
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the repository " + repository + " cannot be written", e);
        }
    }
}
