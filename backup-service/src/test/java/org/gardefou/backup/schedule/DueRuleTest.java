package org.gardefou.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.policy.Rhythm;
import org.gardefou.backup.policy.Window;
import org.junit.jupiter.api.Test;

class DueRuleTest {

    private static final Duration LATENESS = Duration.ofMinutes(15);

    private final UUID site = UUID.randomUUID();
    private final Rhythm daily = new Rhythm(
            Duration.ofDays(1), new Window(LocalTime.of(1, 0), LocalTime.of(5, 0)), ZoneId.of("Europe/Paris"));
    private final Instant beat = DueTimes.next(site, daily, Instant.parse("2026-11-23T12:00:00Z"));
    private final Instant next = DueTimes.next(site, daily, beat);

    @Test
    void aBeatOnTimeIsFollowedHoweverYoungTheLastPointIs() {
        DueRule.Turn turn = turn(beat, Optional.of(beat.minusSeconds(600)), beat.plusSeconds(5));
        assertThat(turn.queue()).isTrue();
        assertThat(turn.next()).isEqualTo(next);
    }

    @Test
    void whatHasNoPointIsBackedUpWheneverItIsLookedAt() {
        assertThat(turn(beat.minusSeconds(7), Optional.empty(), beat.minusSeconds(7))
                        .queue())
                .isTrue();
    }

    @Test
    void afterAnOutageOneBackupIsMadeWhereThePointWouldGrowTooOld() {
        Instant now = beat.plus(Duration.ofDays(3)).plusSeconds(3600);
        DueRule.Turn turn = turn(beat, Optional.of(beat.minus(Duration.ofDays(1))), now);
        assertThat(turn.queue()).isTrue();
        assertThat(turn.next()).isEqualTo(DueTimes.next(site, daily, now));
    }

    @Test
    void afterAnOutageNothingIsMadeUpForWhereThePointServesUntilTheNextBeat() {
        // Given a beat that was missed by an hour, and a safety backup that was made meanwhile
        Instant now = beat.plusSeconds(3600);
        assertThat(turn(beat, Optional.of(now.minusSeconds(60)), now).queue()).isFalse();
    }

    @Test
    void aPointThatIsYoungerThanTheIntervalButWouldBeOlderAtTheNextBeatDoesNotServe() {
        Instant now = beat.plusSeconds(3600);
        assertThat(turn(beat, Optional.of(now.minus(Duration.ofHours(20))), now).queue())
                .isTrue();
    }

    @Test
    void aChangeOfThePolicyMakesNoBackupOfItsOwn() {
        // Given a look at a moment that is no beat
        Instant now = beat.minus(Duration.ofHours(5));
        DueRule.Turn turn = turn(now.minusMillis(400), Optional.of(beat.minus(Duration.ofDays(1))), now);
        assertThat(turn.queue()).isFalse();
        assertThat(turn.next()).isEqualTo(beat);
    }

    private DueRule.Turn turn(Instant due, Optional<Instant> lastGood, Instant now) {
        return DueRule.turn(site, daily, due, lastGood, LATENESS, now);
    }
}
