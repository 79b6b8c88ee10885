package org.gardefou.diagnostics.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.diagnostics.check.Severity;
import org.gardefou.diagnostics.monitor.Standing.State;
import org.gardefou.diagnostics.monitor.Standing.Step;
import org.junit.jupiter.api.Test;

/** What looks make of a site, and when they are made. */
class StandingTest {

    private static final Instant START = Instant.parse("2026-11-01T09:50:00Z");
    private static final Duration LONGEST = Duration.ofMinutes(8);

    private final List<Step> steps = new ArrayList<>();
    private Standing standing = new Standing(State.NEW, null, null);

    private Step look(int minute, Severity seen) {
        Step step = standing.look(seen, START.plus(Duration.ofMinutes(minute)), LONGEST);
        standing = step.next();
        steps.add(step);
        return step;
    }

    @Test
    void aSiteIsDownOnlyWhenASecondLookSaysSoAndThenFromTheFirst() {
        look(0, Severity.OK);
        assertThat(look(5, Severity.CRITICAL).turned()).isFalse();
        assertThat(standing.state()).isEqualTo(State.SUSPECT);
        assertThat(look(6, Severity.CRITICAL).turned()).isTrue();
        assertThat(standing.state()).isEqualTo(State.DOWN);
        assertThat(standing.since()).isEqualTo(START.plus(Duration.ofMinutes(5)));
        assertThat(look(10, Severity.CRITICAL).turned()).isFalse();
        assertThat(look(15, Severity.WARNING).turned()).isTrue();
        assertThat(look(20, Severity.OK).turned()).isFalse();

        assertThat(steps.stream().map(Step::down)).containsExactly(false, false, true, true, true, false);
        assertThat(steps.getLast().watched())
                .isEqualTo(new Stretch(START.plus(Duration.ofMinutes(15)), START.plus(Duration.ofMinutes(20))));
    }

    @Test
    void aHiccupIsNoOutage() {
        look(0, Severity.OK);
        look(5, Severity.CRITICAL);
        look(6, Severity.OK);

        assertThat(steps).noneMatch(Step::turned).noneMatch(Step::down);
        assertThat(standing.state()).isEqualTo(State.UP);
    }

    @Test
    void whatCouldNotBeToldAndWhatLiesTooFarApartIsNotWatched() {
        look(0, Severity.OK);
        assertThat(look(9, Severity.OK).watched()).isNull();
        assertThat(look(14, Severity.COULD_NOT_CHECK).watched()).isNull();
        assertThat(look(15, Severity.OK).watched()).isNull();
        assertThat(look(20, Severity.OK).watched()).isNotNull();
        assertThat(look(20, Severity.OK).watched()).isNull();
    }

    @Test
    void aTimeIsToldByTheHoursThatItLiesIn() {
        Stretch time = new Stretch(START, START.plus(Duration.ofMinutes(75)));

        assertThat(time.byHour()).extracting(Stretch::hour).hasSize(3).doesNotHaveDuplicates();
        assertThat(time.byHour().getFirst().to()).isEqualTo(Instant.parse("2026-11-01T10:00:00Z"));
        assertThat(time.byHour().getLast().to()).isEqualTo(time.to());
        assertThat(new Stretch(START, START).byHour()).isEmpty();
    }

    @Test
    void turnsAreSpreadEvenlyAndStayWhereTheyAre() {
        Duration interval = Duration.ofMinutes(5);
        int[] perSecond = new int[300];
        Set<Long> offsets = new HashSet<>();
        for (int i = 0; i < 30_000; i++) {
            UUID site = new UUID(0x0198c5a27c007000L, 0x8000000000000000L + i);
            Instant next = Slots.next(site, interval, START);
            assertThat(next).isAfter(START).isBeforeOrEqualTo(START.plus(interval));
            assertThat(Slots.next(site, interval, next)).isEqualTo(next.plus(interval));
            offsets.add(next.toEpochMilli());
            perSecond[(int) ((next.toEpochMilli() - START.toEpochMilli()) / 1000 % 300)]++;
        }
        assertThat(Arrays.stream(perSecond)).allMatch(count -> count > 50 && count < 170);
        assertThat(offsets).hasSizeGreaterThan(27_000);
    }
}
