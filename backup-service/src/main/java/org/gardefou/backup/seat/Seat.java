package org.gardefou.backup.seat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.jspecify.annotations.Nullable;

/** A run that works at a destination in the background, or waits in line for that. */
@Entity
@Table(name = "destination_seat")
class Seat {

    @Id
    private UUID id;

    private String job;
    private String run;
    private UUID site;
    private UUID destination;

    @SuppressWarnings("UnusedVariable") // The line is in its order.
    private int priority;

    @Column(name = "asked_at")
    private Instant askedAt;

    @Column(name = "called_at")
    @Nullable private Instant calledAt;

    @Column(name = "seated_at")
    @Nullable private Instant seatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Seat() {}

    /** @param seatedAt null: in line */
    Seat(Asking asking, UUID destination, @Nullable Instant seatedAt) {
        this.id = Ids.next();
        this.job = asking.job();
        this.run = asking.run();
        this.site = asking.site();
        this.priority = asking.priority();
        this.askedAt = asking.since();
        this.destination = destination;
        this.seatedAt = seatedAt;
    }

    /**
     * A run that wants to work at destinations.
     *
     * @param since when it asked for the first time: its place in the line
     */
    record Asking(String job, String run, UUID site, int priority, Instant since) {}

    /** Its turn has come. */
    void called(Instant now) {
        calledAt = now;
    }

    /** Nobody has taken it up. */
    void callAgain() {
        calledAt = null;
    }

    boolean isCalled() {
        return calledAt != null;
    }

    UUID id() {
        return id;
    }

    String job() {
        return job;
    }

    String run() {
        return run;
    }

    UUID site() {
        return site;
    }

    UUID destination() {
        return destination;
    }

    Instant askedAt() {
        return askedAt;
    }

    /** Since when it is at work; empty: it waits. */
    Optional<Instant> seatedAt() {
        return Optional.ofNullable(seatedAt);
    }
}
