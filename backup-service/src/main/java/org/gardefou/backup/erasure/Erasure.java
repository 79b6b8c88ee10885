package org.gardefou.backup.erasure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.repository.ErasedPlace;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The erasure of all that is kept of one site. */
@Entity
@Table(name = "erasure")
class Erasure {

    @Id
    private UUID id;

    private UUID site;
    private UUID customer;
    private String reason;

    @Column(name = "requested_by")
    private String requestedBy;

    @Column(name = "requested_at")
    private Instant requestedAt;

    /** Whether a repository that is not found is known to be lost. */
    private boolean lost;

    @Column(name = "restore_points")
    private int restorePoints;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    private Step step;

    @Nullable private String problem;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<ErasedPlace> places;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Certificate certificate;

    @Column(name = "destroying_at")
    @Nullable private Instant destroyingAt;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Erasure() {}

    Erasure(
            UUID id,
            UUID site,
            UUID customer,
            String reason,
            String requestedBy,
            int restorePoints,
            List<ErasedPlace> places,
            Instant now) {
        this.id = id;
        this.site = site;
        this.customer = customer;
        this.reason = reason;
        this.requestedBy = requestedBy;
        this.requestedAt = now;
        this.restorePoints = restorePoints;
        this.state = State.RUNNING;
        this.step = Step.KEYS;
        this.places = List.copyOf(places);
    }

    /** Where it stands. */
    enum State {
        RUNNING,
        COMPLETED,
        /** Something came to stand against it before anything was destroyed: its problem says what. */
        REFUSED
    }

    /** What is being done. */
    enum Step {
        /** The key files are being deleted. */
        KEYS,
        /** The keys are gone, and the files are being deleted. */
        FILES,
        CERTIFIED
    }

    /** What is not found counts as gone from now on. */
    void knownToBeLost() {
        lost = true;
    }

    boolean lost() {
        return lost;
    }

    void place(int index, ErasedPlace now) {
        List<ErasedPlace> changed = new java.util.ArrayList<>(places);
        changed.set(index, now);
        places = List.copyOf(changed);
        problem = null;
    }

    /** From now on nothing can stop it: the first key is about to go. */
    void destroys(Instant now) {
        destroyingAt = now;
    }

    boolean destroying() {
        return destroyingAt != null;
    }

    /** Nothing was destroyed, and nothing will be. */
    void refused(String why, Instant now) {
        state = State.REFUSED;
        problem = why;
        endedAt = now;
    }

    void keysDestroyed() {
        step = Step.FILES;
    }

    /** The last try went wrong; the next one follows by itself. */
    void hindered(String why) {
        problem = why;
    }

    void completed(Certificate written, Instant now) {
        certificate = written;
        state = State.COMPLETED;
        step = Step.CERTIFIED;
        problem = null;
        endedAt = now;
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

    String reason() {
        return reason;
    }

    String requestedBy() {
        return requestedBy;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    int restorePoints() {
        return restorePoints;
    }

    State state() {
        return state;
    }

    Step step() {
        return step;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    List<ErasedPlace> places() {
        return places;
    }

    Optional<Certificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    long version() {
        return version;
    }
}
