package org.gardefou.backup.run;

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
import org.gardefou.backup.source.Site;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One run. At most one of a site is at work at a time; the database makes sure. */
@Entity
@Table(name = "backup")
public class Backup {

    @Id
    private UUID id;

    private UUID site;
    private UUID customer;

    /** Where the site is when it is asked for. */
    private UUID server;

    @JdbcTypeCode(SqlTypes.JSON)
    private Reason reason;

    /** Whether somebody or something asked for it: it goes before what is due. */
    @Column(name = "asked_for") // read by queries only
    private boolean askedFor;

    @Nullable private String label;

    /** Whether a customer or a panel asked for it, who may do so a number of times a day. */
    @Column(name = "counted") // read by queries only
    private boolean counted;

    @Enumerated(EnumType.STRING)
    private State state;

    private int tries;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "given_at")
    @Nullable private Instant givenAt;

    @Column(name = "started_at")
    @Nullable private Instant startedAt;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    @Column(name = "restore_point")
    @Nullable private UUID restorePoint;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Failure failure;

    /** The one that was made and found whole: a later start need not make another. */
    @Column(name = "snapshot_checked")
    @Nullable private String snapshotChecked;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Backup() {}

    Backup(UUID id, Site site, Reason reason, @Nullable String label, boolean counted, Instant now) {
        this.id = id;
        this.site = site.site();
        this.customer = site.customer();
        this.server = site.server();
        this.reason = reason;
        this.askedFor = reason.kind() != Reason.Kind.SCHEDULED;
        this.label = label;
        this.counted = counted;
        this.state = State.QUEUED;
        this.requestedAt = now;
    }

    /** Where a run stands. */
    public enum State {
        QUEUED,
        DUMPING,
        COPYING,
        COMPLETED,
        FAILED,
        /** Somebody wanted it no more. */
        CANCELLED;

        /** Whether no more comes of it. */
        public boolean ended() {
            return this == COMPLETED || this == FAILED || this == CANCELLED;
        }
    }

    /** Its turn has come: from now on it counts as at work on its server. */
    void given(Instant now) {
        givenAt = now;
    }

    boolean waits() {
        return givenAt == null && !state.ended();
    }

    /**
     * Starts, or starts again after a crash or a passing failure: then the work is done anew, so that is when it began.
     */
    void start(Instant now) {
        state = State.DUMPING;
        tries++;
        startedAt = now;
    }

    /** Whether the start of that moment is the last one, and at work. */
    boolean goesOnSince(Instant start) {
        return (state == State.DUMPING || state == State.COPYING) && start.equals(startedAt);
    }

    void copying() {
        state = State.COPYING;
    }

    void checked(String snapshot) {
        snapshotChecked = snapshot;
    }

    /** Back into the queue: the cause may pass. */
    void again() {
        state = State.QUEUED;
    }

    /** Back into the queue, and no try was had: what stood in the way is our own work. */
    void waiting() {
        state = State.QUEUED;
        tries--;
    }

    void completed(UUID point, Instant now) {
        state = State.COMPLETED;
        restorePoint = point;
        endedAt = now;
    }

    void failed(Failure why, Instant now) {
        state = State.FAILED;
        failure = why;
        endedAt = now;
    }

    void cancelled(Instant now) {
        state = State.CANCELLED;
        endedAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID site() {
        return site;
    }

    UUID server() {
        return server;
    }

    public UUID customer() {
        return customer;
    }

    public Reason reason() {
        return reason;
    }

    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    public State state() {
        return state;
    }

    Optional<String> snapshotChecked() {
        return Optional.ofNullable(snapshotChecked);
    }

    int tries() {
        return tries;
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public Optional<UUID> restorePoint() {
        return Optional.ofNullable(restorePoint);
    }

    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    public long version() {
        return version;
    }
}
