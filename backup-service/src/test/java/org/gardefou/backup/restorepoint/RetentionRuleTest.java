package org.gardefou.backup.restorepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.backup.restorepoint.RetentionRule.Point;
import org.junit.jupiter.api.Test;

class RetentionRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final Point today = daysOld(0);
    private final Point week = daysOld(7);
    private final Point month = daysOld(30);

    @Test
    void whatIsOlderThanPromisedHasHadItsTime() {
        assertThat(expired(List.of(month, today, week), Set.of())).containsExactly(month.id());
    }

    @Test
    void theNewestStaysHoweverOldItIs() {
        assertThat(expired(List.of(month), Set.of())).isEmpty();
        Point older = daysOld(31);
        assertThat(expired(List.of(older, month), Set.of())).containsExactly(older.id());
    }

    @Test
    void theNewestGoesTooWhereNoMoreArePromised() {
        assertThat(RetentionRule.expired(List.of(month, week), WEEK, false, Set.of(), NOW.plusSeconds(1)))
                .containsExactlyInAnyOrder(month.id(), week.id());
    }

    @Test
    void whatARestoreIsUsingStays() {
        assertThat(expired(List.of(today, month), Set.of(month.id()))).isEmpty();
    }

    @Test
    void ofNothingNothingExpires() {
        assertThat(expired(List.of(), Set.of())).isEmpty();
    }

    private static List<UUID> expired(List<Point> points, Set<UUID> inUse) {
        return RetentionRule.expired(points, WEEK, true, inUse, NOW);
    }

    private static Point daysOld(int days) {
        return new Point(UUID.randomUUID(), NOW.minus(Duration.ofDays(days)));
    }
}
