package org.gardefou.terms.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gardefou.terms.conformance.Observed.What;
import org.jspecify.annotations.Nullable;

/**
 * The backups are young enough: at each moment there is one that is no older than the promised frequency and a grace (C11). Its age counts from the
 * moment that it holds, not from when it was ready. What was found to be unreadable is no backup until
 * it is found good again, nor is what went before its time; a good one before it still is. The first is due that long after the
 * contract began, or after a site that had gone came back. Where more frequent ones are promised, they are due from when the first
 * of them can be; until then the promise before goes on.
 */
final class BackupRule implements Rule {

    private final Settings settings;

    BackupRule(Settings settings) {
        this.settings = settings;
    }

    /** A time with a promised frequency, and whether its beginning is one that nothing can be due at. */
    private record Stretch(Span span, Duration oldest, boolean begins) {}

    /** When a backup was young enough, and when one had to be. */
    private record Cover(Spans owed, Spans allowed, Spans covered) {

        Spans missing() {
            return owed.without(allowed).without(covered);
        }

        Spans well() {
            return allowed.and(covered).within(owed);
        }
    }

    @Override
    public Promise promise() {
        return Promise.BACKUP;
    }

    @Override
    public Judgement now(History history, Instant now) {
        Cover cover = cover(history);
        Optional<Span> missing = cover.missing().at(now);
        if (missing.isPresent())
            return Judgement.broken(promise(), List.of(incident(history, missing.get(), now)), ending(missing.get()));
        Optional<Span> well = cover.well().at(now);
        if (well.isEmpty()) return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, null);
        Instant due = ending(well.get());
        if (cover.covered.at(now).isEmpty()) return Judgement.unmeasured(promise(), Reason.NO_BACKUP_DUE, due);
        Observed last = last(history, now);
        return Judgement.kept(promise(), Reason.BACKED_UP, last.at(), new Points(history).good(last, now), due);
    }

    @Override
    public Judgement in(History history, Span month) {
        Cover cover = cover(history);
        if (cover.owed.within(month).empty()) return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, null);
        List<Incident> missing = cover.missing().list().stream()
                .filter(span -> span.within(month).isPresent())
                .map(span -> incident(history, span, month.to()))
                .flatMap(incident -> incident.within(month).stream())
                .toList();
        if (!missing.isEmpty()) return Judgement.broken(promise(), missing, null);
        if (cover.covered.within(month).empty()) return Judgement.unmeasured(promise(), Reason.NO_BACKUP_DUE, null);
        Observed last = last(history, month.to());
        return Judgement.kept(promise(), Reason.BACKED_UP, last.at(), new Points(history).good(last, month.to()), null);
    }

    private static @Nullable Instant ending(Span span) {
        return span.to().equals(Span.OPEN) ? null : span.to();
    }

    private Cover cover(History history) {
        Spans presence = history.presence();
        Points points = new Points(history);
        List<Span> owed = new ArrayList<>();
        List<Span> allowed = new ArrayList<>();
        List<Span> covered = new ArrayList<>();
        for (Stretch stretch : stretches(history)) {
            for (Span here : presence.within(stretch.span).list()) {
                owed.add(here);
                // Also after the site came back: nothing could be backed up while it was gone.
                if (stretch.begins || here.from().isAfter(stretch.span.from()))
                    new Span(here.from(), here.from().plus(stretch.oldest))
                            .within(here)
                            .ifPresent(allowed::add);
                history.of(What.POINT_TAKEN)
                        .flatMap(point -> points
                                .there(point, new Span(point.at(), point.at().plus(stretch.oldest)))
                                .within(here)
                                .list()
                                .stream())
                        .forEach(covered::add);
            }
        }
        return new Cover(Spans.of(owed), Spans.of(allowed), Spans.of(covered));
    }

    private List<Stretch> stretches(History history) {
        List<Stretch> stretches = new ArrayList<>();
        for (Agreed terms : history.agreed()) {
            if (!Promise.BACKUP.promisedBy(terms.promises())) continue;
            Duration oldest = settings.oldest(terms.promises().frequency());
            Stretch before = stretches.isEmpty() ? null : stretches.getLast();
            Span span = terms.span();
            if (before == null || !before.span.to().equals(span.from())) {
                stretches.add(new Stretch(span, oldest, true));
            } else if (before.oldest.compareTo(oldest) > 0) {
                Instant binds = Stream.of(span.from().plus(oldest), span.to())
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
                stretches.set(
                        stretches.size() - 1,
                        new Stretch(new Span(before.span.from(), binds), before.oldest, before.begins));
                stretches.add(new Stretch(new Span(binds, span.to()), oldest, false));
            } else {
                stretches.add(new Stretch(span, oldest, false));
            }
        }
        return stretches;
    }

    private static Incident incident(History history, Span missing, Instant known) {
        Points points = new Points(history);
        Optional<Observed> before = points.last(missing.from());
        List<Observed> lost = points.lostAt(missing.from());
        List<Observed> failed = history.of(What.BACKUP_FAILED)
                .filter(fact -> fact.at().isBefore(missing.to()) && fact.at().isBefore(known))
                .filter(fact ->
                        before.map(point -> fact.at().isAfter(point.at())).orElse(true))
                .toList();
        List<Observed> shown = new ArrayList<>();
        before.ifPresent(shown::add);
        before.stream()
                .flatMap(point -> points.lost(point).stream())
                .map(Points.Loss::fact)
                .filter(fact -> fact.at().isBefore(missing.from()))
                .forEach(shown::add);
        shown.addAll(lost);
        shown.addAll(failed);
        Reason reason = lost.stream()
                .reduce((made, fact) -> fact)
                .map(Points::why)
                .orElse(failed.isEmpty() ? Reason.BACKUP_MISSING : Reason.BACKUP_FAILED);
        return new Incident(missing, true, reason, History.evidence(shown.stream()));
    }

    /** The youngest that was there at a moment; where all were lost by then, the youngest of all. */
    private static Observed last(History history, Instant until) {
        Points points = new Points(history);
        return points.lastGood(until).or(() -> points.last(until)).orElseThrow();
    }
}
