package org.gardefou.backup.export;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One copy of a restore point for its customer. The password is in no field of it. */
@Entity
@Table(name = "customer_export")
class Export {

    @Id
    private UUID id;

    private UUID site;
    private UUID customer;

    @Column(name = "restore_point")
    private UUID restorePoint;

    private String snapshot;

    @Column(name = "point_bytes")
    private long pointBytes;

    @Enumerated(EnumType.STRING)
    private State state;

    /** Whether it counts for the number of a day. */
    private boolean counted;

    @Column(name = "working_key")
    @Nullable private String workingKey;

    private int tries;

    /** Of the download. */
    @Nullable private Long bytes;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Text failure;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "ready_at")
    @Nullable private Instant readyAt;

    @Column(name = "expires_at")
    @Nullable private Instant expiresAt;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    /** Whether nothing of it lies anywhere any more. */
    private boolean cleared;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Export() {}

    Export(UUID id, RestorePoint point, boolean counted, Instant now) {
        this.id = id;
        this.site = point.site();
        this.customer = point.customer();
        this.restorePoint = point.id();
        this.snapshot = point.snapshot();
        this.pointBytes = point.bytes();
        this.counted = counted;
        this.state = State.PREPARING;
        this.requestedAt = now;
    }

    /** How far it is. */
    enum State {
        /** Its repository is being made, under the customer's password. */
        PREPARING,
        QUEUED,
        COPYING,
        /** It can be fetched. */
        READY,
        FAILED,
        CANCELLED,
        /** Its time is over. */
        EXPIRED,
        /** Somebody removed it. */
        REMOVED,
        /** The site's backups were erased, and this with them. */
        ERASED;

        boolean running() {
            return this == PREPARING || this == QUEUED || this == COPYING;
        }

        boolean ended() {
            return !running() && this != READY;
        }
    }

    /** Its repository is there. */
    void queued(String keyName) {
        workingKey = keyName;
        state = State.QUEUED;
    }

    void start() {
        state = State.COPYING;
        tries++;
    }

    /** What went wrong is tried again. */
    void again() {
        state = State.QUEUED;
    }

    /** Its turn has not come: that was no try. */
    void waiting() {
        state = State.QUEUED;
        tries--;
    }

    void ready(long size, Instant now, Instant until) {
        state = State.READY;
        bytes = size;
        readyAt = now;
        expiresAt = until;
        workingKey = null;
    }

    void failed(Text why, Instant now) {
        failure = why;
        end(State.FAILED, now);
    }

    void end(State how, Instant now) {
        state = how;
        endedAt = now;
        workingKey = null;
    }

    void cleared() {
        cleared = true;
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

    UUID restorePoint() {
        return restorePoint;
    }

    String snapshot() {
        return snapshot;
    }

    long pointBytes() {
        return pointBytes;
    }

    boolean counted() {
        return counted;
    }

    State state() {
        return state;
    }

    Optional<String> workingKey() {
        return Optional.ofNullable(workingKey);
    }

    int tries() {
        return tries;
    }

    Optional<Long> bytes() {
        return Optional.ofNullable(bytes);
    }

    Optional<Text> failure() {
        return Optional.ofNullable(failure);
    }

    Instant requestedAt() {
        return requestedAt;
    }

    Optional<Instant> readyAt() {
        return Optional.ofNullable(readyAt);
    }

    Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    boolean isCleared() {
        return cleared;
    }

    long version() {
        return version;
    }
}
