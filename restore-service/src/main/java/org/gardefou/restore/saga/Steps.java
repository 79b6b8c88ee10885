package org.gardefou.restore.saga;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.Cancellation;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.exchange.Exchange;
import org.gardefou.restore.exchange.PhpReload;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.newer.Kept;
import org.gardefou.restore.newer.NewerRows;
import org.gardefou.restore.preparation.OtherPlace;
import org.gardefou.restore.preparation.Preflight;
import org.gardefou.restore.preparation.Preparation;
import org.gardefou.restore.preparation.PreparationConfig;
import org.gardefou.restore.preparation.Prepared;
import org.gardefou.restore.preparation.SnapshotLayout;
import org.gardefou.restore.repository.RepositoryDoor;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.gardefou.restore.restorepoint.SiteDiagnoses;
import org.gardefou.restore.restorepoint.SiteDiagnosis;
import org.gardefou.restore.site.Places;
import org.gardefou.restore.site.Target;
import org.jboss.logging.Logger;

/**
 * What each step does. A step looks at what is there, acts outside of any transaction, and answers what it changes of the
 * restore; it can be run again from its beginning, wherever it was cut short.
 */
@ApplicationScoped
class Steps {

    private static final Logger LOG = Logger.getLogger(Steps.class);

    private final Journal journal;
    private final Places places;
    private final OtherPlace otherPlace;
    private final RestorePoints points;
    private final SiteDiagnoses diagnoses;
    private final RepositoryDoor door;
    private final Preflight preflight;
    private final Preparation preparation;
    private final PreparationConfig limits;
    private final NewerRows newer;
    private final KeptLook look;
    private final Exchange exchange;
    private final PhpReload php;
    private final RestoreTold told;
    private final RestoreConfig config;
    private final ProgressFeed feed;
    private final Clock clock;

    Steps(
            Journal journal,
            Places places,
            OtherPlace otherPlace,
            RestorePoints points,
            SiteDiagnoses diagnoses,
            RepositoryDoor door,
            Preflight preflight,
            Preparation preparation,
            PreparationConfig limits,
            NewerRows newer,
            KeptLook look,
            Exchange exchange,
            PhpReload php,
            RestoreTold told,
            RestoreConfig config,
            ProgressFeed feed,
            Clock clock) {
        this.journal = journal;
        this.places = places;
        this.otherPlace = otherPlace;
        this.points = points;
        this.diagnoses = diagnoses;
        this.door = door;
        this.preflight = preflight;
        this.preparation = preparation;
        this.limits = limits;
        this.newer = newer;
        this.look = look;
        this.exchange = exchange;
        this.php = php;
        this.told = told;
        this.config = config;
        this.feed = feed;
        this.clock = clock;
    }

    /** What a step came to: words for the journal, and what changes. */
    record Done(String words, Consumer<Restore> change) {}

    /** Somebody called the restore off while restic ran. */
    static final class CalledOff extends Exception {
        private static final long serialVersionUID = 1L;
    }

    Done preflight(UUID id) throws Exception {
        Restore restore = journal.read(id, one -> one);
        RestorePoint point = point(restore);
        Target target = target(restore, point);
        newer.demandKeepable(target, restore.selection(), restore.keeping());
        ResticRepository repository = door.open(point.site());
        SnapshotLayout layout = preflight.check(target, repository, point.snapshot(), restore.selection());
        return new Done(
                layout.files() + " files, " + layout.bytes() + " bytes" + OtherPlace.said(target),
                one -> one.found(target, layout, clock.instant()));
    }

    /**
     * Whether there is nothing that a safety backup could save: the point comes to another place, which holds nothing yet. What is at the
     * place before is not touched.
     */
    boolean nothingToSave(Restore restore) {
        if (restore.elsewhere() == null) return false;
        try {
            return otherPlace.bare(target(restore, point(restore)));
        } catch (IOException | RestoreFailure e) {
            LOG.warnf(e, "Whether the place of restore %s holds anything cannot be seen", restore.id());
            return false;
        }
    }

    private Target target(Restore restore, RestorePoint point) throws RestoreFailure {
        return QuarkusTransaction.requiringNew()
                .call(() -> {
                    try {
                        return Found.of(places.target(
                                restore.site(), restore.selection(), restore.elsewhere(), point.databaseNames()));
                    } catch (RestoreFailure e) {
                        return Found.not(e);
                    }
                })
                .orThrow();
    }

    Done prepare(UUID id) throws Exception {
        Restore restore = journal.read(id, one -> one);
        RestorePoint point = point(restore);
        Cancellation cancellation = new Cancellation();
        ResticRepository repository = door.open(point.site())
                .using(CallOptions.defaults().within(limits.timeout()).cancelledBy(cancellation));
        int run = journal.runs(id, RestoreState.PREPARING);
        try {
            Target target = Objects.requireNonNull(restore.target());
            Prepared restored = preparation.prepare(
                    id,
                    run,
                    target,
                    Objects.requireNonNull(restore.layout()),
                    restore.selection().tables(),
                    repository,
                    point.snapshot(),
                    progress -> {
                        report(id, progress);
                        if (journal.read(id, Restore::cancelWanted)) cancellation.cancel();
                    });
            Prepared prepared = newer.fitted(target, restored, restore.keeping());
            return new Done(
                    prepared.files() + " files, " + prepared.tables() + " tables, "
                            + prepared.carried().size() + " newer files kept, "
                            + prepared.sanitised().size() + " made harmless",
                    one -> one.prepared(prepared, clock.instant()));
        } catch (org.gardefou.restic.ResticException.Cancelled e) {
            if (cancellation.isCancelled()) throw new CalledOff();
            throw e;
        }
    }

    Done switchOver(UUID id) throws Exception {
        Restore restore = journal.read(id, one -> one);
        Target target = Objects.requireNonNull(restore.target());
        Prepared prepared = Objects.requireNonNull(restore.prepared());
        Prepared ready = exchange.isLive(target, prepared)
                ? prepared
                : exchange.planned(
                        target, preparation.carryNewer(target, prepared, Objects.requireNonNull(restore.layout())));
        if (ready.moves() != null && prepared.moves() == null) journal.change(id, one -> one.planned(ready));
        Instant begun = clock.instant();
        boolean again = journal.runs(id, RestoreState.SWITCHING) > 1;
        exchange.switchOver(target, ready, restore.keeping(), again);
        long millis = java.time.Duration.between(begun, clock.instant()).toMillis();
        String reloaded = php.reload(target);
        Kept kept = look.kept(target, restore, ready);
        String before = QuarkusTransaction.requiringNew()
                .call(() -> diagnoses.last(restore.site()).map(SiteDiagnosis::health))
                .orElse(null);
        return new Done("switched in " + millis + " ms; " + reloaded, one -> {
            one.switched(ready, before, config.checkPatience(), clock.instant());
            one.keeps(kept);
            told.switched(one);
        });
    }

    Done rollBack(UUID id) throws Exception {
        Restore restore = journal.read(id, one -> one);
        Target target = Objects.requireNonNull(restore.target());
        Prepared prepared = Objects.requireNonNull(restore.prepared());
        List<Kept.Group> between = look.between(target, restore, prepared);
        // Before it goes: afterwards nothing would tell.
        if (!between.isEmpty()) journal.change(id, one -> one.losesWith(between));
        exchange.undo(target, prepared);
        // A switch that failed was never told of: what was ordered in its midst is not lost with it.
        if (restore.switchedAt() == null) newer.bringBack(target, prepared, restore.keeping());
        String reloaded = php.reload(target);
        return new Done("as before; " + reloaded, one -> {
            one.rolledBack(clock.instant());
            if (one.state() == RestoreState.ROLLED_BACK) told.rolledBack(one);
            else told.failed(one);
        });
    }

    /** Removes what an ended restore left beside the live site. */
    void tidy(UUID id) throws IOException {
        Restore restore = journal.read(id, one -> one);
        if (restore.target() != null) {
            preparation.clean(id, restore.target());
        }
        journal.change(id, Restore::tidied);
    }

    private RestorePoint point(Restore restore) throws RestoreFailure {
        RestorePoint point = QuarkusTransaction.requiringNew().call(() -> points.findById(restore.restorePoint()));
        if (point == null || !point.usableSince(restore.requestedAt())) {
            throw new RestoreFailure(
                    FailureCode.POINT_GONE,
                    new Text(
                            "Ce point de restauration a expiré ou s'est abîmé entre-temps ; choisissez-en un autre.",
                            "This restore point expired or went bad meanwhile; choose another."));
        }
        return point;
    }

    private void report(UUID id, org.gardefou.restic.Progress progress) {
        feed.report(
                id,
                new Progress(
                        RestoreState.PREPARING.name(),
                        (int) Math.max(0, Math.min(100, progress.percent())),
                        progress.bytesDone(),
                        progress.filesDone(),
                        progress.bytesPerSecond(),
                        progress.remaining(),
                        clock.instant(),
                        false));
    }

    /** A target or why there is none: a checked exception does not cross a transaction. */
    private record Found(
            @org.jspecify.annotations.Nullable Target target,
            @org.jspecify.annotations.Nullable RestoreFailure failure) {
        static Found of(Target target) {
            return new Found(target, null);
        }

        static Found not(RestoreFailure failure) {
            return new Found(null, failure);
        }

        Target orThrow() throws RestoreFailure {
            if (failure != null) throw failure;
            return Objects.requireNonNull(target);
        }
    }
}
