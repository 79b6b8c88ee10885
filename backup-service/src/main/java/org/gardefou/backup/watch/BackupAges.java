package org.gardefou.backup.watch;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;

/** The ages of all sites' last good restore points. */
@ApplicationScoped
class BackupAges implements PanacheRepositoryBase<BackupAge, UUID> {

    private static final Keyset KEYS = Keyset.oldestFirst("site");
    private static final int SKIP_LOCKED = -2;

    /** The age of a site; whoever else changes it waits. */
    Optional<BackupAge> locked(UUID site) {
        return findByIdOptional(site, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Those whose alarm is due, the longest overdue first; by one index, whatever the number of sites. */
    List<BackupAge> alarming(Instant now, int most) {
        return find("alarmAt <= ?1 order by alarmAt", now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
                .page(0, most)
                .list();
    }

    Page<BackupAge> page(@Nullable UUID site, boolean overdue, Visibility visibility, PageRequest request) {
        Listing listing = Listing.of(visibility.whereOfSite("customer", Sites.OF_CONNECTION))
                .with("site", site);
        return (overdue ? listing.where("overdueSince is not null") : listing)
                .page(this, request, KEYS, c -> List.of(c.uuid(0)), age -> Cursor.after(age.site()));
    }
}
