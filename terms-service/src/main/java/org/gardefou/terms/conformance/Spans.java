package org.gardefou.terms.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Times in their order, none of which touches another. */
record Spans(List<Span> list) {

    static final Spans NONE = new Spans(List.of());

    Spans {
        list = List.copyOf(list);
    }

    /** All moments that are in one of these at least. */
    static Spans of(Collection<Span> any) {
        List<Span> joined = new ArrayList<>();
        any.stream()
                .filter(span -> !span.empty())
                .sorted(Comparator.comparing(Span::from))
                .forEach(span -> {
                    Span last = joined.isEmpty() ? null : joined.getLast();
                    if (last == null || last.to().isBefore(span.from())) joined.add(span);
                    else if (span.to().isAfter(last.to()))
                        joined.set(joined.size() - 1, new Span(last.from(), span.to()));
                });
        return new Spans(joined);
    }

    static Spans of(Span span) {
        return of(List.of(span));
    }

    Spans and(Spans others) {
        List<Span> all = new ArrayList<>(list);
        all.addAll(others.list);
        return of(all);
    }

    Spans within(Span bounds) {
        return new Spans(
                list.stream().flatMap(span -> span.within(bounds).stream()).toList());
    }

    Spans within(Spans bounds) {
        return of(bounds.list.stream()
                .flatMap(bound -> within(bound).list.stream())
                .toList());
    }

    /** What is in these and in none of those. */
    Spans without(Spans others) {
        List<Span> left = new ArrayList<>();
        for (Span span : list) {
            Instant from = span.from();
            for (Span hole : others.within(span).list) {
                if (from.isBefore(hole.from())) left.add(new Span(from, hole.from()));
                from = hole.to();
            }
            if (from.isBefore(span.to())) left.add(new Span(from, span.to()));
        }
        return new Spans(left);
    }

    Duration length() {
        return list.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }

    boolean empty() {
        return list.isEmpty();
    }

    /** The one that has the moment. */
    Optional<Span> at(Instant moment) {
        return list.stream().filter(span -> span.has(moment)).findFirst();
    }
}
