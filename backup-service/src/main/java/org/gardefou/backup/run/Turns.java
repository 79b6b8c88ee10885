package org.gardefou.backup.run;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.gardefou.kit.commit.AfterCommit;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;
import org.jboss.logging.Logger;

/**
 * Gives waiting runs their turn: on each server a few at a time, what was asked for before what is due, one of a site. What a restore
 * waits for has its turn at once. Turns are given when a run is asked for and when one ends; the tick is for those that a crash
 * has kept from it.
 */
@ApplicationScoped
class Turns implements RepeatedJob {

    private static final Logger LOG = Logger.getLogger(Turns.class);

    private final Backups backups;
    private final Jobs jobs;
    private final AfterCommit commit;
    private final RunConfig config;
    private final Clock clock;
    private final ExecutorService soon = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("backup-turns").factory());

    Turns(Backups backups, Jobs jobs, AfterCommit commit, RunConfig config, Clock clock) {
        this.backups = backups;
        this.jobs = jobs;
        this.commit = commit;
        this.config = config;
        this.clock = clock;
    }

    void stop(@Observes ShutdownEvent event) {
        soon.shutdownNow();
    }

    @Override
    public String name() {
        return "backup-turns";
    }

    @Override
    public Duration every() {
        return config.turns();
    }

    @Override
    public void run() {
        QuarkusTransaction.requiringNew().call(backups::serversWithWaiting).forEach(this::give);
    }

    /** Gives a run that was just asked for its turn if there is room, behind the caller's transaction. */
    void asked(Backup backup) {
        if (backup.reason().awaited()) give(backup);
        else soon(backup.server());
    }

    /** Fills the room on a server behind the caller's transaction. */
    void soon(UUID server) {
        commit.run(() -> {
            try {
                soon.execute(() -> giveQuietly(server));
            } catch (RejectedExecutionException e) {
                LOG.debug("The service ends; the next one gives the turns", e);
            }
        });
    }

    private void giveQuietly(UUID server) {
        try {
            give(server);
        } catch (RuntimeException e) {
            LOG.debugf(e, "The turns on server %s are given by the next tick", server);
        }
    }

    private void give(UUID server) {
        QuarkusTransaction.requiringNew().run(() -> {
            backups.lockTurns(server);
            long room = config.perServer() - backups.given(server);
            if (room > 0) backups.nextTurns(server, (int) room).forEach(this::give);
        });
    }

    private void give(Backup backup) {
        backup.given(clock.instant());
        jobs.submit(backup.reason().job(), backup.id().toString());
    }
}
