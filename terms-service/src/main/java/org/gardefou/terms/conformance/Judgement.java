package org.gardefou.terms.conformance;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one promise, at a moment or in a month.
 *
 * @param since from when it is as it is: broken since, or the time of what shows it to be kept; null where nothing was measured
 * @param evidence what shows it: ids of events and assessments
 * @param incidents the times in which it was not as promised, those that do not count among them
 * @param measured what availability was counted from; null for all else
 * @param due when it can become another by the mere passing of time; null: only something that happens changes it
 */
record Judgement(
        Promise promise,
        State state,
        Reason reason,
        @Nullable Instant since,
        List<UUID> evidence,
        List<Incident> incidents,
        @Nullable Measured measured,
        @Nullable Instant due) {

    Judgement {
        evidence = List.copyOf(evidence);
        incidents = List.copyOf(incidents);
    }

    static Judgement kept(
            Promise promise, Reason reason, @Nullable Instant since, List<UUID> evidence, @Nullable Instant due) {
        return new Judgement(promise, State.KEPT, reason, since, evidence, List.of(), null, due);
    }

    static Judgement unmeasured(Promise promise, Reason reason, @Nullable Instant due) {
        return new Judgement(promise, State.NOT_MEASURED, reason, null, List.of(), List.of(), null, due);
    }

    /** Broken by these, the first of which began it. */
    static Judgement broken(Promise promise, List<Incident> incidents, @Nullable Instant due) {
        Incident first = incidents.getFirst();
        return new Judgement(
                promise,
                State.BROKEN,
                first.reason(),
                first.span().from(),
                incidents.stream()
                        .flatMap(incident -> incident.evidence().stream())
                        .distinct()
                        .toList(),
                incidents,
                null,
                due);
    }
}
