package org.gardefou.backup.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.gardefou.backup.copy.Copies;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.PointTaken;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoint.Contents;
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.selection.LeftOut;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes down what becomes of a run, each step in a transaction of its own, and tells it. */
@ApplicationScoped
class BackupLog {

    private static final Logger LOG = Logger.getLogger(BackupLog.class);
    private static final String TOPIC = "gardefou.backups";

    private final Backups backups;
    private final CancelOrders orders;
    private final RestorePoints points;
    private final Copies copies;
    private final Sites sites;
    private final jakarta.enterprise.event.Event<PointTaken> taken;
    private final jakarta.enterprise.event.Event<BackupFailed> failure;
    private final Outbox outbox;
    private final ProgressFeed feed;
    private final Turns turns;
    private final Jobs jobs;
    private final Clock clock;

    BackupLog(
            Backups backups,
            CancelOrders orders,
            RestorePoints points,
            Copies copies,
            Sites sites,
            jakarta.enterprise.event.Event<PointTaken> taken,
            jakarta.enterprise.event.Event<BackupFailed> failure,
            Outbox outbox,
            ProgressFeed feed,
            Turns turns,
            Jobs jobs,
            Clock clock) {
        this.backups = backups;
        this.orders = orders;
        this.points = points;
        this.copies = copies;
        this.sites = sites;
        this.taken = taken;
        this.failure = failure;
        this.outbox = outbox;
        this.feed = feed;
        this.turns = turns;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * A run that is at work.
     *
     * @param repeated whether an earlier start may have left something behind
     * @param urgent whether somebody waits for it, so that it does not wait for maintenance
     * @param whole the snapshot that an earlier start made and found whole
     * @param at when it began, this time: tells one start of a run from another
     */
    record Start(
            UUID backup, UUID site, int tries, boolean repeated, boolean urgent, Optional<String> whole, Instant at) {}

    /** The data of {@code backup.started}. */
    record Started(UUID backup, UUID site, Reason reason, Instant at) {}

    /** The data of {@code backup.completed}. */
    record Completed(
            UUID backup, UUID site, Reason reason, UUID restorePoint, long files, long bytes, long added, Instant at) {}

    /** The data of {@code backup.failed}. */
    record Failed(UUID backup, UUID site, Reason reason, Failure.Code code, Text text, Instant at) {}

    /** The data of {@code restore-point.created}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PointCreated(
            UUID restorePoint,
            UUID site,
            UUID customer,
            UUID backup,
            Reason reason,
            Instant takenAt,
            String snapshot,
            long files,
            long bytes,
            List<Dumped> databases,
            @Nullable LeftOut leftOut,
            @Nullable Instant panelSettingsAt,
            Instant at) {}

    /**
     * Takes the run up.
     *
     * @return empty when it has ended before
     * @throws SiteBusy when another run of the site is at work: this one's turn comes
     */
    Optional<Start> start(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Backup backup = backups.findById(id);
            if (backup == null || backup.state().ended()) return Optional.empty();
            // Whoever starts a run of the site waits here for the other who does.
            sites.findById(backup.site(), LockModeType.PESSIMISTIC_WRITE);
            if (backups.anotherAtWork(backup.site(), id)) throw new SiteBusy(backup.site());
            boolean repeated = backup.startedAt().isPresent();
            Instant now = clock.instant();
            backup.start(now);
            if (!repeated) tell("backup.started", backup, new Started(id, backup.site(), backup.reason(), now));
            feed.report(id, Progress.at(Backup.State.DUMPING.name(), now));
            return Optional.of(new Start(
                    id,
                    backup.site(),
                    backup.tries(),
                    repeated,
                    backup.reason().urgent(),
                    backup.snapshotChecked(),
                    now));
        });
    }

    void copying(Start start) {
        step(start, Backup::copying);
        feed.report(start.backup(), Progress.at(Backup.State.COPYING.name(), clock.instant()));
    }

    /** The snapshot is made and whole: behind a crash it is the run's. */
    void checked(Start start, String snapshot) {
        step(start, backup -> backup.checked(snapshot));
    }

    void again(Start start) {
        step(start, Backup::again);
        feed.report(start.backup(), Progress.at(Backup.State.QUEUED.name(), clock.instant()));
    }

    void waiting(Start start) {
        step(start, Backup::waiting);
        feed.report(start.backup(), Progress.at(Backup.State.QUEUED.name(), clock.instant()));
    }

    private void step(Start start, Consumer<Backup> change) {
        QuarkusTransaction.requiringNew().run(() -> change.accept(require(start)));
    }

    void completed(Start start, Contents contents) {
        UUID id = start.backup();
        step(start, backup -> {
            Instant now = clock.instant();
            RestorePoint point = enter(backup, contents);
            backup.completed(point.id(), now);
            copies.wanted(point.id(), point.site(), point.snapshot());
            tell(
                    "restore-point.created",
                    backup,
                    new PointCreated(
                            point.id(),
                            point.site(),
                            point.customer(),
                            id,
                            backup.reason(),
                            point.takenAt(),
                            point.snapshot(),
                            point.files(),
                            point.bytes(),
                            Dumped.told(point.databases()),
                            point.leftOut().orElse(null),
                            point.panelSettingsAt().orElse(null),
                            now));
            tell(
                    "backup.completed",
                    backup,
                    new Completed(
                            id,
                            backup.site(),
                            backup.reason(),
                            point.id(),
                            point.files(),
                            point.bytes(),
                            point.added(),
                            now));
        });
        feed.report(id, Progress.finished(Backup.State.COMPLETED.name(), clock.instant()));
        next(id);
    }

    private RestorePoint enter(Backup backup, Contents contents) {
        RestorePoint point = new RestorePoint(Ids.next(), backup.site(), backup.customer(), backup.id(), contents);
        backup.label().ifPresent(point::call);
        points.persist(point);
        taken.fire(new PointTaken(point));
        return point;
    }

    /** Answers who waits for a backup that cannot even be queued: nothing is known of the site. */
    void refused(UUID site, Reason reason) {
        Failure why = Failure.of(Failure.Code.SITE_UNKNOWN, "");
        Failed told = new Failed(Ids.next(), site, reason, why.code(), why.text(), clock.instant());
        outbox.add(Event.of(TOPIC, "backup.failed", site, told));
    }

    void failed(Start start, Failure why) {
        UUID id = start.backup();
        step(start, backup -> {
            Instant now = clock.instant();
            backup.failed(why, now);
            failure.fire(new BackupFailed(backup.site(), why));
            tell("backup.failed", backup, new Failed(id, backup.site(), backup.reason(), why.code(), why.text(), now));
        });
        feed.report(id, Progress.finished(Backup.State.FAILED.name(), clock.instant()));
        next(id);
    }

    /** The data of {@code backup.cancelled}. */
    record Cancelled(UUID backup, UUID site, Reason reason, CancelOrder.By by, Instant at) {}

    /** Ends a run that somebody wants no more, inside the caller's transaction; one that is at work ends in a moment. */
    void cancel(Backup backup, CancelOrder order) {
        orders.persist(order);
        if (backup.state() == Backup.State.QUEUED) end(backup, order);
    }

    /** The work on a run has ended because somebody wanted it no more. */
    void cancelled(Start start) {
        UUID id = start.backup();
        step(start, backup -> end(backup, orders.findById(id)));
        feed.report(id, Progress.finished(Backup.State.CANCELLED.name(), clock.instant()));
        next(id);
    }

    private void end(Backup backup, CancelOrder order) {
        Instant now = clock.instant();
        backup.cancelled(now);
        tell("backup.cancelled", backup, new Cancelled(backup.id(), backup.site(), backup.reason(), order.by(), now));
    }

    /** What waits behind a run that has ended need not wait for its next try: the site's next one, and the server's. */
    private void next(UUID ended) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                Backup over = require(ended);
                turns.soon(over.server());
                backups.next(over.site())
                        .filter(waiting -> !waiting.waits())
                        .ifPresent(given ->
                                jobs.postpone(given.reason().job(), given.id().toString(), clock.instant()));
            });
        } catch (RuntimeException e) {
            LOG.debugf(e, "The run behind %s waits for its own next try", ended);
        }
    }

    private Backup require(UUID id) {
        Backup backup = backups.findById(id);
        if (backup == null) throw new IllegalStateException("There is no backup " + id);
        return backup;
    }

    /** The run, if this start is still the one that counts. */
    private Backup require(Start start) {
        Backup backup = require(start.backup());
        if (!backup.goesOnSince(start.at())) throw new Overtaken(start.backup());
        return backup;
    }

    private void tell(String type, Backup backup, Object data) {
        outbox.add(Event.of(TOPIC, type, backup.site(), data));
    }

    /** The run was taken for dead and started again, or ended, by another process: whatever this start knows counts no more. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(UUID backup) {
            super("Backup " + backup + " was started again elsewhere", null, false, false);
        }
    }

    /** The turn of this run has not come. */
    static final class SiteBusy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SiteBusy(UUID site) {
            super("Another backup of site " + site + " is at work", null, false, false);
        }
    }
}
