package org.gardefou.terms.conformance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

/**
 * The site can answer for so much of each calendar month (C21). Counted are the times in which it was down as {@link Outages} says, in the part of the month in
 * which the promise ran and the site was hosted here; where what is promised changed within the month, each part stands for itself, and
 * one that is broken breaks the month. Kept is what is kept even if the site had been down whenever nobody looked: what {@link History#watched}
 * says.
 */
final class AvailabilityRule implements Rule {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Settings settings;

    AvailabilityRule(Settings settings) {
        this.settings = settings;
    }

    /** A part of a month under one promise. */
    private record Part(Span span, Promises.Availability promised) {}

    /** What was counted in a part of a month, until now. */
    record Count(
            Promises.Availability promised,
            Duration length,
            Duration allowed,
            Spans counting,
            Spans excused,
            Duration unmeasured,
            Duration soFar) {

        Duration down() {
            return counting.length();
        }

        boolean broken() {
            return down().compareTo(allowed) > 0;
        }

        /** Even if it had been down whenever nobody looked; of a month that goes on the same is asked of the part that is over. */
        boolean kept() {
            return down().plus(unmeasured).compareTo(allowed) <= 0 && slack().compareTo(Duration.ZERO) >= 0;
        }

        /** How much longer nobody may look. */
        Duration slack() {
            return allowance(soFar, promised.percent()).minus(unmeasured);
        }

        /** The moment after which it was down for too long. */
        Optional<Instant> brokenSince() {
            Duration left = allowed;
            for (Span down : counting.list()) {
                if (down.length().compareTo(left) > 0)
                    return Optional.of(down.from().plus(left));
                left = left.minus(down.length());
            }
            return Optional.empty();
        }

        Measured measured() {
            return new Measured(
                    promised.percent(),
                    length.toString(),
                    allowed.toString(),
                    down().toString(),
                    excused.length().toString(),
                    unmeasured.toString());
        }
    }

    @Override
    public Promise promise() {
        return Promise.AVAILABILITY;
    }

    @Override
    public Judgement now(History history, Instant now) {
        Span month = settings.month(settings.monthOf(now));
        List<Count> counts = counts(history, month, now);
        if (history.active(Promise.AVAILABILITY::promisedBy).at(now).isEmpty())
            return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, month.to());
        Judgement judged = judged(history, counts, new Span(month.from(), now), month.from());
        // Where it is down right now nothing is kept, however much the month still allows.
        boolean open = judged.state() == State.KEPT
                && judged.incidents().stream()
                        .anyMatch(
                                outage -> outage.counts() && outage.span().to().equals(now));
        return new Judgement(
                judged.promise(),
                open ? State.NOT_MEASURED : judged.state(),
                open ? Reason.DOWN_NOW : judged.reason(),
                open ? null : judged.since(),
                judged.evidence(),
                judged.incidents(),
                judged.measured(),
                due(history, counts.isEmpty() ? null : counts.getLast(), judged.state(), month, now));
    }

    @Override
    public Judgement in(History history, Span month) {
        List<Count> counts = counts(history, month, month.to());
        if (counts.isEmpty()) return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, null);
        return judged(history, counts, month, month.from());
    }

    /** What was counted of the broken parts of a month, for the credit. */
    List<Promises.Availability> brokenParts(History history, Span month) {
        return counts(history, month, month.to()).stream()
                .filter(Count::broken)
                .map(Count::promised)
                .toList();
    }

    private Judgement judged(History history, List<Count> counts, Span window, Instant begun) {
        List<Incident> down = Outages.of(history, window.to()).stream()
                .flatMap(outage -> outage.within(window).stream())
                .toList();
        Optional<Instant> broken =
                counts.stream().flatMap(count -> count.brokenSince().stream()).min(Comparator.naturalOrder());
        State state = broken.isPresent()
                ? State.BROKEN
                : !counts.isEmpty() && counts.stream().allMatch(Count::kept) ? State.KEPT : State.NOT_MEASURED;
        Reason reason =
                switch (state) {
                    case BROKEN -> Reason.DOWN_TOO_LONG;
                    case KEPT -> Reason.ANSWERED;
                    case NOT_MEASURED -> Reason.NOT_WATCHED;
                };
        List<UUID> evidence = down.stream()
                .flatMap(outage -> outage.evidence().stream())
                .distinct()
                .toList();
        return new Judgement(
                promise(),
                state,
                reason,
                state == State.KEPT ? begun : broken.orElse(null),
                evidence,
                down,
                counts.isEmpty() ? null : told(counts).measured(),
                null);
    }

    /** The part that is told of: the first that was broken, or else the last. */
    private static Count told(List<Count> counts) {
        return counts.stream().filter(Count::broken).findFirst().orElseGet(counts::getLast);
    }

    private List<Count> counts(History history, Span month, Instant until) {
        Spans presence = history.presence();
        List<Incident> outages = Outages.of(history, until);
        Spans counting = Spans.of(
                outages.stream().filter(Incident::counts).map(Incident::span).toList());
        Spans excused = Spans.of(outages.stream()
                        .filter(outage -> !outage.counts())
                        .map(Incident::span)
                        .toList())
                .without(counting);
        Spans known = history.watched().and(counting).and(excused);
        List<Count> counts = new ArrayList<>();
        for (Part part : parts(history, month)) {
            Spans all = presence.within(part.span);
            Spans over = until.isAfter(part.span.from()) ? all.within(new Span(part.span.from(), until)) : Spans.NONE;
            if (over.empty()) continue;
            counts.add(new Count(
                    part.promised,
                    all.length(),
                    allowance(all.length(), part.promised.percent()),
                    counting.within(over),
                    excused.within(over),
                    over.without(known).length(),
                    over.length()));
        }
        return counts;
    }

    private static List<Part> parts(History history, Span month) {
        List<Part> parts = new ArrayList<>();
        for (Agreed terms : history.agreed()) {
            Promises.Availability promised = terms.promises().availability();
            Optional<Span> span = terms.span().within(month);
            if (promised == null || span.isEmpty()) continue;
            Part last = parts.isEmpty() ? null : parts.getLast();
            if (last != null && last.span.to().equals(span.get().from()) && same(last.promised, promised))
                parts.set(
                        parts.size() - 1,
                        new Part(new Span(last.span.from(), span.get().to()), promised));
            else parts.add(new Part(span.get(), promised));
        }
        return parts;
    }

    private static boolean same(Promises.Availability one, Promises.Availability other) {
        return one.percent().compareTo(other.percent()) == 0
                && Objects.equals(one.credit(), other.credit())
                && Objects.equals(one.monthlyPrice(), other.monthlyPrice());
    }

    /** How long a site may be down in a time, to the millisecond. */
    static Duration allowance(Duration length, BigDecimal percent) {
        return Duration.ofMillis(BigDecimal.valueOf(length.toMillis())
                .multiply(HUNDRED.subtract(percent))
                .divide(HUNDRED, 0, RoundingMode.DOWN)
                .longValueExact());
    }

    /** When it can be another: an outage that goes on, looks that are over, the next month. */
    private Instant due(History history, @Nullable Count last, State state, Span month, Instant now) {
        Instant due = month.to();
        if (last == null) return due;
        boolean down = last.counting.list().stream().anyMatch(span -> span.to().equals(now));
        if (state != State.BROKEN && down)
            due = earlier(due, now.plus(last.allowed.minus(last.down())).plusMillis(1));
        if (state == State.KEPT) {
            Instant looked = history.watched().at(now).map(Span::to).orElse(now);
            due = earlier(due, looked.plus(last.slack()).plusSeconds(1));
        }
        return due;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
