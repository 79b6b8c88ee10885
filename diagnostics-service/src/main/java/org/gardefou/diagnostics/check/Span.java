package org.gardefou.diagnostics.check;

import java.time.Instant;

/** A time, its end not in it. */
public record Span(Instant from, Instant to) {

    boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
