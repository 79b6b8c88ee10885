package org.gardefou.backup.repository;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The repository that copies of a site's snapshots go to, under a key of its own. */
@Entity
@Table(name = "repository_copy")
class RepositoryCopy extends StoredRepository {

    protected RepositoryCopy() {}

    RepositoryCopy(UUID site, String location, UUID destination, Wrapped key, Instant enteredAt) {
        super(site, location, destination, key, enteredAt);
    }

    @Override
    String context() {
        return context(site());
    }

    static String context(UUID site) {
        return "copy of " + site;
    }
}
