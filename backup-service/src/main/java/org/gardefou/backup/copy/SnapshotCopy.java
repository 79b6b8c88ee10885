package org.gardefou.backup.copy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A snapshot that is wanted in the site's second repository. */
@Entity
@Table(name = "snapshot_copy")
class SnapshotCopy {

    private static final int LONGEST_PROBLEM = 1000;

    @Id
    @Column(name = "restore_point")
    private UUID restorePoint;

    private UUID site;
    private String snapshot;

    @Nullable private String copy;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "wanted_at")
    private Instant wantedAt;

    @Column(name = "copied_at")
    @Nullable private Instant copiedAt;

    private int tries;

    @Nullable private String problem;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SnapshotCopy() {}

    SnapshotCopy(UUID restorePoint, UUID site, String snapshot, Instant now) {
        this.restorePoint = restorePoint;
        this.site = site;
        this.snapshot = snapshot;
        this.state = State.WAITING;
        this.wantedAt = now;
    }

    /** Where it stands. */
    enum State {
        /** It is not there yet, and is tried again and again. */
        WAITING,
        COPIED,
        /** Its time was over, or that of its original. */
        FORGOTTEN
    }

    void copied(String id, Instant now) {
        copy = id;
        state = State.COPIED;
        copiedAt = now;
        problem = null;
    }

    void hindered(String why) {
        tries++;
        problem = why.length() <= LONGEST_PROBLEM ? why : why.substring(0, LONGEST_PROBLEM);
    }

    void forgotten() {
        state = State.FORGOTTEN;
    }

    UUID restorePoint() {
        return restorePoint;
    }

    UUID site() {
        return site;
    }

    String snapshot() {
        return snapshot;
    }

    Optional<String> copy() {
        return Optional.ofNullable(copy);
    }

    State state() {
        return state;
    }

    Instant wantedAt() {
        return wantedAt;
    }

    Optional<Instant> copiedAt() {
        return Optional.ofNullable(copiedAt);
    }

    int tries() {
        return tries;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }
}
