package org.gardefou.restore.drill;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One drill of a site: where it stands, and what came of it. */
@Entity
@Table(name = "drill")
class Drill {

    @Id
    private UUID id;

    private UUID site;
    private UUID customer;

    @Nullable private String plan;

    @Enumerated(EnumType.STRING)
    private Reason reason;

    @Column(name = "requested_role")
    @Nullable private String requestedRole;

    @Column(name = "requested_by")
    @Nullable private String requestedBy;

    @Column(name = "counted") // read by queries only
    private boolean counted;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    @Nullable private DrillStep step;

    private int tries;

    @Column(name = "cancel_wanted")
    private boolean cancelWanted;

    @Column(name = "restore_point")
    @Nullable private UUID restorePoint;

    @Column(name = "point_taken_at")
    @Nullable private Instant pointTakenAt;

    @Nullable private String code;

    @Enumerated(EnumType.STRING)
    @Nullable private Fault fault;

    @Column(name = "text_fr")
    @Nullable private String textFr;

    @Column(name = "text_en")
    @Nullable private String textEn;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private DrillSeen seen;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Map<DrillStep, Long> took;

    @Column(name = "recovery_ms")
    @Nullable private Long recoveryMillis;

    @Column(name = "point_age_ms")
    @Nullable private Long pointAgeMillis;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "started_at")
    @Nullable private Instant startedAt;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Drill() {}

    /** By its turn. */
    Drill(UUID site, UUID customer, @Nullable String plan, Instant now) {
        this.id = Ids.next();
        this.site = site;
        this.customer = customer;
        this.plan = plan;
        this.reason = Reason.ROTATION;
        this.state = State.QUEUED;
        this.requestedAt = now;
    }

    /** Why it is made. */
    enum Reason {
        ROTATION,
        ON_DEMAND
    }

    /** How far it is, and how it ended. */
    enum State {
        QUEUED,
        RUNNING,
        /** The point was restored, and the site in it answered. */
        PASSED,
        FAILED,
        /** This machine, or this site, cannot be tried so; that says nothing about the point, for better or worse. */
        NOT_POSSIBLE,
        CANCELLED;

        static final Set<State> OPEN = EnumSet.of(QUEUED, RUNNING);

        boolean ended() {
            return !OPEN.contains(this);
        }
    }

    /** Somebody asks for it. */
    void askedFor(String role, String subject, boolean count) {
        reason = Reason.ON_DEMAND;
        requestedRole = role;
        requestedBy = subject;
        counted = count;
    }

    void start(Instant now) {
        state = State.RUNNING;
        tries++;
        if (startedAt == null) startedAt = now;
    }

    /** The point is chosen anew each time that it begins: the one of before may have expired. */
    void chosen(RestorePoint point, Instant now) {
        restorePoint = point.id();
        pointTakenAt = point.takenAt();
        pointAgeMillis = Duration.between(point.takenAt(), now).toMillis();
    }

    void at(DrillStep present) {
        step = present;
    }

    /** Others go before it, or the service stops: that is no try. */
    void gaveWay() {
        state = State.QUEUED;
        step = null;
        tries--;
    }

    /** What will pass is waited for. */
    void waits() {
        state = State.QUEUED;
        step = null;
    }

    void wantCancel() {
        cancelWanted = true;
    }

    void end(Ended how, Map<DrillStep, Long> millis, Instant now) {
        state = how.state();
        step = null;
        code = how.code();
        fault = how.fault();
        textFr = how.text().fr();
        textEn = how.text().en();
        seen = how.seen();
        took = millis.isEmpty() ? null : millis;
        recoveryMillis = how.state() == State.PASSED
                ? (Long) millis.values().stream().mapToLong(Long::longValue).sum()
                : null;
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

    @Nullable String plan() {
        return plan;
    }

    Reason reason() {
        return reason;
    }

    State state() {
        return state;
    }

    @Nullable DrillStep step() {
        return step;
    }

    int tries() {
        return tries;
    }

    boolean cancelWanted() {
        return cancelWanted;
    }

    @Nullable UUID restorePoint() {
        return restorePoint;
    }

    @Nullable Instant pointTakenAt() {
        return pointTakenAt;
    }

    @Nullable String code() {
        return code;
    }

    @Nullable Fault fault() {
        return fault;
    }

    /** What its end means; null before. */
    @Nullable Text text() {
        return textFr == null || textEn == null ? null : new Text(textFr, textEn);
    }

    @Nullable DrillSeen seen() {
        return seen;
    }

    /** Milliseconds of each step that was made. */
    Map<DrillStep, Long> took() {
        return took == null ? Map.of() : took;
    }

    /** From the first step to the last; null unless it passed. */
    @Nullable Duration recovery() {
        return recoveryMillis == null ? null : Duration.ofMillis(recoveryMillis);
    }

    /** How old the point was when the drill began: what would have been lost; null where none was chosen. */
    @Nullable Duration pointAge() {
        return pointAgeMillis == null ? null : Duration.ofMillis(pointAgeMillis);
    }

    Instant requestedAt() {
        return requestedAt;
    }

    @Nullable Instant startedAt() {
        return startedAt;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }

    long version() {
        return version;
    }
}
