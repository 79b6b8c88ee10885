package org.gardefou.diagnostics.quarantine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.diagnostics.panel.About;
import org.gardefou.diagnostics.placing.Place.Reason;
import org.gardefou.kit.problem.Problems;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A report that could not be placed, without the secrets that were in it. */
@Entity
@Table(name = "held_report")
class HeldReport {

    @Id
    private UUID id;

    private UUID connection;
    private String source;

    @Column(name = "event_id")
    private String eventId;

    private String type;

    @Column(name = "happened_at")
    private Instant happenedAt;

    @Column(name = "held_at")
    private Instant heldAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private About about;

    @Enumerated(EnumType.STRING)
    private Reason reason;

    @JdbcTypeCode(SqlTypes.JSON)
    private ObjectNode data;

    @Enumerated(EnumType.STRING)
    private State state;

    @Nullable private UUID change;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected HeldReport() {}

    /** What became of it. */
    enum State {
        HELD,
        PLACED,
        DISCARDED
    }

    void place(UUID change) {
        mustBeHeld();
        this.change = change;
        this.state = State.PLACED;
    }

    void discard() {
        mustBeHeld();
        this.state = State.DISCARDED;
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when it was placed or discarded already */
    void mustBeHeld() {
        if (state != State.HELD)
            throw Problems.conflict("The report was %s already and stays so. Read it to see what became of it."
                    .formatted(state == State.PLACED ? "placed" : "discarded"));
    }

    boolean held() {
        return state == State.HELD;
    }

    UUID id() {
        return id;
    }

    UUID connection() {
        return connection;
    }

    String source() {
        return source;
    }

    String eventId() {
        return eventId;
    }

    /** The CloudEvents type. */
    String type() {
        return type;
    }

    Instant happenedAt() {
        return happenedAt;
    }

    Instant heldAt() {
        return heldAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    About about() {
        return about;
    }

    Reason reason() {
        return reason;
    }

    ObjectNode data() {
        return data;
    }

    State state() {
        return state;
    }

    @Nullable UUID change() {
        return change;
    }

    long version() {
        return version;
    }
}
