package org.gardefou.backup.repository;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.repository.RepositoryUnusable.What;
import org.gardefou.backup.source.DataConfig;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.jspecify.annotations.Nullable;

/**
 * The repositories: one for each site, so that a site's backups can be erased by erasing its key, and no customer's data is
 * behind another's key.
 */
@ApplicationScoped
public class Repositories {

    private final RepositoryRows rows;
    private final KeyWrapping keys;
    private final RepositoryConfig config;
    private final Path data;
    private final Clock clock;

    Repositories(RepositoryRows rows, KeyWrapping keys, RepositoryConfig config, DataConfig data, Clock clock) {
        this.rows = rows;
        this.keys = keys;
        this.config = config;
        this.data = data.directory();
        this.clock = clock;
    }

    /**
     * Opens a site's repository; the first time it is made. The key is in the database before the repository exists, so that no
     * repository can lose its key to a crash; and one that was made once is never made again, so that storage which is not
     * mounted does not pass for an empty repository. Must not be called inside a transaction.
     *
     * @throws RepositoryUnusable when key or place are not to be had
     */
    public ResticRepository open(UUID site) throws RepositoryUnusable {
        Repository known = QuarkusTransaction.requiringNew().call(() -> rows.findById(site));
        if (known == null) known = enter(site);
        ResticRepository repository = Restic.find().repository(access(known));
        if (!known.exists()) {
            repository.init();
            QuarkusTransaction.requiringNew().run(() -> {
                Repository made = rows.findById(site);
                if (made != null) made.made(clock.instant());
            });
        }
        return repository;
    }

    /** Where a site's repository is and how it is opened; empty when it has none. Inside a transaction. */
    Optional<RepositoryAccess> find(UUID site) throws RepositoryUnusable {
        Optional<Repository> known = rows.findByIdOptional(site);
        return known.isEmpty() ? Optional.empty() : Optional.of(access(known.get()));
    }

    private Repository enter(UUID site) throws RepositoryUnusable {
        boolean first = QuarkusTransaction.requiringNew().call(rows::count) == 0;
        byte[] wrapped;
        try {
            if (first) keys.prepareFirst();
            wrapped = keys.wrap(site, RepositoryPassword.generate());
        } catch (IOException e) {
            throw unusable(What.KEY, e);
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            Repository fresh = new Repository(site, location(site), wrapped, clock.instant());
            rows.persist(fresh);
            return fresh;
        });
    }

    private String location(UUID site) {
        String place = config.location()
                .orElseGet(() -> data.resolve("repositories").toAbsolutePath().toString());
        return place + "/" + site;
    }

    private RepositoryAccess access(Repository known) throws RepositoryUnusable {
        if (known.location().startsWith("/")) prepare(Path.of(known.location()).getParent());
        try {
            return RepositoryAccess.of(
                    known.location(),
                    keys.unwrap(known.site(), known.wrappedKey()),
                    data.resolve("cache").toAbsolutePath());
        } catch (IOException e) {
            throw unusable(What.KEY, e);
        }
    }

    private static void prepare(@Nullable Path parent) throws RepositoryUnusable {
        if (parent == null) return;
        try {
            Files.createDirectories(parent);
        } catch (IOException e) {
            throw unusable(What.PLACE, e);
        }
    }

    /** The messages of file system exceptions are mere paths. */
    private static RepositoryUnusable unusable(What what, IOException e) {
        String said = String.valueOf(e.getMessage());
        return new RepositoryUnusable(
                what, e instanceof FileSystemException ? e.getClass().getSimpleName() + ": " + said : said, e);
    }
}
