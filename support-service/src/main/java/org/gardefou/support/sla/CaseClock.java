package org.gardefou.support.sla;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.support.sla.ClockReading.State;
import org.gardefou.support.supportcase.Priority;
import org.jspecify.annotations.Nullable;

/** What a clock showed when it was last read, and what of it was told. */
@Entity
@Table(name = "case_clock")
class CaseClock {

    /** What is told of a clock, each once. */
    enum News {
        /** It is nearly over. */
        WARNED,
        /** What we aimed at was over without an end; the contract promises no more than later, or nothing. */
        BREACHED,
        /** What the contract promises was over without an end. */
        PROMISE_BROKEN,
        /** It ended in time. */
        MET
    }

    @Id
    private UUID id;

    @Column(name = "case_id")
    private UUID caseId;

    private UUID site;

    @Enumerated(EnumType.STRING)
    private ClockKind kind;

    private int round;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    private Priority priority;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "due_at")
    @Nullable private Instant dueAt;

    @Column(name = "warned_at")
    @Nullable private Instant warnedAt;

    @Column(name = "breached_at")
    @Nullable private Instant breachedAt;

    @Column(name = "promise_broken_at")
    @Nullable private Instant promiseBrokenAt;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    @Column(name = "next_at") // read by queries only
    @Nullable private Instant nextAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected CaseClock() {}

    CaseClock(UUID id, CaseSla sla, ClockReading first, Priority priority) {
        this.id = id;
        this.caseId = sla.caseId();
        this.site = sla.site();
        this.kind = first.kind();
        this.round = first.round();
        this.state = State.RUNNING;
        this.priority = priority;
        this.startedAt = first.startedAt();
    }

    boolean shows(ClockReading reading) {
        return kind == reading.kind() && round == reading.round();
    }

    /** Takes over what the clock shows now; returns what is new in it. */
    Set<News> read(ClockReading reading, Priority urgent, Instant now) {
        Set<News> news = EnumSet.noneOf(News.class);
        if (promiseBrokenAt == null && reading.promiseBrokenAt() != null) news.add(News.PROMISE_BROKEN);
        // Where both are over at once, the promise is what is told.
        else if (breachedAt == null && reading.breachedAt() != null) news.add(News.BREACHED);
        breachedAt = reading.breachedAt();
        promiseBrokenAt = reading.promiseBrokenAt();
        if (warnedAt == null && breachedAt == null && warningDue(reading, now)) {
            warnedAt = now;
            news.add(News.WARNED);
        }
        if (state != State.MET && reading.state() == State.MET && breachedAt == null) news.add(News.MET);
        state = reading.state();
        priority = urgent;
        dueAt = reading.dueAt();
        endedAt = reading.endedAt();
        nextAt = next(reading);
        return news;
    }

    /** When there is news by the mere passing of time. */
    private @Nullable Instant next(ClockReading reading) {
        if (breachedAt != null) return promiseBrokenAt == null ? reading.promiseDueAt() : null;
        return warnedAt == null && reading.warnAt() != null ? reading.warnAt() : reading.dueAt();
    }

    private static boolean warningDue(ClockReading reading, Instant now) {
        return reading.warnAt() != null && !reading.warnAt().isAfter(now);
    }

    UUID id() {
        return id;
    }

    UUID caseId() {
        return caseId;
    }

    UUID site() {
        return site;
    }

    ClockKind kind() {
        return kind;
    }

    State state() {
        return state;
    }

    Priority priority() {
        return priority;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** When it is over; nothing while it stands still. */
    Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    Optional<Instant> breachedAt() {
        return Optional.ofNullable(breachedAt);
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }
}
