package org.gardefou.backup.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.restorepoint.RestorePoint.Contents;
import org.gardefou.kit.job.Job;
import org.gardefou.restic.ResticException;
import org.jboss.logging.Logger;

/**
 * Makes one backup. It may be started again at any point after a crash: what is left of the first start is cleared, and a snapshot
 * that is already there is found by the backup's id instead of being made twice.
 */
@ApplicationScoped
class BackupJob implements Job {

    private static final Logger LOG = Logger.getLogger(BackupJob.class);

    /** A passing cause is tried this often before it counts as a failure. */
    private static final int TRIES = 3;

    private final BackupLog log;
    private final SnapshotMaking snapshots;

    BackupJob(BackupLog log, SnapshotMaking snapshots) {
        this.log = log;
        this.snapshots = snapshots;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Duration retryAfter(int failures) {
        return Duration.ofSeconds(Math.min(60, 2L << Math.min(failures, 5)));
    }

    @Override
    public void run(String id) {
        UUID backup = UUID.fromString(id);
        Optional<BackupLog.Start> started = log.start(backup);
        if (started.isEmpty()) return;
        BackupLog.Start start = started.get();
        try {
            Contents contents = snapshots.make(start, () -> log.copying(backup));
            log.completed(backup, contents);
        } catch (IOException | ResticException e) {
            fail(start, e);
        }
    }

    private void fail(BackupLog.Start start, Exception cause) {
        Failure failure = Failures.of(cause);
        LOG.warnf("Backup %s of site %s: %s: %s", start.backup(), start.site(), failure.code(), failure.detail());
        if (failure.code().passing() && start.tries() < TRIES) {
            log.again(start.backup());
            throw new TriedAgainSoon(failure);
        }
        log.failed(start.backup(), failure);
    }

    /** Leaves the run in the queue: the scheduler starts it again after a pause. */
    static final class TriedAgainSoon extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TriedAgainSoon(Failure failure) {
            super(failure.code() + ": " + failure.detail());
        }
    }
}
