package org.gardefou.restore.saga;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.restore.newer.Keeping;
import org.gardefou.restore.newer.Kept;
import org.gardefou.restore.preparation.Prepared;
import org.gardefou.restore.preparation.SnapshotLayout;
import org.gardefou.restore.selection.Elsewhere;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Target;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One restore of a site: where it stands, and what it needs to go on after a crash. */
@Entity
@Table(name = "restore")
public class Restore {

    @Id
    private UUID id;

    private UUID site;
    private UUID customer;

    @Column(name = "restore_point")
    private UUID restorePoint;

    @Column(name = "requested_role")
    private String requestedRole;

    @Column(name = "requested_by")
    private String requestedBy;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Selection selection;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Keeping keeping;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Elsewhere elsewhere;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Kept kept;

    @Column(name = "without_safety")
    private boolean withoutSafety;

    @Enumerated(EnumType.STRING)
    private RestoreState state;

    @Column(name = "state_since")
    private Instant stateSince;

    @Column(name = "safety_point")
    @Nullable private UUID safetyPoint;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "safety_failure")
    @Nullable private SafetyFailure safetyFailure;

    @Column(name = "health_before")
    @Nullable private String healthBefore;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Target target;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private SnapshotLayout layout;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Prepared prepared;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Checked checked;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Trouble outcome;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Trouble waiting;

    private int attempts;

    @Column(name = "cancel_wanted")
    private boolean cancelWanted;

    @Nullable private UUID diagnosis;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "started_at")
    @Nullable private Instant startedAt;

    @Column(name = "switched_at")
    @Nullable private Instant switchedAt;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    @Column(name = "due_at")
    @Nullable private Instant dueAt;

    @Column(name = "retained_until")
    @Nullable private Instant retainedUntil;

    private boolean untidy;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Restore() {}

    Restore(UUID id, Request request, Instant now) {
        this.id = id;
        this.site = request.site();
        this.customer = request.customer();
        this.restorePoint = request.restorePoint();
        this.requestedRole = request.role();
        this.requestedBy = request.subject();
        this.withoutSafety = request.withoutSafety();
        this.selection = request.selection().whole() ? null : request.selection();
        this.keeping = request.keeping().nothing() ? null : request.keeping();
        this.elsewhere = request.elsewhere();
        this.requestedAt = now;
        this.state = RestoreState.REQUESTED;
        this.stateSince = now;
        this.dueAt = now;
    }

    /** What was asked for, by whom. */
    record Request(
            UUID site,
            UUID customer,
            UUID restorePoint,
            String role,
            String subject,
            boolean withoutSafety,
            Selection selection,
            Keeping keeping,
            @Nullable Elsewhere elsewhere) {

        /** To where the point was made. */
        Request(
                UUID site,
                UUID customer,
                UUID restorePoint,
                String role,
                String subject,
                boolean withoutSafety,
                Selection selection,
                Keeping keeping) {
            this(site, customer, restorePoint, role, subject, withoutSafety, selection, keeping, null);
        }

        /** Without anything of the live database. */
        Request(
                UUID site,
                UUID customer,
                UUID restorePoint,
                String role,
                String subject,
                boolean withoutSafety,
                Selection selection) {
            this(site, customer, restorePoint, role, subject, withoutSafety, selection, Keeping.NOTHING);
        }

        /** For the whole site. */
        Request(UUID site, UUID customer, UUID restorePoint, String role, String subject, boolean withoutSafety) {
            this(site, customer, restorePoint, role, subject, withoutSafety, Selection.EVERYTHING);
        }
    }

    private void go(RestoreState next, Instant now) {
        state = next;
        stateSince = now;
        attempts = 0;
        waiting = null;
        dueAt = next.ended() ? null : now;
        endedAt = next.ended() ? now : null;
    }

    void awaitSafety(Duration patience, Instant now) {
        go(RestoreState.SAFETY_BACKUP, now);
        dueAt = now.plus(patience);
    }

    /** The present state is safe, or need not be; the work begins. */
    void start(@Nullable UUID safety, Instant now) {
        safetyPoint = safety;
        startedAt = now;
        go(RestoreState.PREFLIGHT, now);
    }

    void safetyFailed(SafetyFailure failure, Instant now) {
        if (state != RestoreState.SAFETY_BACKUP && state != RestoreState.REQUESTED) return;
        safetyFailure = failure;
        dueAt = now;
    }

    void found(Target where, SnapshotLayout what, Instant now) {
        target = where;
        layout = what;
        // From here on there may be something beside the live site.
        untidy = true;
        go(RestoreState.PREPARING, now);
    }

    void prepared(Prepared ready, Instant now) {
        prepared = ready;
        go(RestoreState.SWITCHING, now);
    }

    /** What is to be moved is fixed, before the first is. */
    void planned(Prepared ready) {
        prepared = ready;
    }

    void switched(Prepared live, @Nullable String before, Duration patience, Instant now) {
        prepared = live;
        healthBefore = before;
        switchedAt = now;
        go(RestoreState.CHECKING, now);
        dueAt = now.plus(patience);
    }

    /** What was kept of the databases before. */
    void keeps(Kept what) {
        kept = what.equals(Kept.NOTHING) ? null : what;
    }

    /** What a rollback takes with it. */
    void losesWith(List<Kept.Group> made) {
        kept = kept().between(made);
    }

    void checked(Checked found, Instant now) {
        if (state != RestoreState.CHECKING) return;
        checked = found;
        diagnosis = found.diagnosis();
        dueAt = now;
    }

    void complete(int keepDays, Instant now) {
        untidy = false;
        retainedUntil = now.plus(Duration.ofDays(keepDays));
        go(RestoreState.COMPLETED, now);
    }

    /** Begins to put back what was; after the switch, or after one that failed half-way. */
    void rollBack(Trouble why, Instant now) {
        outcome = why;
        retainedUntil = null;
        untidy = true;
        go(RestoreState.ROLLING_BACK, now);
    }

    void rolledBack(Instant now) {
        go(switchedAt == null ? RestoreState.FAILED : RestoreState.ROLLED_BACK, now);
    }

    void fail(Trouble why, Instant now) {
        outcome = why;
        go(
                why.code() == org.gardefou.restore.failure.FailureCode.CANCELLED
                        ? RestoreState.CANCELLED
                        : RestoreState.FAILED,
                now);
    }

    /** Waits for what will pass. */
    void pause(Trouble why, Instant until) {
        waiting = why;
        attempts++;
        dueAt = until;
    }

    /**
     * Looks again at a moment, unless something comes before.
     *
     * @param seen the version at which it was seen that there is nothing to do: what came since has asked for another run, which must not
     *     be put off
     */
    void wait(long seen, Instant until) {
        if (dueAt != null && (version == seen || dueAt.isAfter(until))) dueAt = until;
    }

    void wantCancel(Instant now) {
        cancelWanted = true;
        dueAt = now;
    }

    void due(Instant now) {
        if (!state.ended()) dueAt = now;
    }

    /** Nothing is left beside the live site any more. */
    void tidied() {
        untidy = false;
        retainedUntil = null;
    }

    /** The state before is kept no longer: later ones need the room. */
    void letGo(Instant now) {
        retainedUntil = now;
    }

    /** Whether something is left beside the site that nobody needs any more. */
    boolean toTidy(Instant now) {
        return (untidy && state.ended()) || (retainedUntil != null && !now.isBefore(retainedUntil));
    }

    /** Whether the state before can still be brought back by hand. */
    boolean retained(Instant now) {
        return state == RestoreState.COMPLETED && retainedUntil != null && now.isBefore(retainedUntil);
    }

    public UUID id() {
        return id;
    }

    public UUID site() {
        return site;
    }

    public UUID customer() {
        return customer;
    }

    public UUID restorePoint() {
        return restorePoint;
    }

    String requestedRole() {
        return requestedRole;
    }

    String requestedBy() {
        return requestedBy;
    }

    Selection selection() {
        return selection == null ? Selection.EVERYTHING : selection;
    }

    Keeping keeping() {
        return keeping == null ? Keeping.NOTHING : keeping;
    }

    /** Null when nobody said that the point was made of another place. */
    @Nullable Elsewhere elsewhere() {
        return elsewhere;
    }

    Kept kept() {
        return kept == null ? Kept.NOTHING : kept;
    }

    boolean withoutSafety() {
        return withoutSafety;
    }

    public RestoreState state() {
        return state;
    }

    Instant stateSince() {
        return stateSince;
    }

    @Nullable UUID safetyPoint() {
        return safetyPoint;
    }

    @Nullable SafetyFailure safetyFailure() {
        return safetyFailure;
    }

    @Nullable String healthBefore() {
        return healthBefore;
    }

    @Nullable Target target() {
        return target;
    }

    @Nullable SnapshotLayout layout() {
        return layout;
    }

    @Nullable Prepared prepared() {
        return prepared;
    }

    @Nullable Checked checked() {
        return checked;
    }

    @Nullable Trouble outcome() {
        return outcome;
    }

    @Nullable Trouble waiting() {
        return waiting;
    }

    int attempts() {
        return attempts;
    }

    boolean cancelWanted() {
        return cancelWanted;
    }

    @Nullable UUID diagnosis() {
        return diagnosis;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    public @Nullable Instant startedAt() {
        return startedAt;
    }

    public @Nullable Instant switchedAt() {
        return switchedAt;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }

    @Nullable Instant dueAt() {
        return dueAt;
    }

    @Nullable Instant retainedUntil() {
        return retainedUntil;
    }

    boolean untidy() {
        return untidy;
    }

    long version() {
        return version;
    }
}
