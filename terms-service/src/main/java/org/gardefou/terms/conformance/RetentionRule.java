package org.gardefou.terms.conformance;

import java.time.Instant;
import java.util.List;
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
        if (points.owed().at(now).isEmpty()) return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, null);
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
        return judged(points, backFrom(points, now), new Span(now, now.plusNanos(1)), points.endOf(now));
    }

    @Override
    public Judgement in(History history, Span month) {
        Points points = new Points(history);
        if (points.owed().within(month).empty()) return Judgement.unmeasured(promise(), Reason.SITE_NOT_HERE, null);
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

    /** The time in which a point may have been taken, or gone, that is owed at a moment. */
    private static Span backFrom(Points points, Instant moment) {
        Instant after = moment.plusNanos(1);
        return new Span(after.minus(points.kept(moment)), after);
    }
}
