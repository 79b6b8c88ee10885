package org.gardefou.terms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.gardefou.terms.conformance.BusFacts.Part;
import org.gardefou.terms.conformance.BusFacts.Watched;
import org.junit.jupiter.api.Test;

/** What monitors say of an hour. */
class WatchedTest {

    private static final Instant HOUR = Instant.parse("2026-10-01T10:00:00Z");
    private static final UUID SITE = UUID.fromString("0198c5a2-7c00-7000-8000-000000000001");

    private static Part part(int from, int to) {
        return new Part(HOUR.plus(Duration.ofMinutes(from)), HOUR.plus(Duration.ofMinutes(to)));
    }

    @Test
    void onlyWhatWasSeenUpSpeaksForTheSite() {
        Watched told = new Watched(SITE, List.of(part(0, 20), part(30, 60)), List.of(part(10, 35)));

        assertThat(told.up().list())
                .containsExactly(
                        new Span(part(0, 10).from(), part(0, 10).to()),
                        new Span(part(35, 60).from(), part(35, 60).to()));
    }

    @Test
    void aPartThatEndsBeforeItBeginsSaysNothing() {
        assertThat(new Watched(SITE, List.of(part(20, 20), part(40, 30)), List.of())
                        .up()
                        .empty())
                .isTrue();
    }

    @Test
    void aMonthThatWasWatchedByTheHourIsKeptInWhateverOrderItIsTold() {
        YearMonth october = YearMonth.of(2026, 10);
        Span month = Timeline.SETTINGS.month(october);
        List<Watched> told = new ArrayList<>();
        for (Instant at = month.from(); at.isBefore(month.to()); at = at.plus(Duration.ofHours(1)))
            told.add(new Watched(SITE, List.of(new Part(at, at.plus(Duration.ofHours(1)))), List.of()));
        // One of them was told in part before it was told as a whole, and all are told twice.
        told.add(new Watched(SITE, List.of(part(0, 20)), List.of()));
        told.addAll(List.copyOf(told));
        Collections.shuffle(told, new Random(1));
        Timeline timeline = new Timeline().agree(Timeline.DAILY, month.from().minus(Duration.ofDays(40)));
        told.forEach(event -> timeline.watched.addAll(event.up().list()));

        assertThat(availability(timeline, october).state()).isEqualTo(State.KEPT);
        assertThat(timeline.history().watched()).isEqualTo(Spans.of(month));

        // An hour that nobody watched is more than a month at 99.9 percent has to spare.
        Timeline less = new Timeline().agree(Timeline.DAILY, month.from().minus(Duration.ofDays(40)));
        timeline.watched.stream().filter(span -> !span.from().equals(HOUR)).forEach(less.watched::add);
        assertThat(availability(less, october).state()).isEqualTo(State.NOT_MEASURED);
    }

    private static Judgement availability(Timeline timeline, YearMonth month) {
        return new Conformance(Timeline.SETTINGS)
                .in(timeline.history(), month).stream()
                        .filter(one -> one.promise() == Promise.AVAILABILITY)
                        .findFirst()
                        .orElseThrow();
    }
}
