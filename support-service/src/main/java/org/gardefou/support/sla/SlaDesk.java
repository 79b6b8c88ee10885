package org.gardefou.support.sla;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.support.contract.HostedSite;
import org.gardefou.support.contract.HostedSites;
import org.gardefou.support.sla.CaseClock.News;
import org.gardefou.support.sla.Moment.What;
import org.gardefou.support.supportcase.CaseMoved;
import org.gardefou.support.supportcase.CaseStatus.Turn;
import org.gardefou.support.supportcase.CaseWritten;
import org.gardefou.support.supportcase.Priority;
import org.gardefou.support.supportcase.SupportCase;
import org.gardefou.support.supportcase.SupportCase.Resolution;

/** Notes what happens in the cases, reads their clocks anew, and tells what is new in them. All inside the caller's transaction. */
@ApplicationScoped
class SlaDesk {

    private static final String TOPIC = "gardefou.cases";
    private static final Set<Resolution> BY_OUR_PEOPLE = EnumSet.of(Resolution.REPAIRED, Resolution.ANSWERED);

    private static final Set<What> TURNS = EnumSet.of(What.OUR_TURN, What.THEIR_TURN, What.OVER);

    /** Cases that are looked for at once. */
    private static final int SWEEP = 50;

    private final SlaRows rows;
    private final SlaBook book;
    private final HostedSites sites;
    private final Outbox outbox;
    private final Clock clock;

    SlaDesk(SlaRows rows, SlaBook book, HostedSites sites, Outbox outbox, Clock clock) {
        this.rows = rows;
        this.book = book;
        this.sites = sites;
        this.outbox = outbox;
        this.clock = clock;
    }

    void moved(@Observes CaseMoved event) {
        SupportCase moved = event.moved();
        CaseSla sla = rows.hold(moved.id(), moved.site());
        List<Moment> before = rows.moments(moved.id());
        Instant now = clock.instant();
        note(sla, before, news(moved, before, now), now);
    }

    /** What its clocks have not been told yet. */
    private static List<Moment> news(SupportCase moved, List<Moment> before, Instant now) {
        List<Moment> news = new ArrayList<>();
        if (moved.priority() != priority(before)) news.add(new Moment(now, What.WEIGHED, moved.priority()));
        What turn = turn(moved.turn());
        if (turn == lastTurn(before)) return news;
        // Who repairs or answers and says so has answered.
        if (turn == What.OVER
                && moved.resolution().filter(BY_OUR_PEOPLE::contains).isPresent())
            news.add(new Moment(now, What.ANSWERED, null));
        news.add(new Moment(now, turn, null));
        return news;
    }

    private static What turn(Turn turn) {
        return switch (turn) {
            case SUPPORT -> What.OUR_TURN;
            case CUSTOMER -> What.THEIR_TURN;
            case NOBODY -> What.OVER;
        };
    }

    private static What lastTurn(List<Moment> moments) {
        return moments.reversed().stream()
                .map(Moment::what)
                .filter(TURNS::contains)
                .findFirst()
                .orElse(What.WEIGHED);
    }

    void written(@Observes CaseWritten event) {
        SupportCase written = event.written();
        CaseSla sla = rows.hold(written.id(), written.site());
        Instant now = clock.instant();
        Moment word = new Moment(now, event.ours() ? What.ANSWERED : What.ASKED, null);
        note(sla, rows.moments(written.id()), List.of(word), now);
    }

    private void note(CaseSla sla, List<Moment> before, List<Moment> news, Instant now) {
        news.forEach(moment -> rows.add(sla.caseId(), moment));
        if (!freeze(sla, now) && news.isEmpty()) return;
        List<Moment> all = new ArrayList<>(before);
        all.addAll(news);
        read(sla, all, now);
    }

    /** Where nothing is frozen yet, what holds now, if the contract is known; returns whether that is new. */
    private boolean freeze(CaseSla sla, Instant now) {
        if (sla.terms().isPresent()) return false;
        sites.findByIdOptional(sla.site())
                .flatMap(HostedSite::contract)
                .flatMap(book::freeze)
                .ifPresent(hash -> sla.goesBy(hash, now));
        return sla.terms().isPresent();
    }

    /** Some of the cases in which a clock is due, the longest due first. */
    List<UUID> due() {
        return rows.due(clock.instant(), SWEEP);
    }

    /** Reads the clocks of a case in which one is due, unless somebody else does. */
    void readDue(UUID caseId) {
        Instant now = clock.instant();
        rows.take(caseId, now).ifPresent(sla -> read(sla, rows.moments(caseId), now));
    }

    private void read(CaseSla sla, List<Moment> moments, Instant now) {
        if (sla.terms().isEmpty()) return;
        List<CaseClock> clocks = rows.clocks(sla.caseId());
        Priority priority = priority(moments);
        for (ClockReading reading : SlaClocks.read(book.terms(sla.terms().get()), sla.termsSince(), moments, now)) {
            CaseClock kept = clocks.stream()
                    .filter(one -> one.shows(reading))
                    .findFirst()
                    .orElseGet(() -> rows.add(new CaseClock(Ids.next(), sla, reading, priority)));
            for (News news : kept.read(reading, priority, now))
                outbox.add(Event.of(TOPIC, type(news), sla.site(), SlaTold.of(sla, reading, priority, news, now)));
        }
    }

    private static String type(News news) {
        return switch (news) {
            case WARNED -> "sla.warned";
            case BREACHED, PROMISE_BROKEN -> "sla.breached";
            case MET -> "sla.met";
        };
    }

    /** The last one that was noted; a case is opened with P3. */
    private static Priority priority(List<Moment> moments) {
        return moments.reversed().stream()
                .filter(moment -> moment.what() == What.WEIGHED)
                .map(Moment::priority)
                .findFirst()
                .orElse(Priority.P3);
    }

    /** What the clocks of a case show now; none where nothing is promised or nobody waits. */
    List<ClockReading> readings(UUID caseId) {
        CaseSla sla = rows.find(caseId).orElse(null);
        if (sla == null || sla.terms().isEmpty()) return List.of();
        SlaTerms terms = book.terms(sla.terms().get());
        return SlaClocks.read(terms, sla.termsSince(), rows.moments(caseId), clock.instant());
    }
}
