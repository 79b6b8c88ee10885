package org.gardefou.backup.repository;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The repository that a site's backups go to. */
@Entity
@Table(name = "repository")
class Repository extends StoredRepository {

    @Enumerated(EnumType.STRING)
    @Column(name = "restore_from")
    private Which restoreFrom;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Repository() {}

    /** One of the two repositories of a site. */
    enum Which {
        FIRST,
        COPY
    }

    Repository(UUID site, String location, @Nullable UUID destination, Wrapped key, Instant enteredAt) {
        super(site, location, destination, key, enteredAt);
        this.restoreFrom = Which.FIRST;
    }

    @Override
    String context() {
        return context(site());
    }

    /** Which one restores read. */
    Which restoreFrom() {
        return restoreFrom;
    }

    void restoreFrom(Which which) {
        restoreFrom = which;
    }

    static String context(UUID site) {
        return site.toString();
    }
}
