package org.gardefou.support.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gardefou.support.sla.ClockReading.State;
import org.jspecify.annotations.Nullable;

/** One clock while the moments of its case are read: it runs, stands still, and was too late or not. */
final class Hand {

    private final SlaTerms terms;
    private final ClockKind kind;
    private final int round;
    private final Instant startedAt;
    private Duration target;
    private Duration used = Duration.ZERO;
    private Instant since;
    private boolean running;
    private @Nullable Instant breachedAt;
    private @Nullable Instant promiseBrokenAt;

    Hand(SlaTerms terms, ClockKind kind, int round, Duration target, Instant startedAt, boolean running) {
        this.terms = terms;
        this.kind = kind;
        this.round = round;
        this.target = target;
        this.startedAt = startedAt;
        this.since = startedAt;
        this.running = running;
    }

    void go(Instant at) {
        if (running) return;
        since = at;
        running = true;
    }

    void stop(Instant at) {
        if (!running) return;
        count(at);
        running = false;
    }

    /** Another target counts from here on, for all the time that has passed. */
    void aim(Duration wanted, Instant at) {
        count(at);
        target = wanted;
    }

    private void count(Instant at) {
        if (running) {
            used = used.plus(terms.hours().between(since, at));
            since = at;
        }
    }

    /** Notes that it was over before a moment. What comes in the last instant comes in time. */
    void passed(Instant at) {
        if (breachedAt == null)
            breachedAt = dueAt().filter(due -> due.isBefore(at)).orElse(null);
        if (promiseBrokenAt == null)
            promiseBrokenAt = promiseDueAt().filter(due -> due.isBefore(at)).orElse(null);
    }

    private Optional<Instant> promiseDueAt() {
        return terms.promised(kind).flatMap(this::in);
    }

    private Optional<Instant> dueAt() {
        return in(target);
    }

    private Optional<Instant> warnAt() {
        return terms.warns() ? in(terms.warning(target)) : Optional.empty();
    }

    /** When so much of it is used. */
    private Optional<Instant> in(Duration whole) {
        return running ? terms.hours().after(since, whole.minus(used)) : Optional.empty();
    }

    ClockReading reading() {
        return new ClockReading(
                kind,
                round,
                running ? State.RUNNING : State.PAUSED,
                startedAt,
                target,
                used,
                since,
                warnAt().orElse(null),
                dueAt().orElse(null),
                promiseDueAt().orElse(null),
                breachedAt,
                promiseBrokenAt,
                null);
    }

    ClockReading ended(State how, Instant at) {
        count(at);
        return new ClockReading(
                kind, round, how, startedAt, target, used, at, null, null, null, breachedAt, promiseBrokenAt, at);
    }
}
