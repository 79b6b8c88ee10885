package org.gardefou.restore.drill;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;
import org.gardefou.restore.saga.Restores;

/** Begins the drills whose turn it is, in their hours and while no restore is at work; clears away what killed ones left. */
@ApplicationScoped
class DrillTick implements RepeatedJob {

    private final Drills drills;
    private final DrillTurns turns;
    private final DrillDesk desk;
    private final DrillJob job;
    private final Restores restores;
    private final Jobs jobs;
    private final DrillConfig config;
    private final ZoneId zone;
    private final Clock clock;

    DrillTick(
            Drills drills,
            DrillTurns turns,
            DrillDesk desk,
            DrillJob job,
            Restores restores,
            Jobs jobs,
            DrillConfig config,
            Clock clock) {
        this.drills = drills;
        this.turns = turns;
        this.desk = desk;
        this.job = job;
        this.restores = restores;
        this.jobs = jobs;
        this.config = config;
        this.zone = config.zone().map(ZoneId::of).orElse(ZoneId.systemDefault());
        this.clock = clock;
    }

    @Override
    public String name() {
        return "due-drills";
    }

    @Override
    public Duration every() {
        return config.tick();
    }

    @Override
    public void run() throws IOException {
        job.sweep();
        Instant now = clock.instant();
        List<UUID> open = QuarkusTransaction.requiringNew().call(drills::open);
        open.forEach(id -> jobs.submitMissing(DrillJob.class, id.toString()));
        if (!RotationRule.at(now, config.from(), config.to(), zone)) return;
        QuarkusTransaction.requiringNew().run(() -> begin(now, config.atOnce() - open.size()));
    }

    private void begin(Instant now, int room) {
        if (room <= 0 || restores.anyAtWork(now)) return;
        long left =
                RotationRule.aDay(turns.promised(), config.period()) - drills.turnsSince(now.minus(Duration.ofDays(1)));
        if (left <= 0) return;
        turns.due(now, (int) Math.min(room, left)).forEach(desk::byTurn);
    }
}
