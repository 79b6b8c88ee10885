package org.gardefou.backup.repository;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.source.DataConfig;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;

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

    Repositories(RepositoryRows rows, KeyWrapping keys, RepositoryConfig config, DataConfig files, Clock clock) {
        this.rows = rows;
        this.keys = keys;
        this.config = config;
        this.data = files.directory();
        this.clock = clock;
    }

    /**
     * Opens a site's repository; the first time it is made. The key is in the database before the repository exists, so that no
     * repository can lose its key to a crash. Must not be called inside a transaction.
     */
    public ResticRepository open(UUID site) throws IOException {
        Repository known = QuarkusTransaction.requiringNew().call(() -> rows.findById(site));
        if (known == null) known = enter(site);
        ResticRepository repository = Restic.find().repository(access(known));
        if (!repository.exists()) repository.init();
        return repository;
    }

    /** Where a site's repository is and how it is opened; empty when it has none. Inside a transaction. */
    Optional<RepositoryAccess> find(UUID site) throws IOException {
        Optional<Repository> known = rows.findByIdOptional(site);
        return known.isEmpty() ? Optional.empty() : Optional.of(access(known.get()));
    }

    private Repository enter(UUID site) throws IOException {
        boolean first = QuarkusTransaction.requiringNew().call(rows::count) == 0;
        if (first) keys.prepareFirst();
        RepositoryPassword password = RepositoryPassword.generate();
        byte[] wrapped = keys.wrap(site, password);
        return QuarkusTransaction.requiringNew().call(() -> {
            Repository fresh = new Repository(site, location(site), wrapped, clock.instant());
            rows.persist(fresh);
            return fresh;
        });
    }

    private String location(UUID site) {
        return config.location().orElse(data.resolve("repositories").toString()) + "/" + site;
    }

    private RepositoryAccess access(Repository known) throws IOException {
        Path parent = Path.of(known.location()).getParent();
        if (known.location().startsWith("/") && parent != null) Files.createDirectories(parent);
        return RepositoryAccess.of(
                known.location(),
                keys.unwrap(known.site(), known.wrappedKey()),
                data.resolve("cache").toAbsolutePath());
    }
}
