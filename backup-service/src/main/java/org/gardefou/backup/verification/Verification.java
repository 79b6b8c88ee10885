package org.gardefou.backup.verification;

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
import org.gardefou.kit.id.Ids;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One look at one restore point: asked for, at work, or what came of it. */
@Entity
@Table(name = "verification")
class Verification {

    @Id
    private UUID id;

    @Column(name = "restore_point")
    private UUID restorePoint;

    private UUID site;

    @Column(name = "customer") // read by queries only
    private UUID customer;

    @Enumerated(EnumType.STRING)
    private Step step;

    @Enumerated(EnumType.STRING)
    private Why reason;

    @Column(name = "counted") // read by queries only
    private boolean counted;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "started_at")
    @Nullable private Instant startedAt;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    private int tries;

    @Enumerated(EnumType.STRING)
    @Nullable private Outcome outcome;

    private boolean breaks;

    @Enumerated(EnumType.STRING)
    private Ending.@Nullable Result result;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Text text;

    @Nullable private String tool;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Seen seen;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Verification() {}

    Verification(RestorePoint point, Step step, Why reason, boolean counted, Instant now) {
        this.id = Ids.next();
        this.restorePoint = point.id();
        this.site = point.site();
        this.customer = point.customer();
        this.step = step;
        this.reason = reason;
        this.counted = counted;
        this.state = State.QUEUED;
        this.requestedAt = now;
    }

    /** Why it is done. */
    enum Why {
        ROTATION,
        BEFORE_CHANGE,
        ON_DEMAND
    }

    /** Where it stands. */
    enum State {
        QUEUED,
        RUNNING,
        ENDED
    }

    /** Starts, or starts again behind a crash. */
    void start(Instant now) {
        state = State.RUNNING;
        startedAt = now;
        tries++;
    }

    /** It gave way to something else, or the service stops: that is no try. */
    void gaveWay() {
        tries = Math.max(0, tries - 1);
    }

    void end(Ending ending, Instant now) {
        state = State.ENDED;
        endedAt = now;
        outcome = ending.outcome();
        breaks = ending.breaks();
        result = ending.result();
        text = ending.text();
        tool = ending.tool();
        seen = ending.seen();
    }

    void erased() {
        seen = null;
    }

    UUID id() {
        return id;
    }

    UUID restorePoint() {
        return restorePoint;
    }

    UUID site() {
        return site;
    }

    Step step() {
        return step;
    }

    Why reason() {
        return reason;
    }

    State state() {
        return state;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    /** How often it was begun, this time included. */
    int tries() {
        return tries;
    }

    @Nullable Instant startedAt() {
        return startedAt;
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    @Nullable Outcome outcome() {
        return outcome;
    }

    boolean breaks() {
        return breaks;
    }

    Ending.@Nullable Result result() {
        return result;
    }

    @Nullable Text text() {
        return text;
    }

    @Nullable String tool() {
        return tool;
    }

    @Nullable Seen seen() {
        return seen;
    }

    long version() {
        return version;
    }
}
