package org.gardefou.terms.conformance;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A time in which something was not as promised.
 *
 * @param span {@link Span#OPEN} where it has not ended
 * @param counts whether it is held against the hoster
 * @param evidence what shows it: ids of events and assessments
 */
record Incident(Span span, boolean counts, Reason reason, List<UUID> evidence) {

    Incident {
        evidence = List.copyOf(evidence);
    }

    /** The part of it within some bounds; empty when that is nothing. */
    Optional<Incident> within(Span bounds) {
        return span.within(bounds).map(part -> new Incident(part, counts, reason, evidence));
    }
}
