package org.gardefou.backup.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When one site is backed up, and for how long its restore points are kept. */
@Entity
@Table(name = "policy")
public class Policy {

    @Id
    private UUID site;

    private UUID customer;

    @Nullable private UUID contract;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Nullable private Duration frequency;

    @Nullable private Duration retention;

    private boolean paused;

    @Column(name = "next_due")
    @Nullable private Instant nextDue;

    @Column(name = "told_at")
    private Instant toldAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Policy() {}

    Policy(UUID site, UUID customer) {
        this.site = site;
        this.customer = customer;
        this.kind = Kind.CUSTOMER_MANAGED;
        this.toldAt = Instant.EPOCH;
    }

    /** Who makes the backups. */
    public enum Kind {
        /** We do, as promised. */
        HOST_RUN,
        /** The customer does; we make none, and say so. */
        CUSTOMER_MANAGED
    }

    /**
     * The contract promises backups. The first one is due at once.
     *
     * @return whether that changes anything
     */
    boolean promised(UUID by, UUID owner, Duration every, Duration keep, Instant at) {
        if (at.isBefore(toldAt)) return false;
        contract = by;
        boolean same = kind == Kind.HOST_RUN && every.equals(frequency) && keep.equals(retention);
        if (kind != Kind.HOST_RUN || nextDue == null) nextDue = at;
        customer = owner;
        kind = Kind.HOST_RUN;
        frequency = every;
        retention = keep;
        toldAt = at;
        return !same;
    }

    /** The contract has ended; if another has taken its place, that changes nothing. */
    boolean ended(UUID which, UUID owner, Instant at) {
        return (contract == null || contract.equals(which)) && leftToCustomer(which, owner, at);
    }

    /** The contract promises no backups: what is there is kept, nothing is added. */
    boolean leftToCustomer(UUID by, UUID owner, Instant at) {
        if (at.isBefore(toldAt)) return false;
        contract = by;
        boolean same = kind == Kind.CUSTOMER_MANAGED && !toldAt.equals(Instant.EPOCH);
        customer = owner;
        kind = Kind.CUSTOMER_MANAGED;
        frequency = null;
        nextDue = null;
        toldAt = at;
        return !same;
    }

    /** Stops or resumes the schedule; backups that are asked for are made all the same. */
    void pause(boolean pausedNow) {
        paused = pausedNow;
    }

    /** The next backup is due then. */
    public void dueAgain(Instant next) {
        nextDue = next;
    }

    public UUID site() {
        return site;
    }

    public UUID customer() {
        return customer;
    }

    public Kind kind() {
        return kind;
    }

    /** How often; empty where the customer makes the backups. */
    public Optional<Duration> frequency() {
        return Optional.ofNullable(frequency);
    }

    /** How long a restore point is kept; what was once promised stays so until another promise is made. */
    public Optional<Duration> retention() {
        return Optional.ofNullable(retention);
    }

    public boolean paused() {
        return paused;
    }

    public Optional<Instant> nextDue() {
        return Optional.ofNullable(nextDue);
    }

    public long version() {
        return version;
    }
}
