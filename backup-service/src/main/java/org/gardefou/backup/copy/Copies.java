package org.gardefou.backup.copy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gardefou.backup.copy.SnapshotCopy.State;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.SnapshotNames;
import org.gardefou.kit.job.Jobs;

/** The copies in second repositories. */
@ApplicationScoped
public class Copies implements SnapshotNames {

    private final CopyRows rows;
    private final Repositories repositories;
    private final Jobs jobs;
    private final Clock clock;

    Copies(CopyRows rows, Repositories repositories, Jobs jobs, Clock clock) {
        this.rows = rows;
        this.repositories = repositories;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** A new restore point is to be copied, if its site has a place for copies. Inside the caller's transaction. */
    public void wanted(UUID restorePoint, UUID site, String snapshot) {
        if (!repositories.wantsCopies(site)) return;
        rows.persist(new SnapshotCopy(restorePoint, site, snapshot, clock.instant()));
        rows.flush();
        jobs.submit(CopyingJob.class, site.toString());
    }

    /** What is known of the copies of some restore points, by their ids. Inside a transaction, or a request. */
    public Map<UUID, CopyView> of(Collection<UUID> restorePoints, boolean staff) {
        if (restorePoints.isEmpty()) return Map.of();
        return rows.list("restorePoint in ?1", restorePoints).stream()
                .map(copy -> CopyView.of(copy, staff))
                .collect(Collectors.toMap(CopyView::restorePoint, Function.identity()));
    }

    @Override
    public Map<String, String> copiesOf(UUID site) {
        return rows.copiedOf(site).stream().collect(Collectors.toMap(SnapshotCopy::snapshot, copy -> copy.copy()
                .orElseThrow()));
    }

    /** Restore points of a site were forgotten: their copies are to be as well. Inside the caller's transaction. */
    public void originalsForgotten(UUID site) {
        if (rows.markOutlived(site) > 0) jobs.submit(CopyForgettingJob.class, site.toString());
    }

    /** The second repository is erased: none is there, and none is wanted. Inside a transaction. */
    public void erased(UUID site) {
        rows.list("site = ?1 and state <> ?2", site, State.FORGOTTEN).forEach(SnapshotCopy::forgotten);
    }
}
