package org.gardefou.restore.staging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;

/** Ends copies whose time is over, and has what was left unfinished taken up again. */
@ApplicationScoped
class StagingTidying implements RepeatedJob {

    private final StagingCopies copies;
    private final StagingTold told;
    private final Jobs jobs;
    private final Clock clock;

    StagingTidying(StagingCopies copies, StagingTold told, Jobs jobs, Clock clock) {
        this.copies = copies;
        this.told = told;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "staging-copy-tidying";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        QuarkusTransaction.requiringNew()
                .call(() -> copies.over(clock.instant()))
                .forEach(id -> QuarkusTransaction.requiringNew().run(() -> end(id)));
        // Whose run was deleted by hand.
        QuarkusTransaction.requiringNew()
                .run(() -> copies.unfinished().forEach(id -> jobs.submitMissing(StagingJob.class, id.toString())));
    }

    private void end(UUID id) {
        copies.locked(id)
                .filter(one -> one.state() == StagingState.PREPARING || one.state() == StagingState.READY)
                .ifPresent(one -> {
                    one.ends(StagingEnd.EXPIRED, null, clock.instant());
                    told.ended(one);
                });
    }
}
