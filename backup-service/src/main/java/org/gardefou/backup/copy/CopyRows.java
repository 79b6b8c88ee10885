package org.gardefou.backup.copy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
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

    Optional<SnapshotCopy> nextOf(UUID site) {
        return find("site = ?1 and state = ?2 order by wantedAt, restorePoint", site, State.WAITING)
                .firstResultOptional();
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
