package org.gardefou.terms.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gardefou.terms.conformance.Observed.What;
import org.jspecify.annotations.Nullable;

/**
 * A restore that is asked for works (C13): one that failed for a reason of the hoster's breaks the promise until the next one works. A drill by which
 * the point could not be restored breaks it until a drill passes or a restore works; one that passed takes nothing back of a restore that failed where
 * the site lives. That none of the points that are owed can be read breaks it too, until one can. A site that was worse afterwards and was put back is
 * as promised, and no proof of either. That it works is shown by the last restore or drill, or by the last point that was restored in a place apart.
 */
final class RestoreRule implements Rule {

    /** Given up by who asked for it, of a point that had its time, or taken back as promised. Whatever else is told is held against the hoster. */
    private static final Set<String> NOT_OURS = Set.of("CANCELLED", "ROLLED_BACK_BY_HAND", "POINT_GONE", "SITE_WORSE");

    private static final Set<What> WORKED = EnumSet.of(What.RESTORE_COMPLETED, What.DRILL_PASSED);

    /** As {@code restore-point.verified} calls a point that was restored in a place apart, and whose site answered. */
    private static final String BOOTED = "BOOTED";

    @Override
    public Promise promise() {
        return Promise.RESTORE;
    }

    @Override
    public Judgement now(History history, Instant now) {
        if (history.active(Promise.RESTORE::promisedBy).at(now).isEmpty())
            return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, null);
        List<Incident> failing = incidents(history).stream()
                .filter(incident -> incident.span().has(now))
                .toList();
        @Nullable Instant due = turns(history, now);
        if (!failing.isEmpty()) return Judgement.broken(promise(), failing, due);
        return worked(history, new Span(Span.EVER, now.plusNanos(1)), due);
    }

    /** When it begins or ends by the mere passing of time that no point is good. */
    private static @Nullable Instant turns(History history, Instant now) {
        return new Points(history)
                .noneGood().stream()
                        .map(Incident::span)
                        .flatMap(span -> Stream.of(span.from(), span.to()))
                        .filter(turn -> turn.isAfter(now) && turn.isBefore(Span.OPEN))
                        .min(Instant::compareTo)
                        .orElse(null);
    }

    @Override
    public Judgement in(History history, Span month) {
        if (history.active(Promise.RESTORE::promisedBy).within(month).empty())
            return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, null);
        List<Incident> failing = incidents(history).stream()
                .flatMap(incident -> incident.within(month).stream())
                .toList();
        return failing.isEmpty() ? worked(history, month, null) : Judgement.broken(promise(), failing, null);
    }

    private Judgement worked(History history, Span span, @Nullable Instant due) {
        Spans active = history.active(Promise.RESTORE::promisedBy);
        return history.of(What.RESTORE_COMPLETED, What.DRILL_PASSED, What.POINT_VERIFIED)
                .filter(fact -> fact.what() != What.POINT_VERIFIED || BOOTED.equals(fact.code()))
                .filter(fact -> active.at(fact.at()).isPresent() && span.has(fact.at()))
                .reduce((earlier, later) -> later)
                .map(fact -> Judgement.kept(promise(), shownBy(fact), fact.at(), List.of(fact.event()), due))
                .orElseGet(() -> Judgement.unmeasured(promise(), Reason.NOT_TRIED, due));
    }

    private static Reason shownBy(Observed fact) {
        return switch (fact.what()) {
            case RESTORE_COMPLETED -> Reason.RESTORED;
            case DRILL_PASSED -> Reason.DRILLED;
            default -> Reason.BOOTED_APART;
        };
    }

    private static List<Incident> incidents(History history) {
        Spans active = history.active(Promise.RESTORE::promisedBy);
        List<Incident> incidents = new ArrayList<>();
        incidents.addAll(failing(restores(history, active), Reason.RESTORE_FAILED, active));
        incidents.addAll(failing(drills(history, active), Reason.DRILL_FAILED, active));
        new Points(history)
                .noneGood().stream()
                        .flatMap(none -> active.list().stream().flatMap(span -> none.within(span).stream()))
                        .forEach(incidents::add);
        incidents.sort(Comparator.comparing(incident -> incident.span().from()));
        return incidents;
    }

    /** From each first failure until what works. */
    private static List<Incident> failing(List<Observed> tried, Reason why, Spans active) {
        List<Incident> incidents = new ArrayList<>();
        List<Observed> failed = new ArrayList<>();
        for (Observed fact : tried) {
            if (!WORKED.contains(fact.what())) failed.add(fact);
            else if (!failed.isEmpty()) {
                incident(failed, fact, why, active).ifPresent(incidents::add);
                failed.clear();
            }
        }
        if (!failed.isEmpty()) incident(failed, null, why, active).ifPresent(incidents::add);
        return incidents;
    }

    private static Optional<Incident> incident(
            List<Observed> failed, @Nullable Observed worked, Reason why, Spans active) {
        List<Observed> shown = new ArrayList<>(failed);
        if (worked != null) shown.add(worked);
        Instant from = failed.getFirst().at();
        return active.at(from)
                .flatMap(span -> new Span(from, worked == null ? Span.OPEN : worked.at()).within(span))
                .map(span -> new Incident(span, true, why, History.evidence(shown.stream())));
    }

    private static List<Observed> drills(History history, Spans active) {
        return history.of(What.RESTORE_COMPLETED, What.DRILL_FAILED, What.DRILL_PASSED)
                .filter(fact -> active.at(fact.at()).isPresent())
                .toList();
    }

    /** What was tried while it was promised, and shows something. */
    private static List<Observed> restores(History history, Spans active) {
        return history.of(What.RESTORE_COMPLETED, What.RESTORE_FAILED, What.RESTORE_ROLLED_BACK)
                .filter(fact -> active.at(fact.at()).isPresent())
                .filter(fact ->
                        fact.what() == What.RESTORE_COMPLETED || fact.code() == null || !NOT_OURS.contains(fact.code()))
                .toList();
    }
}
