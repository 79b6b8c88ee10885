package org.gardefou.restore.staging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.Cancellation;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.download.LinkKey;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.Failures;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.preparation.CopyPreparation;
import org.gardefou.restore.preparation.CopyPreparation.Copied;
import org.gardefou.restore.preparation.Preflight;
import org.gardefou.restore.preparation.PreparationConfig;
import org.gardefou.restore.preparation.SnapshotLayout;
import org.gardefou.restore.repository.RepositoryDoor;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes a copy, and removes it. Killed at any point it begins anew: a copy is nothing before it is READY, and what was begun of it is
 * found by its id.
 */
@ApplicationScoped
class StagingJob implements Job {

    /** Who may look at a copy. */
    static final String USER = "staging";

    private static final Logger LOG = Logger.getLogger(StagingJob.class);

    private final StagingCopies copies;
    private final StagingTold told;
    private final RestorePoints points;
    private final Reach reach;
    private final RepositoryDoor door;
    private final Preflight preflight;
    private final CopyPreparation preparation;
    private final PreparationConfig limits;
    private final LinkKey key;
    private final ProgressFeed feed;
    private final StagingConfig config;
    private final Clock clock;

    StagingJob(
            StagingCopies copies,
            StagingTold told,
            RestorePoints points,
            Reach reach,
            RepositoryDoor door,
            Preflight preflight,
            CopyPreparation preparation,
            PreparationConfig limits,
            LinkKey key,
            ProgressFeed feed,
            StagingConfig config,
            Clock clock) {
        this.copies = copies;
        this.told = told;
        this.points = points;
        this.reach = reach;
        this.door = door;
        this.preflight = preflight;
        this.preparation = preparation;
        this.limits = limits;
        this.key = key;
        this.feed = feed;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "staging-copy";
    }

    @Override
    public void run(String id) throws RestoreFailure, IOException {
        UUID copy = UUID.fromString(id);
        StagingCopy found = read(copy);
        if (found.state() == StagingState.PREPARING) {
            prepare(found);
            // Somebody may have removed it meanwhile, or it failed.
            found = read(copy);
        }
        if (found.state() == StagingState.REMOVING) remove(found);
    }

    private StagingCopy read(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> copies.findByIdOptional(id).orElseThrow());
    }

    private void prepare(StagingCopy copy) throws RestoreFailure, IOException {
        Cancellation cancellation = new Cancellation();
        try {
            Copied made = make(copy, cancellation);
            change(copy.id(), one -> {
                one.ready(made, clock.instant());
                told.ready(one);
                feed.report(one.id(), Progress.finished(one.state().name(), clock.instant()));
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service stops", e);
        } catch (RestoreFailure | IOException | RuntimeException e) {
            RestoreFailure why = Failures.of(e);
            if (Thread.currentThread().isInterrupted()) throw why;
            if (cancellation.isCancelled()) return;
            if (why.passing() && clock.instant().isBefore(copy.requestedAt().plus(config.patience()))) {
                change(copy.id(), one -> one.waits(Trouble.of(why)));
                throw why;
            }
            LOG.warnf(e, "The copy %s cannot be made", copy.id());
            change(copy.id(), one -> {
                one.ends(StagingEnd.FAILED, Trouble.of(why), clock.instant());
                told.ended(one);
                feed.report(one.id(), Progress.finished(StagingState.FAILED.name(), clock.instant()));
            });
        }
    }

    private Copied make(StagingCopy copy, Cancellation cancellation)
            throws RestoreFailure, IOException, InterruptedException {
        RestorePoint point = QuarkusTransaction.requiringNew()
                .call(() -> points.findByIdOptional(copy.restorePoint()))
                .filter(one -> one.usableSince(copy.requestedAt()))
                .orElseThrow(StagingJob::pointGone);
        Target target = where(copy);
        ResticRepository repository = door.open(copy.site())
                .using(CallOptions.defaults().within(limits.timeout()).cancelledBy(cancellation));
        SnapshotLayout layout = preflight.checkApart(target, repository, point.snapshot(), Selection.EVERYTHING);
        return preparation.make(
                copy.id(),
                target,
                layout,
                repository,
                point.snapshot(),
                new CopyPreparation.Face(copy.address(), USER, key.password(copy.id(), copy.requestedAt())),
                progress -> {
                    report(copy.id(), progress);
                    if (read(copy.id()).state() != StagingState.PREPARING) cancellation.cancel();
                });
    }

    /** Fixed when it is first looked up: what an earlier try left is where the site was then. */
    private Target where(StagingCopy copy) throws RestoreFailure {
        Target known = copy.target();
        if (known != null) return known;
        Target target = target(copy.site());
        change(copy.id(), one -> one.found(target));
        return target;
    }

    /** Where the site is; a checked exception does not cross a transaction. */
    private Target target(UUID site) throws RestoreFailure {
        RestoreFailure[] nowhere = new RestoreFailure[1];
        Optional<Target> found = QuarkusTransaction.requiringNew().call(() -> {
            try {
                return Optional.of(reach.target(site));
            } catch (RestoreFailure e) {
                nowhere[0] = e;
                return Optional.empty();
            }
        });
        if (nowhere[0] != null) throw nowhere[0];
        return found.orElseThrow();
    }

    private static RestoreFailure pointGone() {
        return new RestoreFailure(
                FailureCode.POINT_GONE,
                new Text(
                        "Ce point de restauration a expiré ou s'est abîmé entre-temps ; choisissez-en un autre.",
                        "This restore point expired or went bad meanwhile; choose another."));
    }

    private void report(UUID id, org.gardefou.restic.Progress progress) {
        feed.report(
                id,
                new Progress(
                        StagingState.PREPARING.name(),
                        (int) Math.clamp(progress.percent(), 0, 100),
                        progress.bytesDone(),
                        progress.filesDone(),
                        progress.bytesPerSecond(),
                        progress.remaining(),
                        clock.instant(),
                        false));
    }

    private void remove(StagingCopy copy) throws RestoreFailure {
        Target target = copy.target();
        try {
            if (target != null) preparation.remove(copy.id(), target);
        } catch (IOException | RuntimeException e) {
            RestoreFailure why = Failures.of(e);
            if (Thread.currentThread().isInterrupted()) throw why;
            if (clock.instant().isBefore(copy.stateSince().plus(config.removalPatience()))) throw why;
            LOG.errorf(e, "The copy %s cannot be removed, and is not tried any more", copy.id());
            abandon(copy.id(), new Trouble(why.code(), left(copy.id(), target, why)));
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> copies.locked(copy.id())
                .filter(one -> one.state() == StagingState.REMOVING)
                .ifPresent(one -> {
                    one.removed(clock.instant());
                    feed.report(one.id(), Progress.finished(one.state().name(), clock.instant()));
                }));
    }

    private void abandon(UUID id, Trouble why) {
        QuarkusTransaction.requiringNew().run(() -> copies.locked(id)
                .filter(one -> one.state() == StagingState.REMOVING)
                .ifPresent(one -> {
                    one.abandoned(why, clock.instant());
                    feed.report(one.id(), Progress.finished(one.state().name(), clock.instant()));
                }));
    }

    /** What is left, and what to do. */
    private static Text left(UUID id, @Nullable Target target, RestoreFailure why) {
        String what = String.join(", ", CopyPreparation.left(id, target));
        return new Text(
                "La copie n'a pas pu être enlevée et n'est plus essayée ; quand le serveur est revenu, redemandez son retrait (DELETE), ou enlevez à la main : %s. %s"
                        .formatted(what, why.text().fr()),
                "The copy could not be removed, and is not tried any more; when the server is back ask for its removal again (DELETE), or remove by hand: %s. %s"
                        .formatted(what, why.text().en()));
    }

    /** Changes one that is being made; nothing, when somebody has ended it meanwhile. */
    private void change(UUID id, Consumer<StagingCopy> change) {
        QuarkusTransaction.requiringNew().run(() -> copies.locked(id)
                .filter(one -> one.state() == StagingState.PREPARING)
                .ifPresent(change));
    }
}
