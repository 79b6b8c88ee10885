package org.gardefou.backup.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.run.Failure;
import org.gardefou.backup.watch.OverdueRule.Facts;
import org.gardefou.backup.watch.OverdueRule.Run;
import org.junit.jupiter.api.Test;

class BackupAgeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SLACK = Duration.ofHours(2);

    private final UUID customer = UUID.randomUUID();
    private final BackupAge age = new BackupAge(UUID.randomUUID(), customer, NOW);

    @Test
    void theFirstBackupHasAsLongAsAnyOther() {
        age.promised(customer, DAY, SLACK, NOW);
        assertThat(age.alarmAt()).contains(NOW.plus(DAY).plus(SLACK));
        assertThat(age.dueSince()).isEqualTo(NOW.plus(DAY));
    }

    @Test
    void eachGoodPointPutsTheAlarmOff() {
        age.promised(customer, DAY, SLACK, NOW);
        age.lastGood(UUID.randomUUID(), NOW.plusSeconds(60), SLACK, NOW.plusSeconds(90));
        assertThat(age.alarmAt()).contains(NOW.plusSeconds(60).plus(DAY).plus(SLACK));
    }

    @Test
    void theSlackIsNeverMoreThanHalfOfTheTimeBetween() {
        age.promised(customer, Duration.ofHours(1), SLACK, NOW);
        assertThat(age.alarmAt()).contains(NOW.plus(Duration.ofMinutes(90)));
    }

    @Test
    void anOldPointDoesNotMakeAFreshPromiseOverdue() {
        age.lastGood(UUID.randomUUID(), NOW.minus(Duration.ofDays(90)), SLACK, NOW);
        age.promised(customer, DAY, SLACK, NOW);
        assertThat(age.alarmAt()).contains(NOW.plus(DAY).plus(SLACK));
    }

    @Test
    void anOverdueStretchIsOneUntilAPointIsYoungEnough() {
        age.promised(customer, DAY, SLACK, NOW);
        Instant alarm = NOW.plus(Duration.ofHours(27));
        age.alarmed(alarm, alarm.plus(DAY));
        age.alarmed(alarm.plus(DAY), alarm.plus(DAY).plus(DAY));
        assertThat(age.overdueSince()).contains(alarm);
        assertThat(age.reminders()).isEqualTo(1);
        // When one comes that is old itself, as after a very long copy
        Instant later = alarm.plus(Duration.ofDays(3));
        assertThat(age.lastGood(UUID.randomUUID(), NOW, SLACK, later)).isEmpty();
        assertThat(age.overdueSince()).contains(alarm);
        // Then the stretch ends with the one that is not
        assertThat(age.lastGood(UUID.randomUUID(), later, SLACK, later)).contains(new BackupAge.Stretch(alarm, 1));
        assertThat(age.overdueSince()).isEmpty();
        assertThat(age.alarmAt()).contains(later.plus(DAY).plus(SLACK));
    }

    @Test
    void whatIsPromisedByNobodyIsNeverOverdue() {
        age.promised(customer, DAY, SLACK, NOW);
        age.alarmed(NOW.plus(DAY), NOW.plus(DAY));
        age.nonePromised(customer);
        assertThat(age.alarmAt()).isEmpty();
        assertThat(age.overdueSince()).isEmpty();
        age.lastGood(null, null, SLACK, NOW);
        assertThat(age.alarmAt()).isEmpty();
    }

    @Test
    void theReasonIsTheOneToDoSomethingAboutFirst() {
        Optional<Run> failed = Optional.of(new Run(NOW, true, Optional.of(Failure.Code.DATABASE_ACCESS_DENIED)));
        assertThat(why(new Facts(true, true, failed))).isEqualTo(OverdueReason.PAUSED);
        assertThat(why(new Facts(false, false, Optional.empty()))).isEqualTo(OverdueReason.SITE_UNKNOWN);
        assertThat(why(new Facts(false, true, Optional.empty()))).isEqualTo(OverdueReason.NEVER_QUEUED);
        assertThat(why(new Facts(false, true, failed))).isEqualTo(OverdueReason.FAILED);
        assertThat(why(new Facts(false, true, Optional.of(new Run(NOW.minus(DAY), false, Optional.empty())))))
                .isEqualTo(OverdueReason.NOT_DONE);
        assertThat(why(new Facts(false, true, Optional.of(new Run(NOW.minus(DAY), true, Optional.empty())))))
                .isEqualTo(OverdueReason.NOT_QUEUED);
        // A failure of last month is not why there was no backup this week
        assertThat(why(new Facts(
                        false,
                        true,
                        Optional.of(
                                new Run(NOW.minus(Duration.ofDays(30)), true, Optional.of(Failure.Code.NO_SPACE))))))
                .isEqualTo(OverdueReason.NOT_QUEUED);
    }

    private static OverdueReason why(Facts facts) {
        return OverdueRule.why(facts, NOW);
    }
}
