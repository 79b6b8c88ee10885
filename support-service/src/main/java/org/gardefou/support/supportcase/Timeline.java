package org.gardefou.support.supportcase;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gardefou.support.coverage.CoverageDecisions;
import org.gardefou.support.history.SiteEvents;

/** Joins what happened to the site, what was decided and what was written, in the order of time. */
@ApplicationScoped
class Timeline {

    /** The backup and the notice stand just around the change; the end brings the restore's last word. */
    private static final Duration AROUND = Duration.ofMinutes(10);

    private final SiteEvents history;
    private final CaseMessages messages;
    private final CoverageDecisions decisions;
    private final Clock clock;

    Timeline(SiteEvents history, CaseMessages messages, CoverageDecisions decisions, Clock clock) {
        this.history = history;
        this.messages = messages;
        this.decisions = decisions;
        this.clock = clock;
    }

    List<TimelineEntry> of(SupportCase told) {
        Instant end = told.resolvedAt().map(at -> at.plus(AROUND)).orElse(clock.instant());
        Stream<TimelineEntry> happened = history
                .between(told.site(), told.beginsAt().minus(AROUND), end)
                .stream()
                .map(TimelineEntry::of);
        Stream<TimelineEntry> decided = decisions.of(told.id()).stream().map(TimelineEntry::of);
        Stream<TimelineEntry> written = messages.of(told.id()).stream().map(TimelineEntry::of);
        return Stream.of(happened, decided, written)
                .flatMap(entries -> entries)
                .sorted(Comparator.comparing(TimelineEntry::at))
                .toList();
    }
}
