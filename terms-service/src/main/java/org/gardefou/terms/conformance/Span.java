package org.gardefou.terms.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A time from one moment on, until before another. */
record Span(Instant from, Instant to) {

    /** Where a time begins whose beginning is not known, or is of no account. */
    static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");

    /** Where a time ends that has not ended. */
    static final Instant OPEN = Instant.parse("9999-01-01T00:00:00Z");

    Span {
        if (to.isBefore(from)) throw new IllegalArgumentException("It ends before it begins: " + from + ", " + to);
    }

    Duration length() {
        return Duration.between(from, to);
    }

    boolean empty() {
        return from.equals(to);
    }

    boolean has(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    /** What the two have in common; empty when that is nothing. */
    Optional<Span> within(Span other) {
        Instant later = from.isAfter(other.from) ? from : other.from;
        Instant earlier = to.isBefore(other.to) ? to : other.to;
        return later.isBefore(earlier) ? Optional.of(new Span(later, earlier)) : Optional.empty();
    }
}
