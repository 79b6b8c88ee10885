package org.gardefou.backup.watch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Something that looks wrong with a site's backups. One of a kind and a source is open at a time; the database makes sure. */
@Entity
@Table(name = "finding")
class Finding {

    @Id
    private UUID id;

    private UUID site;
    private UUID customer;

    @Enumerated(EnumType.STRING)
    private Signal.Kind kind;

    private String subject;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> facts;

    @Column(name = "restore_point")
    @Nullable private UUID restorePoint;

    @Nullable private UUID pinned;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "closed_at")
    @Nullable private Instant closedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "closed_why")
    @Nullable private End closedWhy;

    @Column(name = "closed_reason")
    @Nullable private String closedReason;

    @Column(name = "kept_until")
    @Nullable private Instant keptUntil;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Finding() {}

    Finding(UUID id, UUID site, UUID customer, Signal signal, @Nullable UUID restorePoint, Instant now) {
        this.id = id;
        this.site = site;
        this.customer = customer;
        this.kind = signal.kind();
        this.subject = signal.subject();
        this.facts = signal.facts();
        this.restorePoint = restorePoint;
        this.openedAt = now;
    }

    /** Why a finding is open no longer. */
    enum End {
        /** What was missing is there again. */
        RECOVERED,
        /** The size is no longer unusual: it went back, or stayed. */
        USUAL,
        /** Somebody looked at it, and said so: where a point is kept because of it, staff. */
        DISMISSED,
        /** The customer, or somebody with their account, says that the files were changed by them. */
        CUSTOMER_WORD
    }

    void keeps(UUID point) {
        pinned = point;
    }

    void close(End why, @Nullable String reason, Instant now) {
        closedWhy = why;
        closedReason = reason;
        closedAt = now;
        keptUntil = null;
    }

    /** The point stays for this time, as nobody of staff has looked. */
    void keepsUntil(Instant until) {
        keptUntil = until;
    }

    /** What it is about is erased: that there was something stays, and not what. */
    void erased() {
        facts = Map.of();
    }

    UUID id() {
        return id;
    }

    UUID site() {
        return site;
    }

    UUID customer() {
        return customer;
    }

    Signal.Kind kind() {
        return kind;
    }

    String subject() {
        return subject;
    }

    Map<String, Object> facts() {
        return facts;
    }

    Optional<UUID> restorePoint() {
        return Optional.ofNullable(restorePoint);
    }

    /** The last restore point before it, where it is kept because of it. */
    Optional<UUID> pinned() {
        return Optional.ofNullable(pinned);
    }

    Instant openedAt() {
        return openedAt;
    }

    /** Until when the point stays although it is closed; empty: it does not, or it is open. */
    Optional<Instant> keptUntil() {
        return Optional.ofNullable(keptUntil);
    }

    Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    Optional<End> closedWhy() {
        return Optional.ofNullable(closedWhy);
    }

    Optional<String> closedReason() {
        return Optional.ofNullable(closedReason);
    }

    long version() {
        return version;
    }
}
