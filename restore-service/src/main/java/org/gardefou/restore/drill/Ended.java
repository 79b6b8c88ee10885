package org.gardefou.restore.drill;

import org.gardefou.restore.drill.Drill.State;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * How a drill ended.
 *
 * @param code a stable word for it
 * @param fault what made it fail; null unless it did
 * @param text what it means and what to do
 */
record Ended(State state, String code, @Nullable Fault fault, Text text, DrillSeen seen) {

    static Ended passed(Text text) {
        return new Ended(State.PASSED, "HEALTHY", null, text, DrillSeen.NOTHING);
    }

    static Ended failed(String code, Fault fault, Text text) {
        return new Ended(State.FAILED, code, fault, text, DrillSeen.NOTHING);
    }

    static Ended notPossible(String code, Text text) {
        return new Ended(State.NOT_POSSIBLE, code, null, text, DrillSeen.NOTHING);
    }

    static Ended cancelled() {
        return new Ended(State.CANCELLED, "CANCELLED", null, DrillWords.CANCELLED, DrillSeen.NOTHING);
    }

    Ended seeing(DrillSeen what) {
        return new Ended(state, code, fault, text, what);
    }
}
