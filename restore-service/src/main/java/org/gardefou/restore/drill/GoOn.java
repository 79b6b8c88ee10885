package org.gardefou.restore.drill;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.gardefou.restore.saga.Restores;

/** Whether a drill may go on: not when it was called off, nor beside a restore that is at work, which somebody waits for. */
@ApplicationScoped
class GoOn {

    private final Drills drills;
    private final Restores restores;
    private final Clock clock;

    GoOn(Drills drills, Restores restores, Clock clock) {
        this.drills = drills;
        this.restores = restores;
        this.clock = clock;
    }

    /** What is said. */
    enum Answer {
        YES,
        CALLED_OFF,
        RESTORES_FIRST,
        DRILLS_FIRST
    }

    /** It may not. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Answer why;

        Stopped(Answer why) {
            super("The drill may not go on: " + why);
            this.why = why;
        }

        Answer why() {
            return why;
        }
    }

    Answer ask(UUID drill) {
        return QuarkusTransaction.requiringNew().call(() -> {
            if (drills.count("id = ?1 and cancelWanted = true", drill) > 0) return Answer.CALLED_OFF;
            return restores.anyAtWork(clock.instant()) ? Answer.RESTORES_FIRST : Answer.YES;
        });
    }

    void demand(UUID drill) {
        Answer answer = ask(drill);
        if (answer != Answer.YES) throw new Stopped(answer);
    }
}
