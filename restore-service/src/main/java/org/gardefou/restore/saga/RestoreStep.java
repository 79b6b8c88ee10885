package org.gardefou.restore.saga;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.jspecify.annotations.Nullable;

/** One line of a restore's journal. */
@Entity
@Table(name = "restore_step")
class RestoreStep {

    @Id
    private UUID id;

    @Column(name = "restore") // read by queries only
    private UUID restore;

    @Enumerated(EnumType.STRING)
    private RestoreState step;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    @Nullable private String detail;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected RestoreStep() {}

    RestoreStep(UUID restore, RestoreState step, Instant now) {
        this.id = Ids.next();
        this.restore = restore;
        this.step = step;
        this.state = State.STARTED;
        this.startedAt = now;
    }

    /** How it went. */
    enum State {
        STARTED,
        DONE,
        FAILED,
        /** The process died in it. */
        INTERRUPTED
    }

    void end(State how, @Nullable String words, Instant now) {
        state = how;
        detail = words;
        endedAt = now;
    }

    UUID restore() {
        return restore;
    }

    UUID id() {
        return id;
    }

    RestoreState step() {
        return step;
    }

    State state() {
        return state;
    }

    Instant startedAt() {
        return startedAt;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }

    @Nullable String detail() {
        return detail;
    }
}
