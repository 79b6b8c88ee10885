package org.gardefou.restore.restorepoint;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The restore points of the sites. */
@ApplicationScoped
public class RestorePoints implements PanacheRepositoryBase<RestorePoint, UUID> {

    /** More than a daily backup for a year; what is older is not advised. */
    private static final int MOST = 500;

    private final EntityManager manager;

    RestorePoints(EntityManager manager) {
        this.manager = manager;
    }

    /** What there is of a site, newest first; with what is damaged. */
    public List<RestorePoint> kept(UUID site) {
        return find("site = ?1 and expiredAt is null order by takenAt desc, id desc", site)
                .page(0, MOST)
                .list();
    }

    /** The restore point that a restore's safety backup made. */
    public Optional<RestorePoint> madeFor(UUID restore) {
        return find("madeFor = ?1 order by takenAt desc", restore).firstResultOptional();
    }

    void created(HistoryListener.PointTold told) {
        if (findById(told.restorePoint()) != null) return;
        RestorePoint point = new RestorePoint(told);
        PointEnd end = manager.find(PointEnd.class, told.restorePoint());
        if (end != null) {
            point.expired(end.expiredAt);
            point.corrupt(end.corruptAt);
        }
        persist(point);
    }

    void expired(HistoryListener.PointEnded told) {
        end(told.restorePoint()).expiredAt = told.at();
        findByIdOptional(told.restorePoint()).ifPresent(point -> point.expired(told.at()));
    }

    void corrupted(HistoryListener.PointEnded told) {
        end(told.restorePoint()).corruptAt = told.at();
        findByIdOptional(told.restorePoint()).ifPresent(point -> point.corrupt(told.at()));
    }

    /** What was said to be corrupt was looked at again, and can be restored: storage was mounted again, or a repository repaired. */
    void verified(HistoryListener.PointEnded told) {
        PointEnd end = manager.find(PointEnd.class, told.restorePoint());
        if (end == null || end.corruptAt == null || told.at().isBefore(end.corruptAt)) return;
        end.corruptAt = null;
        findByIdOptional(told.restorePoint()).ifPresent(point -> point.corrupt(null));
    }

    private PointEnd end(UUID id) {
        PointEnd known = manager.find(PointEnd.class, id);
        if (known != null) return known;
        PointEnd fresh = new PointEnd(id);
        manager.persist(fresh);
        return fresh;
    }
}
