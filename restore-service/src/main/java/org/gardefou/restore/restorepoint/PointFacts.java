package org.gardefou.restore.restorepoint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is known of restore points beside what is in them: the evidence, and how they differ. */
@ApplicationScoped
public class PointFacts {

    /** As many as there are points that are advised. */
    private static final int MOST = 500;

    private final EntityManager manager;

    PointFacts(EntityManager manager) {
        this.manager = manager;
    }

    /** The evidence of some points, by their ids. */
    public Map<UUID, PointEvidence> evidence(List<UUID> points) {
        if (points.isEmpty()) return Map.of();
        return manager.createQuery("from PointEvidence e where e.restorePoint in :points", PointEvidence.class)
                .setParameter("points", points)
                .getResultStream()
                .collect(Collectors.toMap(PointEvidence::restorePoint, Function.identity()));
    }

    /** How the points of a site differ, each from the one before it, oldest first. */
    public List<PointDifference> differences(UUID site) {
        return manager.createQuery(
                        "from PointDifference d where d.site = :site order by d.takenAt desc, d.restorePoint desc",
                        PointDifference.class)
                .setParameter("site", site)
                .setMaxResults(MOST)
                .getResultList()
                .reversed();
    }

    void verified(HistoryListener.Verified told) {
        PointEvidence known = manager.find(PointEvidence.class, told.restorePoint());
        if (known == null) {
            known = new PointEvidence(told.restorePoint());
            manager.persist(known);
        }
        known.told(told);
    }

    void compared(HistoryListener.Compared told) {
        // One that was heard to be over: the next one is compared with the one before it, and told.
        PointEnd end = manager.find(PointEnd.class, told.restorePoint());
        if (end != null && end.expiredAt != null) return;
        PointDifference known = manager.find(PointDifference.class, told.restorePoint());
        if (known == null) manager.persist(new PointDifference(told));
        else known.told(told);
    }

    void expired(UUID point) {
        PointDifference known = manager.find(PointDifference.class, point);
        if (known != null) manager.remove(known);
        PointEvidence evidence = manager.find(PointEvidence.class, point);
        if (evidence != null) manager.remove(evidence);
    }
}
