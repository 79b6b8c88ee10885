package org.gardefou.backup.repository;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.destination.Destination;
import org.gardefou.backup.destination.Storage;
import org.gardefou.backup.destination.Storages;
import org.gardefou.restic.ResticException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The steps by which a site's repositories end, each of which can be repeated: their keys first, so that nothing that goes wrong
 * behind that leaves anything that could be read.
 */
@ApplicationScoped
public class Erasing {

    private static final Logger LOG = Logger.getLogger(Erasing.class);
    private static final String FIRST = "FIRST";
    private static final String COPY = "COPY";

    private final RepositoryRows rows;
    private final RepositoryCopies copies;
    private final Doors doors;
    private final Clock clock;

    Erasing(RepositoryRows rows, RepositoryCopies copies, Doors doors, Clock clock) {
        this.rows = rows;
        this.copies = copies;
        this.doors = doors;
        this.clock = clock;
    }

    /** Whether a site has a repository. Inside a transaction. */
    public boolean hasOne(UUID site) {
        return rows.findByIdOptional(site).isPresent();
    }

    /** Whether the files of its repositories can be deleted past restic. Inside a transaction. */
    public boolean reachesFiles(UUID site) {
        return of(site).stream().allMatch(doors::reachesFilesOf);
    }

    /** From now on nobody opens the site's repositories. Inside the caller's transaction. */
    public List<ErasedPlace> begin(UUID site) {
        List<ErasedPlace> places = new ArrayList<>();
        for (StoredRepository one : of(site)) {
            one.erasing(clock.instant());
            Destination destination = doors.destinationOf(one);
            places.add(ErasedPlace.of(
                    one instanceof Repository ? FIRST : COPY,
                    one.location(),
                    destination != null && destination.appendOnly(),
                    one.key().map(key -> sha256(key.bytes())).orElse("")));
        }
        return List.copyOf(places);
    }

    /** Nothing of them was destroyed: they are opened again. Inside the caller's transaction. */
    public void giveUp(UUID site) {
        of(site).forEach(StoredRepository::keptAfterAll);
    }

    /**
     * Which keys open it.
     *
     * @param lost whether it is known to be lost, so that it counts as gone where it is not found
     * @throws IOException when it was made and is not there: storage that is not mounted must not pass for an erasure
     */
    public ErasedPlace identify(UUID site, ErasedPlace place, boolean lost) throws IOException {
        Door door = door(site, place);
        if (door == null) return place.identified(false, List.of());
        try {
            return place.identified(true, doors.restic(door).keys());
        } catch (ResticException.WrongPassword e) {
            return place.identified(true, List.of());
        } catch (ResticException.RepositoryMissing e) {
            if (lost || !require(site, place).exists()) return place.identified(false, List.of());
            throw new IOException(
                    "There is no repository at %s: see whether its storage is mounted. If it is lost, say so (lost) when you order the erasure once more."
                            .formatted(place.location()),
                    e);
        }
    }

    /**
     * Deletes its key files, and tries whether it still opens.
     *
     * @param lost whether it is known to be lost since it was found
     */
    public ErasedPlace destroyKeyFiles(UUID site, ErasedPlace place, boolean lost) throws IOException {
        StoredRepository known = require(site, place);
        boolean gone = delete(known, place, Storage.KEYS, lost);
        return place.withoutKeys(gone, opens(site, place));
    }

    private boolean opens(UUID site, ErasedPlace place) throws IOException {
        Door door = door(site, place);
        if (door == null) return false;
        try {
            doors.restic(door).keys();
            return true;
        } catch (ResticException.RepositoryUnreachable | ResticException.TimedOut | ResticException.Cancelled e) {
            // That says nothing of the key.
            throw new IOException(e.getMessage(), e);
        } catch (ResticException e) {
            return false;
        }
    }

    /** The end of the keys here: after it, no password is known to anybody. Inside the caller's transaction. */
    public void destroyWrappedKeys(UUID site) {
        of(site).forEach(StoredRepository::destroyKey);
    }

    /** Deletes all its files. */
    public ErasedPlace deleteFiles(UUID site, ErasedPlace place, boolean lost) throws IOException {
        return place.withoutFiles(delete(require(site, place), place, "", lost));
    }

    /** Deletes that by which its place could be told from one that is away, now that it is noted that all else is deleted. */
    public void tidy(UUID site, ErasedPlace place) throws IOException {
        if (!Boolean.TRUE.equals(place.filesDeleted())) return;
        StoredRepository known = require(site, place);
        try (Storage storage = doors.storage(known)) {
            storage.deleteFolder(Storages.nameOf(known.location()));
        }
    }

    /** Whether the files are gone; that they are not is no failure where nothing can be deleted. */
    private boolean delete(StoredRepository known, ErasedPlace place, String folder, boolean lost) throws IOException {
        String name = Storages.nameOf(known.location());
        try (Storage storage = doors.storage(known)) {
            // What was there when it began and is not there now is away, or was lost.
            if (Boolean.TRUE.equals(place.found()) && !lost) storage.demandThere(name);
            storage.delete(name, folder);
            long left = storage.count(name, folder);
            if (left > 0 && !place.appendOnly()) {
                throw new IOException("%d files are still at %s".formatted(left, place.location()));
            }
            return left == 0;
        } catch (IOException e) {
            if (!place.appendOnly()) throw e;
            LOG.infof("What is at %s stays, as it is append-only: %s", place.location(), e.getMessage());
            return false;
        }
    }

    /** Nothing is known of the site's repositories any more; a backup would make a new one. Inside the caller's transaction. */
    public void end(UUID site) {
        copies.deleteById(site);
        rows.deleteById(site);
    }

    private List<StoredRepository> of(UUID site) {
        List<StoredRepository> all = new ArrayList<>();
        rows.findByIdOptional(site).ifPresent(all::add);
        copies.findByIdOptional(site).ifPresent(all::add);
        return all;
    }

    /** Null when its key has been destroyed. */
    private @Nullable Door door(UUID site, ErasedPlace place) throws RepositoryUnusable {
        StoredRepository known = require(site, place);
        Wrapped key = known.key().orElse(null);
        return key == null ? null : doors.of(known, key);
    }

    private StoredRepository require(UUID site, ErasedPlace place) {
        Optional<StoredRepository> known = QuarkusTransaction.requiringNew()
                .call(() -> place.which().equals(FIRST)
                        ? rows.findByIdOptional(site).map(StoredRepository.class::cast)
                        : copies.findByIdOptional(site).map(StoredRepository.class::cast));
        return known.orElseThrow(() -> new IllegalStateException("The repository of site " + site + " is gone"));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
