package org.gardefou.backup.restorepoint;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order of a court or an authority that restore points be kept: of one, or all of a site and those still to come. While it stands, nothing
 * takes them away: not retention, not the end of the contract, not an erasure.
 */
@Entity
@Table(name = "legal_hold")
class LegalHold {

    @Id
    private UUID id;

    private UUID site;

    @Column(name = "restore_point")
    @Nullable private UUID restorePoint;

    private String reason;

    @Column(name = "set_by")
    private String setBy;

    @Column(name = "set_at")
    private Instant setAt;

    @Column(name = "ended_by")
    @Nullable private String endedBy;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    @Column(name = "end_reason")
    @Nullable private String endReason;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected LegalHold() {}

    LegalHold(UUID id, UUID site, @Nullable UUID restorePoint, String reason, String by, Instant now) {
        this.id = id;
        this.site = site;
        this.restorePoint = restorePoint;
        this.reason = reason;
        this.setBy = by;
        this.setAt = now;
    }

    void end(String by, String why, Instant now) {
        endedBy = by;
        endReason = why;
        endedAt = now;
    }

    UUID id() {
        return id;
    }

    UUID site() {
        return site;
    }

    /** Empty: all of the site. */
    Optional<UUID> restorePoint() {
        return Optional.ofNullable(restorePoint);
    }

    String reason() {
        return reason;
    }

    String setBy() {
        return setBy;
    }

    Instant setAt() {
        return setAt;
    }

    Optional<String> endedBy() {
        return Optional.ofNullable(endedBy);
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    Optional<String> endReason() {
        return Optional.ofNullable(endReason);
    }

    long version() {
        return version;
    }
}
