package org.gardefou.backup.maintenance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.claim.RepositoryBusy;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.restorepoint.PrunesWanted;
import org.gardefou.backup.restorepoint.RunningRestores;
import org.gardefou.backup.seat.Seated;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.jboss.logging.Logger;

/**
 * Clears away what no snapshot needs any more, in both repositories of a site. It has the repository alone, so it begins only where nothing is at work and no restore on its
 * way, and stops as soon as somebody waits: restic cleans up behind itself, and what was done is done.
 */
@ApplicationScoped
class PruneJob implements Job, Seated {

    private static final Logger LOG = Logger.getLogger(PruneJob.class);

    private final PrunesWanted wanted;
    private final RunningRestores restores;
    private final Repositories repositories;
    private final Claims claims;
    private final Clock clock;

    PruneJob(PrunesWanted wanted, RunningRestores restores, Repositories repositories, Claims claims, Clock clock) {
        this.wanted = wanted;
        this.restores = restores;
        this.repositories = repositories;
        this.claims = claims;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "prune";
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
        return Where.BOTH;
    }

    @Override
    public void run(String id) {
        UUID site = UUID.fromString(id);
        Instant begun = clock.instant();
        boolean now = QuarkusTransaction.requiringNew().call(() -> {
            wanted.tried(site, begun);
            return wanted.waits(site) && !restores.any(site);
        });
        if (!now) return;
        try (Claim claim = claims.alone(site, "prune")) {
            prune(site, claim);
            QuarkusTransaction.requiringNew().run(() -> wanted.done(site, begun));
        } catch (RepositoryBusy e) {
            LOG.debugf("The prune of site %s waits: its repository is in use", site);
        } catch (Stopped e) {
            LOG.infof("The prune of site %s gives way and is done later", site);
        } catch (RepositoryUnusable | ResticException e) {
            if (e instanceof ResticException.Cancelled cancelled) throw cancelled;
            LOG.warnf(
                    "The repository of site %s could not be pruned and is tried again later: %s", site, e.getMessage());
        }
    }

    private void prune(UUID site, Claim claim) throws RepositoryUnusable, Stopped {
        // A restore that was asked for before the claim was taken could not ask for it back.
        if (QuarkusTransaction.requiringNew().call(() -> restores.any(site))) throw new Stopped();
        try {
            if (!QuarkusTransaction.requiringNew().call(() -> repositories.appendOnly(site)))
                prune(repositories.open(site), claim);
            if (!QuarkusTransaction.requiringNew().call(() -> repositories.copiesAppendOnly(site))) {
                Optional<ResticRepository> copies = repositories.openCopies(site);
                if (copies.isPresent()) prune(copies.get(), claim);
            }
        } catch (ResticException.Cancelled e) {
            if (claim.wanted()) throw new Stopped();
            throw e;
        }
    }

    private static void prune(ResticRepository repository, Claim claim) {
        repository.unlockOwnDead();
        repository
                .using(CallOptions.defaults().cancelledBy(claim.cancellation()))
                .prune();
    }

    /** Somebody who must not wait wants the repository. */
    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }
}
