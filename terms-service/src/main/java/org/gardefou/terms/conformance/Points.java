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
 * The restore points of a history: when each was taken, and what became of it. One that was found bad is lost until it is found good again; one that
 * went stays gone. How long one is owed is what the terms say that are in force when it is lost.
 */
final class Points {

    private final List<Agreed> agreed;
    private final Spans owed;
    private final Map<UUID, Observed> taken;
    private final Map<UUID, List<Loss>> lost;
    private final Map<UUID, List<Observed>> verified;

    /**
     * A time in which a point was lost.
     *
     * @param fact what told it
     * @param found what told that it is good after all; null: it is lost for good
     */
    record Loss(Observed fact, @Nullable Observed found) {

        Span span() {
            return new Span(fact.at(), found == null ? Span.OPEN : found.at());
        }

        Stream<Observed> shown() {
            return Stream.concat(Stream.of(fact), Stream.ofNullable(found));
        }
    }

    Points(History history) {
        agreed = history.agreed();
        owed = history.active(Promise.RETENTION::promisedBy);
        taken = history.of(What.POINT_TAKEN)
                .filter(fact -> fact.subject() != null)
                .collect(Collectors.toMap(Points::point, Function.identity(), (one, later) -> one, LinkedHashMap::new));
        lost = new LinkedHashMap<>();
        byPoint(history.of(What.POINT_CORRUPTED, What.POINT_VERIFIED, What.POINT_EXPIRED))
                .forEach((point, facts) -> lost.put(point, losses(facts)));
        verified = byPoint(history.of(What.POINT_VERIFIED));
    }

    private static Map<UUID, List<Observed>> byPoint(Stream<Observed> facts) {
        return facts.filter(fact -> fact.subject() != null)
                .collect(Collectors.groupingBy(Points::point, LinkedHashMap::new, Collectors.toList()));
    }

    /** When a point was lost, of what was told of it in its order. */
    private static List<Loss> losses(List<Observed> facts) {
        List<Loss> losses = new ArrayList<>();
        @Nullable Observed since = null;
        for (Observed fact : facts) {
            if (fact.what() == What.POINT_VERIFIED) {
                if (since != null) losses.add(new Loss(since, fact));
                since = null;
                continue;
            }
            if (since == null) since = fact;
            if (fact.what() == What.POINT_EXPIRED) break;
        }
        if (since != null) losses.add(new Loss(since, null));
        return losses;
    }

    private static UUID point(Observed fact) {
        return Objects.requireNonNull(fact.subject());
    }

    /** When points were promised to a site that was here. */
    Spans owed() {
        return owed;
    }

    /** When a point was lost: spoilt at any time, or gone before it might. */
    List<Loss> lost(Observed made) {
        return losses(made.subject()).stream()
                .filter(loss -> loss.fact.what() == What.POINT_CORRUPTED
                        || loss.fact.at().isBefore(made.at().plus(kept(loss.fact.at()))))
                .toList();
    }

    /** The times of a span in which a point was not lost. */
    Spans there(Observed made, Span span) {
        return Spans.of(span)
                .without(Spans.of(lost(made).stream().map(Loss::span).toList()));
    }

    private List<Loss> losses(@Nullable UUID point) {
        return point == null ? List.of() : lost.getOrDefault(point, List.of());
    }

    /** What was lost at a moment that shows something: each with when it was taken. */
    List<Observed> lostAt(Instant moment) {
        return taken.values().stream()
                .flatMap(made -> lost(made).stream()
                        .filter(loss -> loss.fact.at().equals(moment))
                        .flatMap(loss -> Stream.of(made, loss.fact)))
                .toList();
    }

    /** What shows that a point was good at a moment: that it was made, and what was found of it last. */
    List<UUID> good(Observed made, Instant until) {
        Stream<Observed> found = Optional.ofNullable(made.subject()).map(verified::get).stream()
                .flatMap(List::stream)
                .filter(fact -> !fact.at().isAfter(until))
                .reduce((earlier, later) -> later)
                .stream();
        return History.evidence(Stream.concat(Stream.of(made), found));
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
                        lost(made).stream().noneMatch(loss -> loss.span().has(until)))
                .reduce((earlier, later) -> later);
    }

    /** Those that went before their time, or could not be read, for as long as they were owed. */
    List<Incident> early() {
        List<Incident> early = new ArrayList<>();
        lost.forEach((point, losses) -> {
            Observed made = taken.get(point);
            if (made != null) losses.forEach(loss -> early(made, loss).ifPresent(early::add));
        });
        return early;
    }

    private Optional<Incident> early(Observed made, Loss loss) {
        Instant from = loss.fact.at();
        Instant until = owedUntil(made, from);
        if (until == null || from.isBefore(made.at())) return Optional.empty();
        return loss.span()
                .within(new Span(Span.EVER, until))
                .map(span -> new Incident(
                        span, true, why(loss.fact), History.evidence(Stream.concat(Stream.of(made), loss.shown()))));
    }

    /**
     * When none of the points that were owed could be read, for each that could not: a restore would have failed, whether one was asked for or not. A
     * point counts as good for as long as any terms promise to keep one.
     */
    List<Incident> noneGood() {
        Duration longest = agreed.stream()
                .map(Agreed::promises)
                .filter(Promise.RETENTION::promisedBy)
                .map(Promises::retention)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Spans good = Spans.of(taken.values().stream()
                .flatMap(made -> good(made, longest).list().stream())
                .toList());
        return early().stream()
                .filter(incident -> incident.reason() == Reason.POINT_CORRUPTED)
                .flatMap(bad -> Spans.of(bad.span()).without(good).list().stream()
                        .map(span -> new Incident(span, true, Reason.NO_GOOD_POINT, bad.evidence())))
                .toList();
    }

    private Spans good(Observed made, Duration longest) {
        return Spans.of(new Span(made.at(), made.at().plus(longest)))
                .without(
                        Spans.of(losses(made.subject()).stream().map(Loss::span).toList()));
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
        return Stream.concat(
                        taken.values().stream(),
                        lost.values().stream().flatMap(List::stream).map(Loss::fact))
                .map(fact -> fact.at().plus(kept(moment)))
                .filter(end -> end.isAfter(moment))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Whether a point went in a time of which nobody told here when it was taken. */
    boolean unknownIn(Span span) {
        return lost.values().stream()
                .flatMap(List::stream)
                .map(Loss::fact)
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
