package org.gardefou.backup.repository;

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
import org.jspecify.annotations.Nullable;

/** All keys of repositories, wrapped anew by one key-encryption key. The keys themselves stay. */
@Entity
@Table(name = "key_rotation")
class KeyRotation {

    @Id
    private UUID id;

    private String kek;

    @Column(name = "requested_by")
    private String requestedBy;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Enumerated(EnumType.STRING)
    private State state;

    private long total;
    private long done;

    @Nullable private String problem;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected KeyRotation() {}

    KeyRotation(UUID id, String kek, String requestedBy, long total, Instant now) {
        this.id = id;
        this.kek = kek;
        this.requestedBy = requestedBy;
        this.requestedAt = now;
        this.state = State.RUNNING;
        this.total = total;
    }

    /** Where it stands. */
    enum State {
        RUNNING,
        COMPLETED
    }

    void advanced(int rows) {
        done += rows;
        // Repositories that were made meanwhile under the old key count too.
        total = Math.max(total, done);
        problem = null;
    }

    /** The last batch went wrong, and is tried again. */
    void hindered(String why) {
        problem = why;
    }

    void completed(Instant now) {
        state = State.COMPLETED;
        problem = null;
        endedAt = now;
    }

    UUID id() {
        return id;
    }

    String kek() {
        return kek;
    }

    String requestedBy() {
        return requestedBy;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    State state() {
        return state;
    }

    long total() {
        return total;
    }

    long done() {
        return done;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    long version() {
        return version;
    }
}
