package org.gardefou.terms.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

/**
 * The restore points of a history: when each was taken, and what became of it first. How long one is owed is what the terms say that are in
 * force when it goes.
 */
final class Points {

    private final List<Agreed> agreed;
    private final Spans owed;
    private final Map<UUID, Observed> taken;
    private final Map<UUID, Observed> gone;

    Points(History history) {
        agreed = history.agreed();
        owed = history.active(Promise.RETENTION::promisedBy);
        taken = first(history.of(What.POINT_TAKEN));
        gone = first(history.of(What.POINT_CORRUPTED, What.POINT_EXPIRED));
    }

    private static Map<UUID, Observed> first(Stream<Observed> facts) {
        return facts.filter(fact -> fact.subject() != null)
                .collect(Collectors.toMap(Points::point, Function.identity(), (one, later) -> one, LinkedHashMap::new));
    }

    private static UUID point(Observed fact) {
        return Objects.requireNonNull(fact.subject());
    }

    /** When points were promised to a site that was here. */
    Spans owed() {
        return owed;
    }

    /** How a point was lost: spoilt at any time, or gone before it might; empty where it was not. */
    Optional<Observed> lost(Observed made) {
        return Optional.ofNullable(made.subject())
                .map(gone::get)
                .filter(fact -> fact.what() == What.POINT_CORRUPTED
                        || fact.at().isBefore(made.at().plus(kept(fact.at()))));
    }

    /** What was lost at a moment that shows something: each with when it was taken. */
    List<Observed> lostAt(Instant moment) {
        return taken.values().stream()
                .flatMap(made -> lost(made).filter(fact -> fact.at().equals(moment)).stream()
                        .flatMap(fact -> Stream.of(made, fact)))
                .toList();
    }

    /** The youngest point that was taken until a moment, whatever became of it. */
    Optional<Observed> last(Instant until) {
        return taken.values().stream().filter(made -> !made.at().isAfter(until)).reduce((earlier, later) -> later);
    }

    /** The youngest point that was taken until a moment, and not lost by then. */
    Optional<Observed> lastGood(Instant until) {
        return taken.values().stream()
                .filter(made -> !made.at().isAfter(until))
                .filter(made ->
                        lost(made).filter(fact -> !fact.at().isAfter(until)).isEmpty())
                .reduce((earlier, later) -> later);
    }

    /** Those that went before their time, until when they were owed. */
    List<Incident> early() {
        List<Incident> early = new ArrayList<>();
        gone.forEach((point, fact) -> {
            Observed made = taken.get(point);
            if (made != null) early(made, fact).ifPresent(early::add);
        });
        return early;
    }

    private Optional<Incident> early(Observed made, Observed fact) {
        Instant until = owedUntil(made, fact.at());
        if (until == null || !fact.at().isBefore(until) || fact.at().isBefore(made.at())) return Optional.empty();
        return Optional.of(
                new Incident(new Span(fact.at(), until), true, why(fact), List.of(made.event(), fact.event())));
    }

    /** Why a point is missed. */
    static Reason why(Observed lost) {
        return lost.what() == What.POINT_CORRUPTED ? Reason.POINT_CORRUPTED : Reason.POINT_GONE;
    }

    /** Until when a point is owed by the terms of a moment; null when it is not. */
    private @Nullable Instant owedUntil(Observed made, Instant moment) {
        if (owed.at(made.at()).isEmpty() || owed.at(moment).isEmpty()) return null;
        return retention(moment).map(made.at()::plus).orElse(null);
    }

    /** How long points are kept by the terms of a moment. */
    Duration kept(Instant moment) {
        return retention(moment).orElse(Duration.ZERO);
    }

    private Optional<Duration> retention(Instant moment) {
        return agreed.stream()
                .filter(terms -> terms.span().has(moment))
                .map(Agreed::promises)
                .filter(Promise.RETENTION::promisedBy)
                .map(Promises::retention)
                .findFirst();
    }

    /** When the next thing that has a bearing on a moment has none any more; null: there is none. */
    @Nullable Instant endOf(Instant moment) {
        return Stream.concat(taken.values().stream(), gone.values().stream())
                .map(fact -> fact.at().plus(kept(moment)))
                .filter(end -> end.isAfter(moment))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Whether a point went in a time of which nobody told here when it was taken. */
    boolean unknownIn(Span span) {
        return gone.values().stream()
                .anyMatch(fact -> !taken.containsKey(point(fact))
                        && span.has(fact.at())
                        && owed.at(fact.at()).isPresent());
    }

    /** The oldest point that had to be there at some time of a span. */
    Optional<Observed> oldestOwedIn(Span span) {
        return taken.values().stream().filter(made -> owedIn(made, span)).findFirst();
    }

    private boolean owedIn(Observed made, Span span) {
        Instant last = span.to().minusNanos(1);
        Instant moment = owed.at(last).isPresent() ? last : made.at();
        Instant until = owedUntil(made, moment);
        return until != null
                && made.at().isBefore(until)
                && new Span(made.at(), until).within(span).isPresent();
    }
}
