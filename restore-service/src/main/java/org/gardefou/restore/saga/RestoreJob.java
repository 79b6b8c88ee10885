package org.gardefou.restore.saga;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.Failures;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.jboss.logging.Logger;

/** Takes a restore as far as it can go now. It is asked for again when something it waits for has come. */
@ApplicationScoped
class RestoreJob implements Job {

    private static final Logger LOG = Logger.getLogger(RestoreJob.class);

    /** What nobody thought of rarely passes by itself. */
    private static final int TRIES_OF_THE_UNEXPECTED = 3;

    private static final Text CALLED_OFF = new Text(
            "La restauration a été annulée avant la bascule ; le site n'a pas changé.",
            "The restore was called off before the switch; the site is unchanged.");
    private static final Text NO_SAFETY = new Text(
            "La sauvegarde de sécurité n'est pas arrivée à temps ; le site n'a pas changé. Réessayez plus tard, ou demandez la restauration sans elle (withoutSafetyBackup).",
            "The safety backup did not come in time; the site is unchanged. Try again later, or ask for the restore without it (withoutSafetyBackup).");
    private static final Text SAFETY_FAILED = new Text(
            "La sauvegarde de sécurité a échoué : %s Le site n'a pas changé. Corrigez cela, ou demandez la restauration sans elle (withoutSafetyBackup).",
            "The safety backup failed: %s The site is unchanged. Put that right, or ask for the restore without it (withoutSafetyBackup).");

    private final Journal journal;
    private final Steps steps;
    private final Inspection inspection;
    private final Restores restores;
    private final RestorePoints points;
    private final RestoreTold told;
    private final RestoreConfig config;
    private final ProgressFeed feed;
    private final Clock clock;

    RestoreJob(
            Journal journal,
            Steps steps,
            Inspection inspection,
            Restores restores,
            RestorePoints points,
            RestoreTold told,
            RestoreConfig config,
            ProgressFeed feed,
            Clock clock) {
        this.journal = journal;
        this.steps = steps;
        this.inspection = inspection;
        this.restores = restores;
        this.points = points;
        this.told = told;
        this.config = config;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public void run(String text) throws Exception {
        UUID id = UUID.fromString(text);
        while (advance(id)) {
            say(id);
        }
        say(id);
        tidy(id);
    }

    /** Does the present step; false when there is nothing to do now. */
    boolean advance(UUID id) throws Exception {
        Restore restore = journal.read(id, one -> one);
        if (restore.state().ended()) return false;
        if (restore.cancelWanted() && restore.state().cancellable()) {
            callOff(id);
            return false;
        }
        return switch (restore.state()) {
            case REQUESTED -> begin(restore);
            case SAFETY_BACKUP -> safety(restore);
            case PREFLIGHT -> journaled(restore, steps::preflight);
            case PREPARING -> journaled(restore, steps::prepare);
            case SWITCHING -> journaled(restore, steps::switchOver);
            case CHECKING -> check(restore);
            case ROLLING_BACK -> journaled(restore, steps::rollBack);
            case COMPLETED, ROLLED_BACK, FAILED, CANCELLED -> false;
        };
    }

    private boolean begin(Restore restore) {
        journal.change(restore.id(), one -> {
            if (one.withoutSafety()) {
                one.start(null, clock.instant());
                told.started(one);
            } else {
                one.awaitSafety(config.safetyPatience(), clock.instant());
            }
        });
        return true;
    }

    private boolean safety(Restore restore) {
        Optional<RestorePoint> safe = QuarkusTransaction.requiringNew().call(() -> points.madeFor(restore.id()));
        if (safe.isPresent()) {
            start(restore.id(), safe.get().id());
            return true;
        }
        SafetyFailure failure = restore.safetyFailure();
        if (failure != null && steps.nothingToSave(restore)) return goOnWithoutSafety(restore);
        Instant deadline = restore.stateSince().plus(config.safetyPatience());
        boolean late = !clock.instant().isBefore(deadline);
        if (failure != null && (late || !failure.passing())) {
            if (config.safetyFailed() == RestoreConfig.SafetyFailed.GO_ON) {
                start(restore.id(), null);
                return true;
            }
            fail(
                    restore.id(),
                    new Trouble(
                            restore.state(),
                            FailureCode.SAFETY_BACKUP_FAILED,
                            new Text(
                                    SAFETY_FAILED.fr().formatted(failure.text().fr()),
                                    SAFETY_FAILED.en().formatted(failure.text().en()))));
            return true;
        }
        if (late && steps.nothingToSave(restore)) return goOnWithoutSafety(restore);
        if (late) {
            fail(restore.id(), new Trouble(restore.state(), FailureCode.SAFETY_BACKUP_MISSING, NO_SAFETY));
            return true;
        }
        journal.change(restore.id(), one -> one.wait(restore.version(), deadline));
        return false;
    }

    /** And says so. */
    private boolean goOnWithoutSafety(Restore restore) {
        UUID step = journal.begin(restore.id(), RestoreState.SAFETY_BACKUP);
        String words = "no safety restore point: the place that the point comes to holds nothing";
        journal.end(restore.id(), step, RestoreStep.State.DONE, words, one -> {
            one.start(null, clock.instant());
            told.started(one);
        });
        return true;
    }

    private void start(UUID id, @org.jspecify.annotations.Nullable UUID safetyPoint) {
        journal.change(id, one -> {
            one.start(safetyPoint, clock.instant());
            told.started(one);
        });
    }

    private boolean check(Restore restore) throws IOException {
        Instant deadline = restore.stateSince().plus(config.checkPatience());
        Checked heard = restore.checked();
        if (heard == null && clock.instant().isBefore(deadline)) {
            journal.change(restore.id(), one -> one.wait(restore.version(), deadline));
            return false;
        }
        boolean said = heard != null && Verdict.of(heard.health(), restore.healthBefore()) != Verdict.LOOK;
        Checked checked = said && heard != null ? heard : inspection.look(restore.target());
        Verdict verdict = Verdict.of(checked.health(), restore.healthBefore());
        UUID step = journal.begin(restore.id(), RestoreState.CHECKING);
        String words = checked.health() + (checked.diagnosis() == null ? ", by our own look" : "");
        if (verdict == Verdict.KEEP) {
            journal.end(restore.id(), step, RestoreStep.State.DONE, words, one -> {
                Instant now = clock.instant();
                one.complete(config.keepDays(), now);
                restores.keptBeyond(one.site(), config.keepMost()).forEach(old -> old.letGo(now));
                told.completed(one, checked.health());
            });
            return false;
        }
        Trouble why = new Trouble(RestoreState.CHECKING, FailureCode.SITE_WORSE, worse(checked));
        journal.end(restore.id(), step, RestoreStep.State.FAILED, words, one -> one.rollBack(why, clock.instant()));
        return true;
    }

    private static Text worse(Checked checked) {
        return checked.health().equals("DEGRADED")
                ? new Text(
                        "Après la restauration le site allait moins bien ; l'état d'avant est revenu. Choisissez un autre point de restauration.",
                        "After the restore the site was worse than before; the state before it is back. Choose another restore point.")
                : new Text(
                        "Après la restauration le site ne répondait pas ; l'état d'avant est revenu. Choisissez un autre point de restauration.",
                        "After the restore the site did not answer; the state before it is back. Choose another restore point.");
    }

    private interface Work {
        Steps.Done run(UUID id) throws Exception;
    }

    private boolean journaled(Restore restore, Work work) throws Exception {
        UUID id = restore.id();
        UUID step = journal.begin(id, restore.state());
        try {
            Steps.Done done = work.run(id);
            journal.end(id, step, RestoreStep.State.DONE, done.words(), done.change());
            return true;
        } catch (Steps.CalledOff e) {
            journal.end(id, step, RestoreStep.State.FAILED, "called off", one -> {});
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // A stop of the service interrupts; the step stays open and is taken up by the next process.
            if (Thread.currentThread().isInterrupted()) throw e;
            return failed(restore, step, Failures.of(e));
        }
    }

    private boolean failed(Restore restore, UUID step, RestoreFailure failure) {
        Trouble trouble = Trouble.of(restore.state(), failure);
        LOG.warnf(failure, "Restore %s, %s: %s", restore.id(), restore.state(), failure.getMessage());
        Instant now = clock.instant();
        boolean back = restore.state() == RestoreState.ROLLING_BACK;
        // There is no way out of a rollback but through it: it is tried until it works.
        if (back || (restore.state() != RestoreState.SWITCHING && worthWaiting(restore, failure, now))) {
            Instant next = now.plus(pause(restore.attempts()));
            journal.end(
                    restore.id(),
                    step,
                    RestoreStep.State.FAILED,
                    failure.getMessage(),
                    one -> one.pause(trouble, next));
            return false;
        }
        journal.end(restore.id(), step, RestoreStep.State.FAILED, failure.getMessage(), one -> {
            if (one.state() == RestoreState.SWITCHING) {
                one.rollBack(trouble, clock.instant());
            } else {
                one.fail(trouble, clock.instant());
                told.failed(one);
            }
        });
        return true;
    }

    private boolean worthWaiting(Restore restore, RestoreFailure failure, Instant now) {
        if (!failure.passing()) return false;
        if (failure.code() == FailureCode.INTERNAL) return restore.attempts() + 1 < TRIES_OF_THE_UNEXPECTED;
        return now.isBefore(restore.stateSince().plus(config.patience()));
    }

    private Duration pause(int attempts) {
        Duration doubled = config.firstPause().multipliedBy(1L << Math.min(attempts, 16));
        return doubled.compareTo(config.longestPause()) < 0 ? doubled : config.longestPause();
    }

    private void callOff(UUID id) {
        fail(id, new Trouble(journal.read(id, Restore::state), FailureCode.CANCELLED, CALLED_OFF));
    }

    private void fail(UUID id, Trouble why) {
        journal.change(id, one -> {
            one.fail(why, clock.instant());
            told.failed(one);
        });
    }

    private void say(UUID id) {
        feed.report(id, progress(journal.read(id, one -> one), clock.instant()));
    }

    static Progress progress(Restore restore, Instant now) {
        return restore.state().ended()
                ? Progress.finished(restore.state().name(), now)
                : Progress.at(restore.state().name(), now);
    }

    /** What cannot be removed now is tried again by {@link RestoreWatch}. */
    private void tidy(UUID id) {
        if (!journal.read(id, one -> one.untidy() && one.state().ended())) return;
        try {
            steps.tidy(id);
        } catch (IOException | RuntimeException e) {
            LOG.warnf(e, "What restore %s left beside the site is removed later", id);
        }
    }
}
