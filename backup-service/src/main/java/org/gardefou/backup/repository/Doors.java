package org.gardefou.backup.repository;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.gardefou.backup.destination.Destination;
import org.gardefou.backup.destination.DestinationConfig;
import org.gardefou.backup.destination.Destinations;
import org.gardefou.backup.destination.Opening;
import org.gardefou.backup.destination.Openings;
import org.gardefou.backup.destination.Storage;
import org.gardefou.backup.destination.Storages;
import org.gardefou.backup.repository.RepositoryUnusable.What;
import org.gardefou.backup.source.DataConfig;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.jspecify.annotations.Nullable;

/** Puts place, secret and key of a repository together. */
@ApplicationScoped
class Doors {

    private final Destinations destinations;
    private final Openings openings;
    private final Storages storages;
    private final KeyWrapping keys;
    private final RepositoryConfig config;
    private final DestinationConfig places;
    private final Path data;

    Doors(
            Destinations destinations,
            Openings openings,
            Storages storages,
            KeyWrapping keys,
            RepositoryConfig config,
            DestinationConfig places,
            DataConfig data) {
        this.destinations = destinations;
        this.openings = openings;
        this.storages = storages;
        this.keys = keys;
        this.config = config;
        this.places = places;
        this.data = data.directory();
    }

    /** How a repository is reached and opened with its present key. */
    Door of(StoredRepository known) throws RepositoryUnusable {
        Wrapped key = known.key().filter(_ -> !known.erased()).orElseThrow(() -> erased(known));
        return of(known, key);
    }

    /** The same with another of its keys. */
    Door of(StoredRepository known, Wrapped key) throws RepositoryUnusable {
        Destination destination = destinationOf(known);
        // Of one that was made, the folder is there, or its storage is not mounted.
        if (!known.exists() && known.location().startsWith("/"))
            prepare(Path.of(known.location()).getParent());
        Opening opening;
        try {
            opening = openings.of(destination, known.location());
        } catch (IOException e) {
            throw unusable(What.SECRET, e);
        }
        try {
            return new Door(
                    opening,
                    keys.unwrap(known.context(), key),
                    openings.turns(destination).orElse(null));
        } catch (IOException e) {
            throw unusable(What.KEY, e);
        }
    }

    ResticRepository restic(Door door) throws RepositoryUnusable {
        return restic(door, 0);
    }

    /** The same for what nobody waits for: the machine's sites, backups and restores go before it. */
    ResticRepository inBackground(Door door) throws RepositoryUnusable {
        return restic(door, config.backgroundNice());
    }

    private ResticRepository restic(Door door, int nice) throws RepositoryUnusable {
        try {
            RepositoryAccess access = door.opening()
                    .access(door.password(), data.resolve("cache").toAbsolutePath())
                    .withPatience(places.patience())
                    .withNice(nice);
            return Restic.find().repository(door.turns() == null ? access : access.withTurns(door.turns()));
        } catch (IOException e) {
            throw unusable(What.SECRET, e);
        }
    }

    /** The files of the place where it lies. */
    Storage storage(StoredRepository known) throws IOException {
        return storages.open(destinationOf(known), known.location());
    }

    boolean reachesFilesOf(StoredRepository known) {
        return Storages.reaches(destinationOf(known), known.location());
    }

    /** Where it lies; null: where the settings said. */
    @Nullable Destination destinationOf(StoredRepository known) {
        UUID id = known.destination().orElse(null);
        return id == null ? null : QuarkusTransaction.joiningExisting().call(() -> destinations.findById(id));
    }

    String locationOfSettings(String name) {
        String place = config.location()
                .orElseGet(() -> data.resolve("repositories").toAbsolutePath().toString());
        return place + "/" + name;
    }

    private static void prepare(@Nullable Path parent) throws RepositoryUnusable {
        if (parent == null) return;
        try {
            Files.createDirectories(parent);
        } catch (IOException e) {
            throw unusable(What.PLACE, e);
        }
    }

    private static RepositoryUnusable erased(StoredRepository known) {
        return new RepositoryUnusable(
                What.ERASED,
                "The backups of site %s are being erased: wait until the erasure has ended".formatted(known.site()),
                null);
    }

    /** The messages of file system exceptions are mere paths. */
    static RepositoryUnusable unusable(What what, IOException e) {
        String said = String.valueOf(e.getMessage());
        return new RepositoryUnusable(
                what, e instanceof FileSystemException ? e.getClass().getSimpleName() + ": " + said : said, e);
    }
}
