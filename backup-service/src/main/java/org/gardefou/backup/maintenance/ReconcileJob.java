package org.gardefou.backup.maintenance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.claim.RepositoryBusy;
import org.gardefou.backup.maintenance.Difference.Kind;
import org.gardefou.backup.maintenance.ReconcileRule.Fate;
import org.gardefou.backup.maintenance.ReconcileRule.Found;
import org.gardefou.backup.maintenance.ReconcileRule.Known;
import org.gardefou.backup.maintenance.Reconciliation.Outcome;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.restorepoint.PrunesWanted;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.run.Backup;
import org.gardefou.backup.run.BackupDesk;
import org.gardefou.backup.seat.Seated;
import org.gardefou.backup.verification.EvidenceLog;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.jboss.logging.Logger;

/**
 * Compares a repository with what we know of it. Points whose snapshot is gone are said to be lost; snapshots that a run of ours left and
 * that no point needs are forgotten; what is not ours stays. Done twice it changes nothing more.
 */
@ApplicationScoped
class ReconcileJob implements Job, Seated {

    private static final Logger LOG = Logger.getLogger(ReconcileJob.class);

    private final Repositories repositories;
    private final Claims claims;
    private final RestorePoints points;
    private final BackupDesk backups;
    private final PrunesWanted prunes;
    private final EvidenceLog evidence;
    private final Reconciliations reconciliations;
    private final MaintenanceConfig config;
    private final Clock clock;

    ReconcileJob(
            Repositories repositories,
            Claims claims,
            RestorePoints points,
            BackupDesk backups,
            PrunesWanted prunes,
            EvidenceLog evidence,
            Reconciliations reconciliations,
            MaintenanceConfig config,
            Clock clock) {
        this.repositories = repositories;
        this.claims = claims;
        this.points = points;
        this.backups = backups;
        this.prunes = prunes;
        this.evidence = evidence;
        this.reconciliations = reconciliations;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "reconciliation";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public Where where() {
        return Where.FIRST;
    }

    @Override
    public void run(String id) {
        UUID site = UUID.fromString(id);
        // First what we know: what comes to be while we look is not missed, see Fate.
        List<Known> known = QuarkusTransaction.requiringNew().call(() -> known(site));
        try {
            ResticRepository repository = repositories.open(site);
            List<Found> found = found(site, repository);
            List<Difference> differences =
                    QuarkusTransaction.requiringNew().call(() -> ReconcileRule.differences(found, known, this::fate));
            List<Difference> done = repair(site, repository, differences);
            Outcome outcome = done.isEmpty() ? Outcome.AGREES : Outcome.DIFFERS;
            QuarkusTransaction.requiringNew().run(() -> {
                reconciliations.there(site);
                done.forEach(this::tell);
                keep(site, outcome, found.size(), known, done);
            });
        } catch (ResticException.RepositoryMissing e) {
            gone(site, known);
        } catch (RepositoryUnusable | ResticException e) {
            if (e instanceof ResticException.Cancelled cancelled) throw cancelled;
            LOG.errorf("The repository of site %s does not open: %s", site, e.getMessage());
            QuarkusTransaction.requiringNew().run(() -> keep(site, Outcome.NOT_OPENED, 0, known, List.of()));
        }
    }

    private List<Known> known(UUID site) {
        return points.inRepository(site).stream()
                .map(point -> new Known(
                        point.id(),
                        point.snapshot(),
                        point.state() == RestorePoint.State.AVAILABLE,
                        evidence.snapshotGone(point)))
                .toList();
    }

    private List<Found> found(UUID site, ResticRepository repository) {
        try (Claim claim = claims.share(site, "reconciliation")) {
            return repository
                    .using(CallOptions.defaults().readingWithoutLock().cancelledBy(claim.cancellation()))
                    .snapshots()
                    .stream()
                    .map(snapshot -> new Found(snapshot.id(), snapshot.tags()))
                    .toList();
        }
    }

    private Optional<Fate> fate(UUID backup, String snapshot) {
        return backups.find(backup).map(run -> fate(run, snapshot));
    }

    private Fate fate(Backup run, String snapshot) {
        if (!run.state().ended()) return Fate.AT_WORK;
        return run.restorePoint()
                .map(id -> {
                    RestorePoint point = points.findById(id);
                    boolean same =
                            point != null && !point.gone() && point.snapshot().equals(snapshot);
                    return same ? Fate.THIS_SNAPSHOT : Fate.OTHER_SNAPSHOT;
                })
                .orElse(Fate.WITHOUT_POINT);
    }

    /**
     * Forgets our own leftovers. Where nothing can be deleted they stay; where the repository is in use, or refuses, they wait for the
     * next time: what else differs is told all the same.
     */
    private List<Difference> repair(UUID site, ResticRepository repository, List<Difference> differences) {
        List<String> leftovers = differences.stream()
                .filter(one -> one.kind() == Kind.LEFTOVER)
                .map(Difference::snapshot)
                .toList();
        if (leftovers.isEmpty()) return differences;
        if (appendOnly(site)) return leftoversAs(Difference::staying, differences);
        try (Claim claim = claims.alone(site, "reconciliation")) {
            repository.unlockOwnDead();
            repository
                    .using(CallOptions.defaults().cancelledBy(claim.cancellation()))
                    .forget(leftovers);
        } catch (RepositoryBusy | ResticException e) {
            LOG.infof("What backups left in the repository of site %s stays for now: %s", site, e.getMessage());
            return differences;
        }
        QuarkusTransaction.requiringNew().run(() -> prunes.add(site, clock.instant()));
        return leftoversAs(Difference::removed, differences);
    }

    private static List<Difference> leftoversAs(UnaryOperator<Difference> fate, List<Difference> differences) {
        return differences.stream()
                .map(one -> one.kind() == Kind.LEFTOVER ? fate.apply(one) : one)
                .toList();
    }

    private boolean appendOnly(UUID site) {
        return QuarkusTransaction.requiringNew().call(() -> repositories.appendOnly(site));
    }

    private void tell(Difference difference) {
        UUID id = difference.restorePoint();
        if (id == null) return;
        RestorePoint point = points.findById(id);
        if (point == null || point.state() != RestorePoint.State.AVAILABLE) return;
        if (difference.kind() == Kind.SNAPSHOT_GONE) {
            evidence.gone(point, difference.text());
        } else if (difference.kind() == Kind.SNAPSHOT_BACK) {
            evidence.back(point);
        }
    }

    /** What is not there may not be mounted; after a while it counts as lost. */
    private void gone(UUID site, List<Known> known) {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> {
            Instant since = reconciliations.goneSince(site, now);
            LOG.errorf("There is no repository any more for site %s, since %s", site, since);
            List<Difference> lost = since.isAfter(now.minus(config.lostAfter()))
                    ? List.of()
                    : ReconcileRule.differences(List.of(), known, this::fate);
            lost.forEach(this::tell);
            keep(site, Outcome.GONE, 0, known, lost);
        });
    }

    private void keep(UUID site, Outcome outcome, int snapshots, List<Known> known, List<Difference> differences) {
        reconciliations.keep(
                new Reconciliation(Ids.next(), site, clock.instant(), outcome, snapshots, known.size(), differences));
    }
}
