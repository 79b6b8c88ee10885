package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.UUID;
import org.gardefou.backup.run.Backup.State;
import org.junit.jupiter.api.Test;

class CancelRuleTest {

    private static final Reason FOR_RESTORE = Reason.forRestore(new UUID(0, 1));
    private static final Reason BEFORE_CHANGE = Reason.before(new UUID(0, 2));

    @Test
    void whatHasEndedStaysAsItIs() {
        for (State ended : EnumSet.of(State.COMPLETED, State.FAILED, State.CANCELLED)) {
            assertThat(CancelRule.against(ended, Reason.onDemand(), true)).contains(CancelRule.Obstacle.ENDED);
        }
    }

    @Test
    void whatARestoreWaitsForEndsWithTheRestore() {
        assertThat(CancelRule.against(State.QUEUED, FOR_RESTORE, true)).contains(CancelRule.Obstacle.AWAITED);
        assertThat(CancelRule.against(State.COPYING, FOR_RESTORE, false)).contains(CancelRule.Obstacle.AWAITED);
    }

    @Test
    void whatWasPromisedIsEndedByStaffOnly() {
        for (Reason promised : new Reason[] {Reason.scheduled(), BEFORE_CHANGE}) {
            assertThat(CancelRule.against(State.DUMPING, promised, false)).contains(CancelRule.Obstacle.PROMISED);
            assertThat(CancelRule.against(State.DUMPING, promised, true)).isEmpty();
        }
    }

    @Test
    void whatWasAskedForIsEndedByWhoSeesIt() {
        assertThat(CancelRule.against(State.QUEUED, Reason.onDemand(), false)).isEmpty();
        assertThat(CancelRule.against(State.COPYING, Reason.onDemand(), false)).isEmpty();
    }
}
