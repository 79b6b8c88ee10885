package org.gardefou.restore.restorepoint;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That a restore point expired or went bad, kept apart since it may be heard of before its creation. */
@Entity
@Table(name = "restore_point_end")
class PointEnd {

    @Id
    private UUID id;

    @Column(name = "expired_at")
    @Nullable Instant expiredAt;

    @Column(name = "corrupt_at")
    @Nullable Instant corruptAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected PointEnd() {}

    PointEnd(UUID id) {
        this.id = id;
    }

    UUID id() {
        return id;
    }
}
