package org.gardefou.diagnostics.diagnosis;

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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One examination of a site. */
@Entity
@Table(name = "diagnosis")
public class Diagnosis {

    @Id
    private UUID id;

    private UUID site;

    @Column(name = "customer") // read by queries only
    @Nullable private UUID customer;

    @JdbcTypeCode(SqlTypes.JSON)
    private DiagnosisReason reason;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "logs_since")
    private Instant logsSince;

    @Enumerated(EnumType.STRING)
    @Nullable private Health health;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Verdict verdict;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Diagnosis() {}

    Diagnosis(UUID id, UUID site, @Nullable UUID customer, DiagnosisReason reason, Instant logsSince, Instant now) {
        this.id = id;
        this.site = site;
        this.customer = customer;
        this.reason = reason;
        this.logsSince = logsSince;
        this.state = State.QUEUED;
        this.requestedAt = now;
    }

    /** Where an examination stands. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE
    }

    void start() {
        state = State.RUNNING;
    }

    /** Another restore was at work while the site was looked at. */
    void during(UUID restore) {
        reason = reason.during(restore);
    }

    void done(Verdict result, Instant now) {
        state = State.DONE;
        verdict = result;
        health = result.health();
        endedAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID site() {
        return site;
    }

    Optional<UUID> customer() {
        return Optional.ofNullable(customer);
    }

    DiagnosisReason reason() {
        return reason;
    }

    State state() {
        return state;
    }

    /** What was written to logs before this is history. */
    Instant logsSince() {
        return logsSince;
    }

    Optional<Health> health() {
        return Optional.ofNullable(health);
    }

    Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    Instant requestedAt() {
        return requestedAt;
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    long version() {
        return version;
    }
}
