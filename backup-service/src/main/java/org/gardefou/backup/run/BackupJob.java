package org.gardefou.backup.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.claim.RepositoryBusy;
import org.gardefou.backup.restorepoint.RestorePoint.Contents;
import org.gardefou.backup.run.BackupLog.Start;
import org.gardefou.kit.job.Job;
import org.gardefou.restic.ResticException;
import org.jboss.logging.Logger;

/**
 * Makes one backup. It may be started again at any point after a crash: what is left of the first start is cleared, and a snapshot
 * that is already there and was found whole is not made twice.
 */
@ApplicationScoped
class BackupJob implements Job {

    private static final Logger LOG = Logger.getLogger(BackupJob.class);

    private final BackupLog log;
    private final SnapshotMaking snapshots;
    private final Cancelling cancelling;
    private final Claims claims;
    private final RunConfig config;

    BackupJob(BackupLog log, SnapshotMaking snapshots, Cancelling cancelling, Claims claims, RunConfig config) {
        this.log = log;
        this.snapshots = snapshots;
        this.claims = claims;
        this.cancelling = cancelling;
        this.config = config;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Duration retryAfter(int failures) {
        Duration pause = config.firstPause().multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(config.longestPause()) < 0 ? pause : config.longestPause();
    }

    @Override
    public void run(String id) {
        try {
            log.start(UUID.fromString(id)).ifPresent(this::make);
        } catch (BackupLog.Overtaken e) {
            LOG.warn(e.getMessage());
        }
    }

    private void make(Start start) {
        Contents contents;
        try (Claim _ = claim(start);
                Cancelling.AtWork _ = cancelling.atWork(start.backup())) {
            contents = snapshots.make(start, () -> log.copying(start), whole -> log.checked(start, whole));
        } catch (RepositoryBusy e) {
            log.waiting(start);
            throw new TriedAgainSoon("the repository is being maintained");
        } catch (BackupLog.Overtaken e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            fail(start, e);
            return;
        }
        log.completed(start, contents);
    }

    private Claim claim(Start start) {
        return start.urgent() ? claims.shareAtOnce(start.site(), "backup") : claims.share(start.site(), "backup");
    }

    private void fail(Start start, Exception cause) {
        if (cancelling.ordered(start.backup())) {
            snapshots.clear(start);
            log.cancelled(start);
            return;
        }
        if (cause instanceof ResticException.Cancelled || Thread.currentThread().isInterrupted()) {
            // The service is being stopped: nothing has failed, and the run is taken up again at the next start.
            throw new TriedAgainSoon("interrupted");
        }
        if (cause instanceof ResticException.RepositoryLocked lock && ours(lock.pid())) {
            log.waiting(start);
            throw new TriedAgainSoon("old restore points are being cleared away");
        }
        Failure failure = Failures.of(cause);
        String said = failure.code() + ": " + failure.detail();
        LOG.warnf("Backup %s of site %s: %s", start.backup(), start.site(), said);
        if (failure.code() == Failure.Code.UNEXPECTED) LOG.warn("What nobody foresaw", cause);
        if (failure.code().passing() && start.tries() < config.tries()) {
            log.again(start);
            throw new TriedAgainSoon(said);
        }
        log.failed(start, failure);
    }

    /** Whether a living process of this service holds the lock: it ends by itself. */
    private static boolean ours(long pid) {
        return ProcessHandle.current().descendants().anyMatch(process -> process.pid() == pid);
    }

    /** Leaves the run in the queue: the scheduler starts it again after a pause. */
    static final class TriedAgainSoon extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TriedAgainSoon(String why) {
            super(why, null, false, false);
        }
    }
}
