package org.gardefou.terms.conformance;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.liability.IncidentAssessed;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the bus tells that promises are judged by, each event as one fact, and wakes the site. Nothing is decided here: what follows from
 * the facts follows by their own times, so that late ones and ones out of order make the same in the end. What measures more one day
 * (monitors, incidents of servers) is heard here too.
 */
@ApplicationScoped
class BusFacts implements Listener {

    private static final String KEEP = """
            insert into conformance_fact (event, site, what, at, subject, code, certainty) values (?, ?, ?, ?, ?, ?, ?)
            on conflict (event) do nothing""";

    /** What overlaps is one: the same look, or one between two others, changes nothing. */
    private static final String WATCHED = """
            insert into conformance_watched (site, day, watched) values (?, ?, tstzmultirange(tstzrange(?, ?)))
            on conflict (site, day) do update set watched = conformance_watched.watched + excluded.watched
            where not conformance_watched.watched @> excluded.watched""";

    /** Where nobody could tell, nobody looked. */
    private static final Set<String> SEEN = Set.of("HEALTHY", "DEGRADED", "DOWN");

    /** What was assessed of an outage before. */
    private static final String SAME = """
            select event from conformance_fact
            where site = ? and what = 'ASSESSED' and at >= ? and code = ? and certainty = ? and event <> ? limit 1""";

    private static final String WAKE = "insert into conformance_wake (site, at) values (?, ?)";

    private final Rows rows;
    private final Histories histories;
    private final ConformanceConfig config;

    BusFacts(Rows rows, Histories histories, ConformanceConfig config) {
        this.rows = rows;
        this.histories = histories;
        this.config = config;
    }

    /** What is used of events that name a site and a time and say no more. */
    record OfSite(UUID site, Instant at) {}

    /** What is used of {@code restore-point.created}. */
    record PointTaken(UUID site, UUID restorePoint, Instant takenAt) {}

    /** What is used of {@code restore-point.expired} and {@code restore-point.corrupted}. */
    record PointGone(UUID site, UUID restorePoint, Instant at) {}

    /** What is used of {@code restore-point.verified}. */
    record PointVerified(UUID site, UUID restorePoint, String state, Instant at) {}

    /** What is used of {@code backup.failed}. */
    record BackupFailed(UUID site, String code, Instant at) {}

    /** What is used of the events that end a restore. */
    record RestoreEnded(UUID site, UUID restore, @Nullable String code, Instant at) {}

    /** What is used of {@code restore.drilled}. */
    record Drilled(
            UUID site, UUID drill, String outcome, @Nullable String fault, String code, Instant at) {}

    /** What is used of {@code site.diagnosed}. */
    record Diagnosed(UUID site, String health, Instant at) {}

    /** What is used of {@code site.watched}. */
    record Watched(UUID site, List<Part> watched, List<Part> down) {

        /** When it was seen to be up: whether it was down in the rest is told by {@code site.down}, and where that is missing nobody knows. */
        Spans up() {
            return spans(watched).without(spans(down));
        }

        private static Spans spans(List<Part> parts) {
            return Spans.of(parts.stream()
                    .filter(part -> part.from.isBefore(part.to))
                    .map(part -> new Span(part.from, part.to))
                    .toList());
        }
    }

    /** A part of what was watched. */
    record Part(Instant from, Instant to) {}

    /** What is used of {@code liability.assessed}; of the moment that the site was seen so, where that is told. */
    record Assessed(
            UUID site,
            UUID assessment,
            String party,
            String confidence,
            @Nullable Instant diagnosedAt,
            Instant at) {}

    /** What is used of {@code sla.met} and {@code sla.breached}. */
    record Waited(
            UUID site,
            @JsonProperty("case") UUID request,
            String clock,
            @Nullable Boolean promise,
            Instant at,
            @Nullable Instant dueAt) {

        boolean first() {
            return clock.equals("FIRST_RESPONSE");
        }
    }

    @Override
    public void listen(Subscriptions on) {
        on.on(Set.of("contract.activated", "contract.changed", "contract.ended"), OfSite.class, this::contract)
                .on(Set.of("site.registered", "site.moved"), OfSite.class, event -> plain(event, What.SITE_THERE))
                .on("site.removed", OfSite.class, event -> plain(event, What.SITE_GONE))
                .on("site.down", OfSite.class, event -> plain(event, What.SITE_DOWN))
                .on("site.up", OfSite.class, event -> plain(event, What.SITE_UP))
                .on("site.diagnosed", Diagnosed.class, this::looked)
                .on("site.watched", Watched.class, this::watched)
                .on("liability.assessed", Assessed.class, this::assessed)
                .on("restore-point.created", PointTaken.class, this::taken)
                .on("restore-point.expired", PointGone.class, event -> gone(event, What.POINT_EXPIRED))
                .on("restore-point.corrupted", PointGone.class, event -> gone(event, What.POINT_CORRUPTED))
                .on("restore-point.verified", PointVerified.class, this::verified)
                .on("backup.failed", BackupFailed.class, this::failed)
                .on("restore.completed", RestoreEnded.class, event -> restored(event, What.RESTORE_COMPLETED))
                .on("restore.failed", RestoreEnded.class, event -> restored(event, What.RESTORE_FAILED))
                .on("restore.rolled-back", RestoreEnded.class, event -> restored(event, What.RESTORE_ROLLED_BACK))
                .on("restore.drilled", Drilled.class, this::drilled)
                .on("sla.met", Waited.class, this::responded)
                .on("sla.breached", Waited.class, this::late);
    }

    /** What was agreed is known here already: this only says that it is time to look. */
    private void contract(BusEvent<OfSite> event) {
        rows.change(WAKE, event.data().site, event.data().at);
    }

    private void plain(BusEvent<OfSite> event, What what) {
        keep(event.data().site, new Observed(event.id(), what, event.data().at, null, null, null));
    }

    private void looked(BusEvent<Diagnosed> event) {
        Diagnosed seen = event.data();
        if (!SEEN.contains(seen.health)) return;
        watched(seen.site, new Span(seen.at, seen.at.plus(config.look())));
    }

    private void watched(BusEvent<Watched> event) {
        event.data().up().list().forEach(span -> watched(event.data().site, span));
    }

    private void watched(UUID site, Span span) {
        int more = rows.change(WATCHED, site, Histories.day(span.from()), span.from(), span.to());
        if (more > 0) rows.change(WAKE, site, span.from());
    }

    private void assessed(BusEvent<Assessed> event) {
        Assessed judged = event.data();
        Instant at = judged.diagnosedAt == null ? judged.at : judged.diagnosedAt;
        keep(
                judged.site,
                new Observed(event.id(), What.ASSESSED, at, judged.assessment, judged.party, judged.confidence));
    }

    /**
     * What a person asked to be assessed is not told on the bus. Only what is the hoster's part is heard: what people state excuses nothing here,
     * and it takes the excuse from an outage that it lies in. A restore that failed by it counts as one that the bus told of.
     */
    void assessed(@Observes IncidentAssessed asked) {
        if (!asked.hosts()) return;
        Observed fact = asked.incident() == org.gardefou.terms.liability.Incident.FAILED_RESTORE
                ? new Observed(
                        asked.assessment(), What.RESTORE_FAILED, asked.happened(), asked.assessment(), null, null)
                : new Observed(
                        asked.assessment(),
                        What.ASSESSED,
                        asked.happened(),
                        asked.assessment(),
                        asked.party().name(),
                        asked.confidence().name());
        keep(asked.site(), fact);
    }

    private void taken(BusEvent<PointTaken> event) {
        PointTaken point = event.data();
        keep(point.site, new Observed(event.id(), What.POINT_TAKEN, point.takenAt, point.restorePoint, null, null));
    }

    private void gone(BusEvent<PointGone> event, What what) {
        PointGone point = event.data();
        keep(point.site, new Observed(event.id(), what, point.at, point.restorePoint, null, null));
    }

    private void verified(BusEvent<PointVerified> event) {
        PointVerified point = event.data();
        keep(
                point.site,
                new Observed(event.id(), What.POINT_VERIFIED, point.at, point.restorePoint, point.state, null));
    }

    private void failed(BusEvent<BackupFailed> event) {
        BackupFailed backup = event.data();
        keep(backup.site, new Observed(event.id(), What.BACKUP_FAILED, backup.at, null, backup.code, null));
    }

    private void restored(BusEvent<RestoreEnded> event, What what) {
        RestoreEnded restore = event.data();
        keep(restore.site, new Observed(event.id(), what, restore.at, restore.restore, restore.code, null));
    }

    /** That it could not be tried, or that the site in the point was broken, shows nothing of what the hoster promised. */
    private void drilled(BusEvent<Drilled> event) {
        Drilled drill = event.data();
        boolean passed = drill.outcome.equals("PASSED");
        if (!passed && !(drill.outcome.equals("FAILED") && "POINT".equals(drill.fault))) return;
        What what = passed ? What.DRILL_PASSED : What.DRILL_FAILED;
        keep(drill.site, new Observed(event.id(), what, drill.at, drill.drill, drill.code, null));
    }

    private void responded(BusEvent<Waited> event) {
        Waited waited = event.data();
        if (waited.first())
            keep(waited.site, new Observed(event.id(), What.RESPONSE_GIVEN, waited.at, waited.request, null, null));
    }

    /** What the hoster aims at beside what it promises is its own affair. */
    private void late(BusEvent<Waited> event) {
        Waited waited = event.data();
        if (!waited.first() || !Boolean.TRUE.equals(waited.promise)) return;
        Instant at = waited.dueAt == null ? waited.at : waited.dueAt;
        keep(waited.site, new Observed(event.id(), What.RESPONSE_LATE, at, waited.request, null, null));
    }

    private void keep(UUID site, Observed fact) {
        int kept = rows.change(
                KEEP, fact.event(), site, fact.what().name(), fact.at(), fact.subject(), fact.code(), fact.certainty());
        if (kept > 0) rows.change(WAKE, site, bearingFrom(site, fact));
    }

    /** From when on it can make another of what is known: whose part an outage is, and when it ended, is held against all of it. */
    private Instant bearingFrom(UUID site, Observed fact) {
        if (fact.what() != What.SITE_UP && fact.what() != What.ASSESSED) return fact.at();
        Instant down = histories.wentDown(site, fact.at()).orElse(fact.at());
        boolean known = fact.what() == What.ASSESSED
                && !rows.read(row -> Rows.id(row, 1), SAME, site, down, fact.code(), fact.certainty(), fact.event())
                        .isEmpty();
        return known ? fact.at() : down;
    }
}
