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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

/**
 * The restore points are kept as long as promised, and intact (C11). How long that is, is what the terms say that are in force when a point goes;
 * owed are those that were taken while backups were promised. A point that went early, or was found to be unreadable, breaks the
 * promise until the moment when it might have gone.
 */
final class RetentionRule implements Rule {

    @Override
    public Promise promise() {
        return Promise.RETENTION;
    }

    @Override
    public Judgement now(History history, Instant now) {
        Points points = new Points(history);
        if (points.owed.at(now).isEmpty()) return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, null);
        List<Incident> early = points.early().stream()
                .filter(incident -> incident.span().has(now))
                .toList();
        if (!early.isEmpty()) {
            Instant next = early.stream()
                    .map(incident -> incident.span().to())
                    .min(Instant::compareTo)
                    .orElseThrow();
            return Judgement.broken(promise(), early, next);
        }
        return judged(points, points.backFrom(now), new Span(now, now.plusNanos(1)), points.endOf(now));
    }

    @Override
    public Judgement in(History history, Span month) {
        Points points = new Points(history);
        if (points.owed.within(month).empty()) return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, null);
        List<Incident> early = points.early().stream()
                .flatMap(incident -> incident.within(month).stream())
                .toList();
        return early.isEmpty() ? judged(points, month, month, null) : Judgement.broken(promise(), early, null);
    }

    /**
     * @param gone in which time what went has a bearing
     * @param there in which time something had to be there
     * @param due when it can be another
     */
    private Judgement judged(Points points, Span gone, Span there, @Nullable Instant due) {
        if (points.unknownIn(gone)) return Judgement.unmeasured(promise(), Reason.POINT_UNKNOWN, due);
        return points.oldestOwedIn(there)
                .map(point -> Judgement.kept(promise(), Reason.POINTS_KEPT, point.at(), List.of(point.event()), due))
                .orElseGet(() -> Judgement.unmeasured(promise(), Reason.NO_POINT_OWED, null));
    }

    /** The restore points of a history: what was taken, and what became of it first. */
    private static final class Points {

        private final List<Agreed> agreed;
        private final Spans owed;
        private final Map<UUID, Observed> taken;
        private final Map<UUID, Observed> gone;

        Points(History history) {
            agreed = history.agreed();
            owed = history.active(Promise.RETENTION::promisedBy);
            taken = history.of(What.POINT_TAKEN)
                    .filter(fact -> fact.subject() != null)
                    .collect(
                            Collectors.toMap(Points::point, fact -> fact, (first, again) -> first, LinkedHashMap::new));
            gone = history.of(What.POINT_CORRUPTED, What.POINT_EXPIRED)
                    .filter(fact -> fact.subject() != null)
                    .collect(
                            Collectors.toMap(Points::point, fact -> fact, (first, later) -> first, LinkedHashMap::new));
        }

        private static UUID point(Observed fact) {
            return Objects.requireNonNull(fact.subject());
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
            return Optional.of(new Incident(
                    new Span(fact.at(), until),
                    true,
                    fact.what() == What.POINT_CORRUPTED ? Reason.POINT_CORRUPTED : Reason.POINT_GONE_EARLY,
                    List.of(made.event(), fact.event())));
        }

        /** Until when a point is owed by the terms of a moment; null when it is not. */
        private @Nullable Instant owedUntil(Observed made, Instant moment) {
            if (owed.at(made.at()).isEmpty() || owed.at(moment).isEmpty()) return null;
            return agreed.stream()
                    .filter(terms -> terms.span().has(moment))
                    .map(Agreed::promises)
                    .filter(Promise.RETENTION::promisedBy)
                    .map(Promises::retention)
                    .map(made.at()::plus)
                    .findFirst()
                    .orElse(null);
        }

        /** The time in which a point may have been taken, or gone, that is owed at a moment. */
        Span backFrom(Instant moment) {
            Instant after = moment.plusNanos(1);
            return new Span(after.minus(kept(moment)), after);
        }

        /** When the next thing that has a bearing on a moment has none any more; null: there is none. */
        @Nullable Instant endOf(Instant moment) {
            return Stream.concat(taken.values().stream(), gone.values().stream())
                    .map(fact -> fact.at().plus(kept(moment)))
                    .filter(end -> end.isAfter(moment))
                    .min(Instant::compareTo)
                    .orElse(null);
        }

        private Duration kept(Instant moment) {
            return agreed.stream()
                    .filter(terms -> terms.span().has(moment))
                    .map(Agreed::promises)
                    .filter(Promise.RETENTION::promisedBy)
                    .map(Promises::retention)
                    .findFirst()
                    .orElse(Duration.ZERO);
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
}
