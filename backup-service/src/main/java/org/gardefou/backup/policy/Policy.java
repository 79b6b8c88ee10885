package org.gardefou.backup.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
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

    /** As promised; the customer's own may be shorter. */
    @Nullable private Duration frequency;

    /** As promised; the customer's own may be longer. */
    @Nullable private Duration retention;

    @Column(name = "kept_after_end")
    @Nullable private Duration keptAfterEnd;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Own own;

    private boolean paused;

    @Column(name = "next_due")
    @Nullable private Instant nextDue;

    @Column(name = "remind_at")
    @Nullable private Instant remindAt;

    @Embedded
    @Nullable private Ending ending;

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
     * The contract promises backups. The first one is due at once, and so is one where they have to come more often from now on.
     *
     * @return whether that changes anything
     */
    boolean promised(UUID by, UUID owner, Promise promise, Instant at) {
        if (at.isBefore(toldAt)) return false;
        contract = by;
        boolean same = kind == Kind.HOST_RUN
                && promise.frequency().equals(frequency)
                && promise.retention().equals(retention)
                && promise.keptAfterEnd().equals(keptAfterEnd());
        boolean sooner = kind != Kind.HOST_RUN
                || frequency == null
                || promise.frequency().compareTo(frequency) < 0;
        if (sooner || nextDue == null) nextDue = at;
        customer = owner;
        kind = Kind.HOST_RUN;
        frequency = promise.frequency();
        retention = promise.retention();
        keptAfterEnd = promise.keptAfterEnd().orElse(null);
        remindAt = null;
        ending = null;
        toldAt = at;
        return !same;
    }

    /**
     * The contract has ended; if another has taken its place, that changes nothing. What there is stays for a while.
     *
     * @param usually how long it stays where the plan does not say it
     */
    boolean ended(UUID which, UUID owner, Duration usually, Instant at) {
        if (contract != null && !contract.equals(which)) return false;
        if (at.isBefore(toldAt)) return false;
        boolean first = ending == null;
        leftToCustomer(which, owner, at);
        remindAt = null;
        ending = new Ending(at, at.plus(keptAfterEnd == null ? usually : keptAfterEnd));
        return first;
    }

    /** The contract promises no backups: what is there is kept, nothing is added. The customer is reminded from now on. */
    boolean leftToCustomer(UUID by, UUID owner, Instant at) {
        if (at.isBefore(toldAt)) return false;
        contract = by;
        boolean same = kind == Kind.CUSTOMER_MANAGED && !toldAt.equals(Instant.EPOCH) && ending == null;
        if (!same || remindAt == null) remindAt = at;
        customer = owner;
        kind = Kind.CUSTOMER_MANAGED;
        frequency = null;
        own = null;
        nextDue = null;
        ending = null;
        toldAt = at;
        return !same;
    }

    /** The customer asks for more, or no longer does. Where backups have to come more often, one is due at once. */
    void asked(@Nullable Own wishes, Instant now) {
        Duration before = frequency().orElseThrow();
        own = wishes;
        if (frequency().orElseThrow().compareTo(before) < 0) nextDue = now;
    }

    /** Stops or resumes the schedule; backups that are asked for are made all the same. */
    void pause(boolean pausedNow) {
        paused = pausedNow;
    }

    /** The next backup is due then. */
    public void dueAgain(Instant next) {
        nextDue = next;
    }

    /** The customer has been reminded; the next time is then. */
    void reminded(@Nullable Instant next) {
        remindAt = next;
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

    /** How often: as promised, or as the customer asked for where that is more often; empty where the customer makes the backups. */
    public Optional<Duration> frequency() {
        Optional<Duration> wanted = own().map(Own::frequency);
        return Optional.ofNullable(frequency).map(promised -> wanted.filter(mine -> mine.compareTo(promised) < 0)
                .orElse(promised));
    }

    /**
     * How long a restore point is kept: as promised, or as the customer asked for where that is longer. What was once promised stays so
     * until another promise is made.
     */
    public Optional<Duration> retention() {
        Optional<Duration> wanted = own().map(Own::retention);
        return Optional.ofNullable(retention).map(promised -> wanted.filter(mine -> mine.compareTo(promised) > 0)
                .orElse(promised));
    }

    /** What the contract promises; empty where it promises no backups. */
    Optional<Promise> promise() {
        return frequency == null || retention == null
                ? Optional.empty()
                : Optional.of(new Promise(frequency, retention, keptAfterEnd()));
    }

    Optional<Duration> keptAfterEnd() {
        return Optional.ofNullable(keptAfterEnd);
    }

    Optional<Own> own() {
        return Optional.ofNullable(own);
    }

    public boolean paused() {
        return paused;
    }

    public Optional<Instant> nextDue() {
        return Optional.ofNullable(nextDue);
    }

    Optional<Instant> remindAt() {
        return Optional.ofNullable(remindAt);
    }

    /** What the end of the contract brings, if it has ended and no other took its place. */
    public Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    public long version() {
        return version;
    }
}
