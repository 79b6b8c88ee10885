package org.gardefou.backup.repository;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The repository that a site's backups go to. */
@Entity
@Table(name = "repository")
class Repository extends StoredRepository {

    protected Repository() {}

    Repository(UUID site, String location, @Nullable UUID destination, Wrapped key, Instant enteredAt) {
        super(site, location, destination, key, enteredAt);
    }

    @Override
    String context() {
        return context(site());
    }

    static String context(UUID site) {
        return site.toString();
    }
}
