package org.gardefou.backup.copy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.copy.SnapshotCopy.State;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.ResticRepository;

/**
 * Forgets the copies whose originals are forgotten, which takes a second; what only they held is cleared away by the next prune. A job of its own, so that a second place that is away
 * holds nothing up at the first; where nothing can be deleted they stay.
 */
@ApplicationScoped
class CopyForgettingJob implements Job {

    private final CopyRows rows;
    private final Repositories repositories;
    private final Claims claims;
    private final Clock clock;

    CopyForgettingJob(CopyRows rows, Repositories repositories, Claims claims, Clock clock) {
        this.rows = rows;
        this.repositories = repositories;
        this.claims = claims;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "copy-forgetting";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public int priority() {
        return FIRST;
    }

    @Override
    public void run(String id) throws RepositoryUnusable {
        UUID site = UUID.fromString(id);
        List<SnapshotCopy> outlived = QuarkusTransaction.requiringNew().call(() -> rows.outlived(site));
        List<String> there = outlived.stream()
                .filter(copy -> copy.state() == State.COPIED)
                .map(SnapshotCopy::copy)
                .flatMap(Optional::stream)
                .toList();
        if (!there.isEmpty()) {
            if (QuarkusTransaction.requiringNew().call(() -> repositories.copiesAppendOnly(site))) return;
            Optional<ResticRepository> repository = repositories.openCopies(site);
            if (repository.isPresent()) {
                try (Claim claim = claims.alone(site, "forgetting of copies")) {
                    repository.get().unlockOwnDead();
                    repository
                            .get()
                            .using(CallOptions.defaults().cancelledBy(claim.cancellation()))
                            .forget(there);
                }
            }
        }
        QuarkusTransaction.requiringNew().run(() -> {
            outlived.forEach(copy -> rows.findByIdOptional(copy.restorePoint()).ifPresent(SnapshotCopy::forgotten));
            if (!there.isEmpty()) rows.pruneWanted(site, clock.instant());
        });
    }
}
