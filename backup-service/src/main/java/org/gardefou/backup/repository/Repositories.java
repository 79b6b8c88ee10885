package org.gardefou.backup.repository;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.destination.Destination;
import org.gardefou.backup.destination.Destinations;
import org.gardefou.backup.destination.Storages;
import org.gardefou.backup.gate.Gate;
import org.gardefou.backup.repository.RepositoryUnusable.What;
import org.gardefou.backup.source.DataConfig;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.ResticRepository;

/**
 * The repositories: one for each site, so that a site's backups can be erased by erasing its key, and no customer's data is
 * behind another's key; and where the place of a site's repository has another place for copies, a second one.
 */
@ApplicationScoped
public class Repositories {

    private final RepositoryRows rows;
    private final RepositoryCopies copies;
    private final Destinations destinations;
    private final Sites sites;
    private final KeyWrapping keys;
    private final Doors doors;
    private final Path data;
    private final Clock clock;

    Repositories(
            RepositoryRows rows,
            RepositoryCopies copies,
            Destinations destinations,
            Sites sites,
            KeyWrapping keys,
            Doors doors,
            DataConfig data,
            Clock clock) {
        this.rows = rows;
        this.copies = copies;
        this.destinations = destinations;
        this.sites = sites;
        this.keys = keys;
        this.doors = doors;
        this.data = data.directory().toAbsolutePath();
        this.clock = clock;
    }

    /**
     * Opens a site's repository for what nobody waits for, which gives way to the rest of the machine. Must not be called inside a transaction.
     *
     * @throws RepositoryUnusable when key or place are not to be had, or none was made: only a backup makes one, so that nothing else
     *     brings back what was erased
     */
    public ResticRepository open(UUID site) throws RepositoryUnusable {
        Repository known = QuarkusTransaction.requiringNew().call(() -> rows.findById(site));
        if (known == null || !known.exists() && !known.erased()) {
            throw new RepositoryUnusable(
                    What.NONE, "Site %s has no repository: its next backup makes one".formatted(site), null);
        }
        return inBackground(known);
    }

    /**
     * Opens a site's repository for a backup; the first time it is made. The key is in the database before the repository exists, so that no
     * repository can lose its key to a crash; and one that was made once is never made again, so that storage which is not
     * mounted does not pass for an empty repository. Must not be called inside a transaction.
     *
     * @throws RepositoryUnusable when key or place are not to be had
     */
    public ResticRepository openOrMake(UUID site) throws RepositoryUnusable {
        Repository known = QuarkusTransaction.requiringNew().call(() -> rows.findById(site));
        if (known == null) known = enter(site);
        ResticRepository repository = doors.restic(doors.of(known));
        if (!known.exists()) {
            repository.init();
            QuarkusTransaction.requiringNew()
                    .run(() -> rows.findByIdOptional(site).ifPresent(made -> made.made(clock.instant())));
        }
        return repository;
    }

    /**
     * Opens the repository for copies of a site's snapshots; the first time it is made, with the first one's chunker parameters.
     * Must not be called inside a transaction.
     *
     * @return empty when there is none, and no place for one
     */
    public Optional<ResticRepository> openCopies(UUID site) throws RepositoryUnusable {
        RepositoryCopy known = QuarkusTransaction.requiringNew().call(() -> copies.findById(site));
        if (known == null) {
            Optional<Destination> place = QuarkusTransaction.requiringNew().call(() -> placeOfCopies(site));
            if (place.isEmpty()) return Optional.empty();
            known = enterCopy(site, place.get());
        }
        ResticRepository repository = inBackground(known);
        if (!known.exists()) {
            repository.initForCopiesOf(open(site));
            QuarkusTransaction.requiringNew()
                    .run(() -> copies.findByIdOptional(site).ifPresent(made -> made.made(clock.instant())));
        }
        return Optional.of(repository);
    }

    /**
     * Opens a gate to a site's repository, for a restic on another machine. Must not be called inside a transaction.
     *
     * @throws IOException when the files of its place cannot be reached
     */
    public Gate gate(UUID site) throws IOException {
        Repository known = known(site);
        String name = Storages.nameOf(known.location());
        return Gate.of(
                doors.storage(known),
                name,
                journals(),
                data.resolve("scratch/gates").resolve(name));
    }

    /** Clears away the locks that restics on other machines left in a site's repository. Must not be called inside a transaction. */
    public void clearLocksFromElsewhere(UUID site) throws IOException {
        Repository known = known(site);
        Gate.clear(() -> doors.storage(known), Storages.nameOf(known.location()), journals());
    }

    private Repository known(UUID site) throws RepositoryUnusable {
        Repository known = QuarkusTransaction.requiringNew().call(() -> rows.findById(site));
        if (known == null || known.erased()) {
            throw new RepositoryUnusable(What.NONE, "Site %s has no repository".formatted(site), null);
        }
        return known;
    }

    private Path journals() {
        return data.resolve("locks-from-elsewhere");
    }

    /** Whether what a site's repository gets is to be copied. Inside a transaction. */
    public boolean wantsCopies(UUID site) {
        return copies.findByIdOptional(site).filter(copy -> !copy.erased()).isPresent()
                || placeOfCopies(site).isPresent();
    }

    private Optional<Destination> placeOfCopies(UUID site) {
        return rows.findByIdOptional(site)
                .flatMap(StoredRepository::destination)
                .flatMap(destinations::findByIdOptional)
                .flatMap(Destination::copyTo)
                .flatMap(destinations::findByIdOptional);
    }

    /** Where a site's repository is and how it is opened; empty when it has none. Inside a transaction. */
    Optional<Door> find(UUID site) throws RepositoryUnusable {
        return door(rows.findByIdOptional(site));
    }

    /** Whether an operator said that restores read the copy. Inside a transaction. */
    boolean restoresReadCopy(UUID site) {
        return rows.findByIdOptional(site)
                .filter(known -> known.restoreFrom() == Repository.Which.COPY)
                .isPresent();
    }

    /** Whether nothing that is in a site's repository can be deleted by us. Inside a transaction. */
    public boolean appendOnly(UUID site) {
        return rows.findByIdOptional(site).filter(this::appendOnly).isPresent();
    }

    /** The same of the one for copies; true where there is none. Inside a transaction. */
    public boolean copiesAppendOnly(UUID site) {
        return copies.findByIdOptional(site).filter(copy -> !appendOnly(copy)).isEmpty();
    }

    private boolean appendOnly(StoredRepository known) {
        return known.destination()
                .flatMap(destinations::findByIdOptional)
                .filter(Destination::appendOnly)
                .isPresent();
    }

    /** The same of the one for copies. */
    Optional<Door> findCopies(UUID site) throws RepositoryUnusable {
        return door(copies.findByIdOptional(site).filter(StoredRepository::exists));
    }

    private Optional<Door> door(Optional<? extends StoredRepository> known) throws RepositoryUnusable {
        return known.isEmpty() ? Optional.empty() : Optional.of(doors.of(known.get()));
    }

    private ResticRepository inBackground(StoredRepository known) throws RepositoryUnusable {
        return doors.inBackground(doors.of(known));
    }

    private Repository enter(UUID site) throws RepositoryUnusable {
        boolean first = QuarkusTransaction.requiringNew().call(rows::count) == 0;
        Optional<Destination> place = QuarkusTransaction.requiringNew()
                .call(() -> destinations.forServer(
                        sites.findByIdOptional(site).map(Site::server).orElse(null)));
        Wrapped wrapped = wrap(Repository.context(site), first);
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            String name = name(site, rows.erasedBefore(site), now);
            Repository fresh = new Repository(
                    site,
                    place.map(one -> one.place().repository(name)).orElseGet(() -> doors.locationOfSettings(name)),
                    place.map(Destination::id).orElse(null),
                    wrapped,
                    now);
            rows.persist(fresh);
            return fresh;
        });
    }

    private RepositoryCopy enterCopy(UUID site, Destination place) throws RepositoryUnusable {
        Wrapped wrapped = wrap(RepositoryCopy.context(site), false);
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            String name = "copy-" + name(site, rows.erasedBefore(site), now);
            RepositoryCopy fresh = new RepositoryCopy(site, place.place().repository(name), place.id(), wrapped, now);
            copies.persist(fresh);
            return fresh;
        });
    }

    /** Behind an erasure another one: where nothing can be deleted, the old one's files are still there, and no key opens them. */
    static String name(UUID site, boolean erasedBefore, Instant now) {
        return erasedBefore ? site + "-" + Long.toString(now.getEpochSecond(), 36) : site.toString();
    }

    private Wrapped wrap(String context, boolean first) throws RepositoryUnusable {
        try {
            if (first) keys.prepareFirst();
            return keys.wrap(context, RepositoryPassword.generate());
        } catch (IOException e) {
            throw Doors.unusable(What.KEY, e);
        }
    }
}
