package org.gardefou.backup.destination;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.gardefou.backup.source.DataConfig;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;

/** Tries a place: makes a repository, reads it, deletes it. */
@ApplicationScoped
class Trials {

    /** Somebody waits for the answer; a place that takes longer than this for a few kilobytes is of no use. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final int MILLION = 1_000_000;

    private final Openings openings;
    private final Storages storages;
    private final Path cache;

    Trials(Openings openings, Storages storages, DataConfig data) {
        this.openings = openings;
        this.storages = storages;
        this.cache = data.directory().resolve("trial-cache").toAbsolutePath();
    }

    Trial of(Destination destination) {
        long start = System.nanoTime();
        String location = destination.place().repository("gardefou-trial-" + UUID.randomUUID());
        Trial written = write(destination, location, start);
        Exception kept = erase(destination, location);
        if (kept == null || !written.writable()) return written;
        return Trial.notErasable(since(start), kept, destination.appendOnly());
    }

    private Trial write(Destination destination, String location, long start) {
        try {
            if (destination.place().kind() == Place.Kind.LOCAL)
                Files.createDirectories(Path.of(destination.place().location()));
            ResticRepository repository = Restic.find()
                    .repository(openings.of(destination, location).access(RepositoryPassword.generate(), cache))
                    .using(CallOptions.defaults().within(PATIENCE));
            repository.init();
            repository.snapshots();
            return Trial.good(since(start));
        } catch (IOException | ResticException e) {
            return Trial.failed(since(start), e);
        }
    }

    /** Whatever came of it: half a repository must not stay. */
    private @org.jspecify.annotations.Nullable Exception erase(Destination destination, String location) {
        String name = Storages.nameOf(location);
        try (Storage storage = storages.open(destination, location)) {
            storage.delete(name, "");
            storage.deleteFolder(name);
            return storage.count(name, "") == 0 ? null : new IOException("The files are still there");
        } catch (IOException | RuntimeException e) {
            return e;
        }
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / MILLION;
    }
}
