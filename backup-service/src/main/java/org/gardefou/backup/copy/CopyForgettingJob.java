package org.gardefou.backup.copy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.copy.SnapshotCopy.State;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.seat.Seated;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.Snapshot;

/**
 * Forgets the copies whose originals are forgotten, which takes a second; what only they held is cleared away by the next prune. A job of its own, so that a second place that is away
 * holds nothing up at the first; where nothing can be deleted they stay.
 */
@ApplicationScoped
class CopyForgettingJob implements Job, Seated {

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
    public Where where() {
        return Where.COPIES;
    }

    @Override
    public void run(String id) throws RepositoryUnusable {
        UUID site = UUID.fromString(id);
        List<SnapshotCopy> outlived = QuarkusTransaction.requiringNew().call(() -> rows.outlived(site));
        boolean forgotten = false;
        if (!outlived.isEmpty()) {
            boolean noted = outlived.stream().anyMatch(copy -> copy.state() == State.COPIED);
            boolean reachable = !QuarkusTransaction.requiringNew().call(() -> repositories.copiesAppendOnly(site));
            if (noted && !reachable) return;
            forgotten = reachable && forget(site, outlived);
        }
        boolean cleared = forgotten;
        QuarkusTransaction.requiringNew().run(() -> {
            outlived.forEach(copy -> rows.findByIdOptional(copy.restorePoint()).ifPresent(SnapshotCopy::forgotten));
            if (cleared) rows.pruneWanted(site, clock.instant());
        });
    }

    /** @return whether there was anything */
    private boolean forget(UUID site, List<SnapshotCopy> outlived) throws RepositoryUnusable {
        Optional<ResticRepository> repository = repositories.openCopies(site);
        if (repository.isEmpty()) return false;
        try (Claim claim = claims.alone(site, "forgetting of copies")) {
            ResticRepository copies =
                    repository.get().using(CallOptions.defaults().cancelledBy(claim.cancellation()));
            copies.unlockOwnDead();
            List<String> there = there(copies, outlived);
            copies.forget(there);
            return !there.isEmpty();
        }
    }

    /** Of those that wait, one may have been copied by a service that died before it could note that. */
    private static List<String> there(ResticRepository copies, List<SnapshotCopy> outlived) {
        List<String> there = new ArrayList<>();
        Set<String> waiting = new HashSet<>();
        for (SnapshotCopy one : outlived) {
            if (one.state() == State.COPIED) one.copy().ifPresent(there::add);
            if (one.state() == State.WAITING) waiting.add(one.snapshot());
        }
        if (waiting.isEmpty()) return there;
        for (Snapshot snapshot : copies.snapshots()) {
            if (snapshot.original() != null && waiting.contains(snapshot.original())) there.add(snapshot.id());
        }
        return there;
    }
}
