package org.gardefou.backup.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.claim.RepositoryBusy;
import org.gardefou.backup.export.ExportLog.Start;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.repository.DerivedKeys;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.seat.Seated;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.CheckDepth;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.jboss.logging.Logger;

/**
 * Copies the restore point of an export into its repository, or clears away what has ended. Killed at any point it is taken up again: restic copies no
 * snapshot twice, and what a dead process left half written is pruned away.
 */
@ApplicationScoped
class ExportJob implements Job, Seated {

    static final String NAME = "export";

    private static final Logger LOG = Logger.getLogger(ExportJob.class);

    private final ExportLog log;
    private final ExportPlace place;
    private final Packing packing;
    private final Repositories repositories;
    private final DerivedKeys keys;
    private final Claims claims;
    private final ProgressFeed feed;
    private final ExportConfig config;
    private final Clock clock;

    ExportJob(
            ExportLog log,
            ExportPlace place,
            Packing packing,
            Repositories repositories,
            DerivedKeys keys,
            Claims claims,
            ProgressFeed feed,
            ExportConfig config,
            Clock clock) {
        this.log = log;
        this.place = place;
        this.packing = packing;
        this.repositories = repositories;
        this.keys = keys;
        this.claims = claims;
        this.feed = feed;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
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
    public Optional<UUID> siteOf(String run) {
        return log.toCopy(UUID.fromString(run));
    }

    @Override
    public void run(String id) throws IOException {
        UUID export = UUID.fromString(id);
        Optional<Start> start = log.start(export);
        if (start.isPresent()) copy(start.get());
        if (packing.ended(export)) {
            place.delete(export);
            log.cleared(export);
        }
    }

    private void copy(Start start) throws IOException {
        try (Claim _ = claims.share(start.site(), "export");
                ExportWatch watch = new ExportWatch(start, place, log, feed, clock)) {
            fill(start, watch);
        } catch (RepositoryBusy e) {
            log.waiting(start.export());
            throw e;
        } catch (IOException | RuntimeException e) {
            broken(start, e);
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        log.ready(
                start.export(),
                packing.archive(start.export(), start.restorePoint(), now).size(),
                now);
    }

    private void fill(Start start, ExportWatch watch) throws IOException {
        UUID id = start.export();
        // Without our key it was filled, and the process died behind that.
        if (!place.keys(id).contains(start.workingKey())) return;
        CallOptions options = CallOptions.defaults().within(config.longest()).cancelledBy(watch.cancellation());
        ResticRepository origin = repositories.open(start.site());
        origin.unlockOwnDead();
        ResticRepository export =
                place.open(id, keys.of(start.site(), ExportDesk.purpose(id))).using(options);
        export.unlockOwnDead();
        boolean begun = place.begun(id);
        export.copyOf(origin, start.snapshot());
        if (begun) export.prune();
        if (!export.check(CheckDepth.structure()).clean()) {
            throw new IOException("The copy is not whole");
        }
        export.dropCache();
        place.leaveTo(id, start.workingKey());
    }

    private void broken(Start start, Exception e) throws IOException {
        UUID id = start.export();
        if (!log.wanted(id)) return;
        if (e instanceof ResticException.Cancelled || Thread.currentThread().isInterrupted()) {
            // The service is being stopped: it is taken up again at the next start.
            throw new IOException("interrupted; it is taken up again", e);
        }
        LOG.warnf("Export %s of site %s: %s", id, start.site(), e.getMessage());
        if (start.last() || lasting(e)) {
            log.failed(id, why(e));
            return;
        }
        log.again(id);
        throw new IOException("The export is tried again: " + e.getMessage(), e);
    }

    private static boolean lasting(Exception e) {
        return e instanceof ResticException.SnapshotUnknown
                || e instanceof ResticException.WrongPassword
                || e instanceof ResticException.NoSpace
                || e instanceof RepositoryUnusable;
    }

    private static Text why(Exception e) {
        return switch (e) {
            case ResticException.SnapshotUnknown _ ->
                new Text(
                        "Ce point de restauration a expiré avant d'être copié. Choisissez-en un autre, puis redemandez.",
                        "This restore point expired before it was copied. Choose another, then ask again.");
            case ResticException.WrongPassword _ ->
                new Text(
                        "La clé du dépôt a été changée pendant la copie. Redemandez la copie.",
                        "The key of the repository was changed while it was copied. Ask for the copy again.");
            case ResticException.NoSpace _ ->
                new Text(
                        "Il n'y a plus de place pour les copies. Réessayez demain, ou demandez à l'hébergeur.",
                        "There is no more room for copies. Try again tomorrow, or ask the hoster.");
            case ResticException.Damaged _ ->
                new Text(
                        "Des données de ce point de restauration sont abîmées. Choisissez-en un autre ; l'hébergeur est averti.",
                        "Data of this restore point is damaged. Choose another; the hoster is told.");
            default ->
                new Text(
                        "Le dépôt n'a pas pu être lu. Redemandez la copie dans une heure ; si cela dure, l'hébergeur lit le journal du service.",
                        "The repository could not be read. Ask for the copy again in an hour; if that lasts, the hoster reads the service's log.");
        };
    }
}
