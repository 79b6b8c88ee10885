package org.gardefou.terms.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gardefou.terms.conformance.Observed.What;
import org.jspecify.annotations.Nullable;

/**
 * Requests for help get a first response in time (C07), as support counts it in the hours that are promised. One that did not breaks the promise
 * until the next one does. Where nobody asked, nothing is measured.
 */
final class ResponseRule implements Rule {

    @Override
    public Promise promise() {
        return Promise.FIRST_RESPONSE;
    }

    @Override
    public Judgement now(History history, Instant now) {
        if (history.active(Promise.FIRST_RESPONSE::promisedBy).at(now).isEmpty())
            return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, null);
        List<Incident> late = incidents(history).stream()
                .filter(incident -> incident.span().has(now))
                .toList();
        return late.isEmpty()
                ? answered(history, new Span(Span.EVER, now.plusNanos(1)))
                : Judgement.broken(promise(), late, null);
    }

    @Override
    public Judgement in(History history, Span month) {
        if (history.active(Promise.FIRST_RESPONSE::promisedBy).within(month).empty())
            return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, null);
        // A month is broken by what was late in it, and not by what the one before has left.
        List<Incident> late = incidents(history).stream()
                .filter(incident -> month.has(incident.span().from()))
                .flatMap(incident -> incident.within(month).stream())
                .toList();
        return late.isEmpty() ? answered(history, month) : Judgement.broken(promise(), late, null);
    }

    private Judgement answered(History history, Span span) {
        return promised(history, What.RESPONSE_GIVEN)
                .filter(fact -> span.has(fact.at()))
                .reduce((earlier, later) -> later)
                .map(fact -> Judgement.kept(promise(), Reason.RESPONDED, fact.at(), List.of(fact.event()), null))
                .orElseGet(() -> Judgement.unmeasured(promise(), Reason.NOBODY_ASKED, null));
    }

    /** From each first one that was late until one comes in time. */
    private static List<Incident> incidents(History history) {
        List<Incident> incidents = new ArrayList<>();
        List<Observed> late = new ArrayList<>();
        for (Observed fact :
                promised(history, What.RESPONSE_GIVEN, What.RESPONSE_LATE).toList()) {
            if (fact.what() == What.RESPONSE_LATE) late.add(fact);
            else if (!late.isEmpty()) {
                incident(history, late, fact).ifPresent(incidents::add);
                late.clear();
            }
        }
        if (!late.isEmpty()) incident(history, late, null).ifPresent(incidents::add);
        return incidents;
    }

    private static Optional<Incident> incident(History history, List<Observed> late, @Nullable Observed given) {
        Instant from = late.getFirst().at();
        return history.active(Promise.FIRST_RESPONSE::promisedBy)
                .at(from)
                .flatMap(span -> new Span(from, given == null ? Span.OPEN : given.at()).within(span))
                .map(span -> new Incident(span, true, Reason.RESPONSE_LATE, History.evidence(late.stream())));
    }

    private static Stream<Observed> promised(History history, What first, What... more) {
        Spans active = history.active(Promise.FIRST_RESPONSE::promisedBy);
        return history.of(first, more).filter(fact -> active.at(fact.at()).isPresent());
    }
}
