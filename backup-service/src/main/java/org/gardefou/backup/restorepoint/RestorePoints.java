package org.gardefou.backup.restorepoint;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.restorepoint.RestorePoint.State;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** The restore points of all sites. */
@ApplicationScoped
public class RestorePoints implements PanacheRepositoryBase<RestorePoint, UUID> {

    private static final Keyset KEYS = Keyset.newestFirst("takenAt", "id");

    /** The restore point that a backup left. */
    public Optional<RestorePoint> ofBackup(UUID backup) {
        return find("backup", backup).firstResultOptional();
    }

    /** Reads it anew and keeps it for this transaction: whoever else writes it waits, so that nobody's word is lost. */
    public void hold(RestorePoint point) {
        flush();
        getEntityManager().refresh(point, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Whether a site has one that is at least as young as this, and not known to be broken. */
    public boolean youngerThan(UUID site, Instant moment) {
        return count(
                        "site = ?1 and state = ?2 and takenAt >= ?3 and evidence <> ?4",
                        site,
                        State.AVAILABLE,
                        moment,
                        Evidence.BROKEN)
                > 0;
    }

    /** The newest one of a site that can be gone back to, and is not known to be broken. */
    public Optional<RestorePoint> lastGood(UUID site) {
        return find(
                        "site = ?1 and state = ?2 and evidence <> ?3 order by takenAt desc, id desc",
                        site,
                        State.AVAILABLE,
                        Evidence.BROKEN)
                .firstResultOptional();
    }

    /** Those of a site from before another, newest first; also what is there no longer. */
    public List<RestorePoint> before(RestorePoint point, int most) {
        return find("site = ?1 and takenAt < ?2 order by takenAt desc, id desc", point.site(), point.takenAt())
                .page(0, most)
                .list();
    }

    /** How many a site has. */
    long countAvailable(UUID site) {
        return count("site = ?1 and state = ?2", site, State.AVAILABLE);
    }

    /** The one of that id, if the caller may see it. */
    public Optional<RestorePoint> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** What is there of a site, newest first. */
    public List<RestorePoint> available(UUID site) {
        return list("site = ?1 and state = ?2 order by takenAt desc, id desc", site, State.AVAILABLE);
    }

    /** The newest of a site that is not known to be broken. */
    public Optional<RestorePoint> newestUsable(UUID site) {
        return find(
                        "site = ?1 and state = ?2 and evidence <> ?3 order by takenAt desc, id desc",
                        site,
                        State.AVAILABLE,
                        Evidence.BROKEN)
                .firstResultOptional();
    }

    /** Whose snapshots should be in the site's repository. */
    public List<RestorePoint> inRepository(UUID site) {
        return list("site = ?1 and forgottenAt is null", site);
    }

    /** Sites with something older than this, in the order of their ids. */
    List<UUID> sitesWithOlderThan(Instant moment) {
        return getEntityManager()
                .createQuery(
                        "select distinct p.site from RestorePoint p where p.state = :state and p.takenAt < :moment order by p.site",
                        UUID.class)
                .setParameter("state", State.AVAILABLE)
                .setParameter("moment", moment)
                .getResultList();
    }

    /** Sites with something that expired before this and is still in the repository. */
    List<UUID> sitesToForget(Instant moment) {
        return getEntityManager()
                .createQuery(
                        "select distinct p.site from RestorePoint p where p.expiredAt < :moment and p.forgottenAt is null",
                        UUID.class)
                .setParameter("moment", moment)
                .getResultList();
    }

    /** What of a site expired before this and is still in the repository. */
    List<RestorePoint> toForget(UUID site, Instant moment) {
        return list("site = ?1 and expiredAt < ?2 and forgottenAt is null", site, moment);
    }

    Page<RestorePoint> page(@Nullable UUID site, @Nullable State state, Visibility visibility, PageRequest request) {
        return Listing.of(visibility.whereOfSite("customer", Sites.OF_CONNECTION))
                .with("site", site)
                .with("state", state)
                .page(
                        this,
                        request,
                        KEYS,
                        c -> List.of(c.instant(0), c.uuid(1)),
                        point -> Cursor.after(point.takenAt(), point.id()));
    }
}
