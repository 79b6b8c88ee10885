package org.gardefou.backup.run;

import java.util.Optional;

/** Whether a run may be ended by somebody. Pure. */
final class CancelRule {

    private CancelRule() {}

    /** What stands against it. */
    enum Obstacle {
        ENDED(
                "It has ended already; its state says how. A restore point that you do not want goes by itself when its time is over."),
        AWAITED("A restore waits for it, and changes nothing before it is made: cancel the restore instead."),
        PROMISED(
                "It is made because it was promised, by the plan or before a dangerous change, and only the hoster's staff can end it. Ask the hoster's support if it is in your way.");

        private final String advice;

        Obstacle(String advice) {
            this.advice = advice;
        }

        /** What to tell who asked, and what to do instead. */
        String advice() {
            return advice;
        }
    }

    static Optional<Obstacle> against(Backup.State state, Reason reason, boolean staff) {
        if (state.ended()) return Optional.of(Obstacle.ENDED);
        if (reason.awaited()) return Optional.of(Obstacle.AWAITED);
        return staff || reason.kind() == Reason.Kind.ON_DEMAND ? Optional.empty() : Optional.of(Obstacle.PROMISED);
    }
}
