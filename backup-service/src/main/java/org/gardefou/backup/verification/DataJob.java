package org.gardefou.backup.verification;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.claim.SiteTurns;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.restorepoint.RunningRestores;
import org.gardefou.backup.seat.Seated;
import org.gardefou.backup.verification.Ending.Result;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.CheckDepth;
import org.gardefou.restic.CheckReport;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.jboss.logging.Logger;

/**
 * Reads the next part of a repository's data. Only that finds bits that have flipped. It works beside backups and restores, which it does not
 * keep from anything: without restic's lock, and under a claim that only keeps away who removes.
 */
@ApplicationScoped
class DataJob implements Job, Seated {

    private static final Logger LOG = Logger.getLogger(DataJob.class);
    private static final Duration AGAIN = Duration.ofDays(1);

    private final Repositories repositories;
    private final Claims claims;
    private final RunningRestores restores;
    private final DataReadings readings;
    private final SiteTurns turns;
    private final EvidenceLog log;
    private final VerificationConfig config;
    private final Clock clock;

    DataJob(
            Repositories repositories,
            Claims claims,
            RunningRestores restores,
            DataReadings readings,
            SiteTurns turns,
            EvidenceLog log,
            VerificationConfig config,
            Clock clock) {
        this.repositories = repositories;
        this.claims = claims;
        this.restores = restores;
        this.readings = readings;
        this.turns = turns;
        this.log = log;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "data-reading";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public int priority() {
        return LAST;
    }

    @Override
    public Where where() {
        return Where.FIRST;
    }

    @Override
    public void run(String id) {
        UUID site = UUID.fromString(id);
        // The disk is the restore's now; the next turn comes.
        if (QuarkusTransaction.requiringNew().call(() -> restores.any(site))) return;
        int parts = config.dataParts();
        int part = QuarkusTransaction.requiringNew().call(() -> DataRotation.next(readings.of(site, parts), parts));
        Instant begun = clock.instant();
        try (Claim claim = claims.share(site, "reading the data")) {
            ResticRepository repository = repositories
                    .open(site)
                    .using(CallOptions.defaults().readingWithoutLock().cancelledBy(claim.cancellation()));
            CheckReport report = confirmed(() -> check(repository, CheckDepth.readPart(part, parts)));
            Optional<Set<String>> hit = report.clean() ? Optional.of(Set.of()) : hit(repository, report);
            QuarkusTransaction.requiringNew().run(() -> keep(site, part, begun, report, hit));
        } catch (ResticException.Cancelled e) {
            throw e;
        } catch (RepositoryUnusable | ResticException e) {
            // That it is gone or does not open is for the reconciler to find and to tell; here the next try is
            // tomorrow.
            LOG.warnf("The data of site %s could not be read: %s", site, e.getMessage());
            QuarkusTransaction.requiringNew()
                    .run(() -> turns.next(
                            SiteTurns.Kind.DATA, site, clock.instant().plus(AGAIN)));
        }
    }

    /** Damage is told when it is found twice: what was found once may have been the network's or the memory's. */
    static CheckReport confirmed(Supplier<CheckReport> reading) {
        CheckReport first = reading.get();
        return first.clean() ? first : reading.get();
    }

    /** A repository that is so damaged that restic gives up is a repository that is damaged. */
    private static CheckReport check(ResticRepository repository, CheckDepth depth) {
        try {
            return repository.check(depth);
        } catch (ResticException.Damaged e) {
            return new CheckReport(false, List.of(String.valueOf(e.getMessage())), Set.of());
        }
    }

    /** The snapshots that need what is damaged; empty when that cannot be told. */
    private static Optional<Set<String>> hit(ResticRepository repository, CheckReport report) {
        if (report.damagedPacks().isEmpty()) return Optional.empty();
        try {
            Set<String> snapshots = repository.snapshotsUsing(report.damagedPacks());
            // A pack that no snapshot needs may be of trees that can be read no more: then nobody knows.
            return snapshots.isEmpty() ? Optional.empty() : Optional.of(snapshots);
        } catch (ResticException.Cancelled e) {
            throw e;
        } catch (ResticException e) {
            LOG.debug("Which snapshots need the damaged packs cannot be told: it may be all", e);
            return Optional.empty();
        }
    }

    private void keep(UUID site, int part, Instant begun, CheckReport report, Optional<Set<String>> hit) {
        int parts = config.dataParts();
        readings.read(site, part, parts, report.clean(), begun);
        readings.flush();
        if (report.clean()) {
            log.available(site).forEach(log::conclude);
            return;
        }
        LOG.errorf("The repository of site %s is damaged: %s", site, String.join("; ", report.problems()));
        List<String> packs = report.damagedPacks().stream().sorted().toList();
        log.available(site)
                .filter(point -> hit.map(snapshots -> snapshots.contains(point.snapshot()))
                        .orElse(true))
                .forEach(point -> log.found(point, Step.DATA, damaged(part, packs, hit.isPresent())));
    }

    private Ending damaged(int part, List<String> packs, boolean known) {
        return Ending.broken(
                Result.DATA_DAMAGED,
                known
                        ? "Des données dont ce point a besoin sont endommagées dans le dépôt : prenez un autre point ; l'hébergeur répare le dépôt (restic rebuild-index, restic prune, ou la copie), puis refait une sauvegarde."
                        : "Le dépôt est endommagé, et on ne peut pas dire quels points sont touchés : tous sont réputés l'être. L'hébergeur répare le dépôt (restic rebuild-index, restic prune, ou la copie), puis refait une sauvegarde.",
                known
                        ? "Data that it needs is damaged in the repository: take another point; the hoster repairs the repository (restic rebuild-index, restic prune, or the copy), then makes a backup."
                        : "The repository is damaged, and which points that hits cannot be told: all count as hit. The hoster repairs the repository (restic rebuild-index, restic prune, or the copy), then makes a backup.",
                tool(),
                Seen.ofPart(part, config.dataParts(), packs));
    }

    static String tool() {
        return "restic " + Restic.find().version() + " check --read-data-subset";
    }
}
