package org.gardefou.backup.restorepoint;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A restore that has not ended: what it needs must not expire under it. */
@Entity
@Table(name = "running_restore")
class RunningRestore {

    @Id
    private UUID restore;

    private UUID site;

    @Column(name = "restore_point")
    private UUID restorePoint;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected RunningRestore() {}

    RunningRestore(UUID restore, UUID site, UUID restorePoint, Instant requestedAt) {
        this.restore = restore;
        this.site = site;
        this.restorePoint = restorePoint;
        this.requestedAt = requestedAt;
    }

    UUID restore() {
        return restore;
    }

    UUID site() {
        return site;
    }

    UUID restorePoint() {
        return restorePoint;
    }

    Instant requestedAt() {
        return requestedAt;
    }
}
