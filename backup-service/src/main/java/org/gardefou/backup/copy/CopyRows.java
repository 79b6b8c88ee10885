package org.gardefou.backup.copy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.backup.copy.SnapshotCopy.State;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** What is known of the copies. */
@ApplicationScoped
class CopyRows implements PanacheRepositoryBase<SnapshotCopy, UUID> {

    private static final Keyset BY_WISH = Keyset.oldestFirst("wantedAt", "restorePoint");

    /**
     * The one that went wrong least often, of those that wait longest.
     *
     * @param hindered what was tried in vain just now
     */
    Optional<SnapshotCopy> nextOf(UUID site, Set<UUID> hindered) {
        return find("site = ?1 and state = ?2 order by tries, wantedAt, restorePoint", site, State.WAITING)
                .range(0, hindered.size())
                .stream()
                .filter(copy -> !hindered.contains(copy.restorePoint()))
                .findFirst();
    }

    /** Sites that have a copy waiting, behind one in the order of their ids: one look into an index. */
    List<UUID> sitesWaiting(UUID after, int most) {
        return sites("state = 'WAITING'", after, most);
    }

    /** Sites with a copy whose original is forgotten, in the same way. */
    List<UUID> sitesToForget(UUID after, int most) {
        return sites("outlived and state <> 'FORGOTTEN'", after, most);
    }

    /** @param condition word for word that of the index */
    private List<UUID> sites(String condition, UUID after, int most) {
        List<?> sites = getEntityManager()
                .createNativeQuery(
                        "select distinct site from snapshot_copy where " + condition
                                + " and site > ?1 order by site limit ?2",
                        UUID.class)
                .setParameter(1, after)
                .setParameter(2, most)
                .getResultList();
        return sites.stream().map(UUID.class::cast).toList();
    }

    /**
     * Marks those of a site whose restore points are forgotten.
     *
     * @return how many there are now
     */
    int markOutlived(UUID site) {
        return getEntityManager().createNativeQuery("""
                        update snapshot_copy c set outlived = true from restore_point p
                        where p.id = c.restore_point and c.site = ?1 and c.state <> 'FORGOTTEN' and p.forgotten_at is not null""").setParameter(1, site).executeUpdate();
    }

    List<SnapshotCopy> copiedOf(UUID site) {
        return list("site = ?1 and state = ?2", site, State.COPIED);
    }

    /** Those whose restore points are forgotten. The two tables are one database's; the rooms need not know each other for it. */
    @SuppressWarnings("unchecked") // the class is given
    List<SnapshotCopy> outlived(UUID site) {
        return getEntityManager()
                .createNativeQuery("""
                        select c.* from snapshot_copy c join restore_point p on p.id = c.restore_point
                        where c.site = ?1 and c.state <> 'FORGOTTEN' and p.forgotten_at is not null""", SnapshotCopy.class)
                .setParameter(1, site)
                .getResultList();
    }

    /** Has the site's repositories cleared away what no snapshot needs any more, in quiet hours. */
    void pruneWanted(UUID site, Instant now) {
        getEntityManager()
                .createNativeQuery(
                        "insert into prune_wanted (site, since) values (?1, ?2) on conflict (site) do update set since = excluded.since")
                .setParameter(1, site)
                .setParameter(2, now)
                .executeUpdate();
    }

    Page<SnapshotCopy> page(@Nullable UUID site, @Nullable State state, PageRequest request) {
        return Listing.all()
                .with("site", site)
                .with("state", state)
                .page(
                        this,
                        request,
                        BY_WISH,
                        cursor -> List.of(cursor.instant(0), cursor.uuid(1)),
                        copy -> Cursor.after(copy.wantedAt(), copy.restorePoint()));
    }
}
